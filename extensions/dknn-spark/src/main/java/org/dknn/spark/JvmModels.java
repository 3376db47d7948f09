package org.dknn.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.dknn.nlp.explain.Explainer;

/** The models of this JVM, which its tasks share: the only static state of the module. */
final class JvmModels {

    private static final SharedModels<Explainer<String>> EXPLAINERS = new SharedModels<>(JvmModels::load);

    private static final SharedModels<TextNetwork> NETWORKS = new SharedModels<>(TextNetwork::load);

    private JvmModels() {}

    /** The explainer of a directory, until a task has ended, whichever way. */
    static Explainer<String> explainer(String path, TaskContext task) throws IOException {
        return leased(EXPLAINERS, path, task);
    }

    /** The network of a directory, until a task has ended. */
    static TextNetwork network(String path, TaskContext task) throws IOException {
        return leased(NETWORKS, path, task);
    }

    private static Explainer<String> load(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("dknn.explainer"))) {
            throw new IllegalArgumentException(
                    directory + " is no saved explainer: needs a directory that Explainer.save wrote");
        }
        return Explainer.load(directory);
    }

    private static <M extends AutoCloseable> M leased(SharedModels<M> models, String path, TaskContext task)
            throws IOException {
        SharedModels<M>.Lease lease = models.lease(directory(path));
        task.addTaskCompletionListener((TaskCompletionListener) ended -> lease.close());
        return lease.model();
    }

    /** Closes the models that no task uses. */
    static void closeIdle() {
        EXPLAINERS.closeIdle();
        NETWORKS.closeIdle();
    }

    /** Number of models that are open. */
    static int open() {
        return EXPLAINERS.open() + NETWORKS.open();
    }

    /** A directory by its path here, or by its name among the files of the application. */
    static Path directory(String path) {
        Path local = path(path);
        if (Files.isDirectory(local)) {
            return local;
        }
        Path added = local.isAbsolute() ? local : Path.of(SparkFiles.get(path));
        if (Files.isDirectory(added)) {
            return added;
        }
        throw new IllegalArgumentException("there is no directory " + path + " on " + host()
                + ": needs a path that each executor can read, or the name of a directory that was added by"
                + " SparkContext.addFile(directory, true)");
    }

    /** A path, or a URI of a file. */
    static Path path(String path) {
        return path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
    }

    /** Name of this machine. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this executor";
        }
    }
}
