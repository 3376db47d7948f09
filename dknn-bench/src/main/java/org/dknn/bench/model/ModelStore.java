package org.dknn.bench.model;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.Parts;
import org.dknn.cli.train.Trainer;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.text.Vocabulary;

/**
 * Keeps trained networks, their vocabularies and their neighbors in the cache, under names made of all that they depend on, and makes
 * them when they are not there.
 *
 * <pre>{@code
 * try (TrainedModel<List<String>> model = store.loadOrTrain(ModelDesign.of(folders, Corpus.TREC, NetworkKind.CNN, true, 1))) {
 *     List<Prediction> predictions = model.dknn().predictAll(model.data().test().inputs());
 * }
 * }</pre>
 *
 * @param folders data and cache
 * @param out says how it goes
 */
public record ModelStore(Folders folders, PrintStream out) {

    /** Raised when training changes in a way that its settings do not tell. */
    private static final int VERSION = 3;

    private static final String NETWORK = "network.zip";
    private static final String VOCABULARY = "vocabulary";

    /** Loads a model if it is kept, otherwise trains and keeps it. One network serves all distances. */
    public <I> TrainedModel<I> loadOrTrain(ModelDesign<I> design) throws IOException {
        Path directory = directory(design);
        if (Files.exists(directory.resolve(VOCABULARY))) {
            try {
                out.println("Loads the " + design.network() + " and its neighbors from " + directory);
                return load(design, directory);
            } catch (IOException | IllegalStateException e) {
                out.println("Cannot use what is kept there, and makes it again: " + e);
            }
        }
        return train(design, directory);
    }

    /** Whether the network is kept, so that none is trained. */
    public boolean isKept(ModelDesign<?> design) {
        return Files.exists(directory(design).resolve(VOCABULARY));
    }

    Path directory(ModelDesign<?> design) {
        return folders.cache().resolve("models").resolve(name(design));
    }

    /** Data, network, seed, and a checksum of all that the network depends on; two networks never share a name. */
    public static String name(ModelDesign<?> design) {
        Parts<?> data = design.data();
        StringBuilder all = new StringBuilder();
        all.append(VERSION).append(design.recipe()).append(data.training().labelSet());
        for (Dataset<?> part :
                List.of(data.training(), data.calibration(), design.learned(), data.dev(), data.test())) {
            for (int i = 0; i < part.size(); i++) {
                all.append(part.label(i)).append(part.inputs().get(i)).append('\n');
            }
            all.append('\n');
        }
        String hash = sha256(all.toString()).substring(0, 12);
        return (data.name() + "-" + design.network() + "-" + design.recipe().seed() + "-" + hash)
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private <I> TrainedModel<I> load(ModelDesign<I> design, Path directory) throws IOException {
        ComputationGraph network =
                ComputationGraph.load(directory.resolve(NETWORK).toFile(), false);
        Vocabulary vocabulary = Vocabulary.load(directory.resolve(VOCABULARY));
        try {
            DeepKnn<I> dknn =
                    DeepKnn.load(neighbors(design, directory), TrainedModel.extractor(design, network, vocabulary));
            return new TrainedModel<>(design, network, vocabulary, dknn);
        } catch (IOException e) {
            out.println("Makes the neighbors: " + e.getMessage());
            return fit(design, network, vocabulary, directory);
        }
    }

    private <I> TrainedModel<I> train(ModelDesign<I> design, Path directory) throws IOException {
        Vocabulary vocabulary = design.network().vocabulary(design.data().training());
        int classes = design.data().training().labelSet().size();
        out.printf(
                "Trains the %s on %d examples; %d are held out for calibration%n",
                design.network(),
                design.learned().size(),
                design.data().calibration().size());
        ComputationGraph network = new Trainer<>(
                        design.recipe(), design.network().reading(vocabulary), out::println)
                .train(
                        design.network().untrained(vocabulary, classes, design.recipe()),
                        design.learned(),
                        design.data().dev());
        Files.createDirectories(directory);
        Path beside = directory.resolve(NETWORK + ".part");
        network.save(beside.toFile(), false);
        AtomicMove.replace(beside, directory.resolve(NETWORK));
        vocabulary.save(directory.resolve(VOCABULARY)); // last, so that where it is the network is too
        return fit(design, network, vocabulary, directory);
    }

    private <I> TrainedModel<I> fit(
            ModelDesign<I> design, ComputationGraph network, Vocabulary vocabulary, Path directory) throws IOException {
        TrainedModel<I> model = TrainedModel.fit(design, network, vocabulary, new ConsoleProgress(out));
        model.dknn().save(neighbors(design, directory));
        out.println("Kept in " + directory);
        return model;
    }

    private static Path neighbors(ModelDesign<?> design, Path directory) {
        return directory.resolve("dknn-" + design.metric());
    }
}
