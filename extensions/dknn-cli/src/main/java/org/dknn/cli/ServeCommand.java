package org.dknn.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dknn.DeepKnn;
import org.dknn.cli.serve.LocalServer;
import org.dknn.cli.serve.ServedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn serve}. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Mixin
    private Methods methods;

    @Option(names = "--neighbors", defaultValue = "5", converter = Ranges.FromZero.class)
    private int shown;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", converter = Ranges.Port.class)
    private int port;

    @Override
    public Integer call() throws IOException {
        methods.check();
        ModelDirectory directory = new ModelDirectory(model);
        dknn.warnOfNothingLearned(directory.settings());
        try (DeepKnn<List<String>> fitted = dknn.load(directory);
                LocalServer server = start(served(directory, fitted))) {
            dknn.say("Open this address in a browser on this machine; Ctrl-C ends it:");
            dknn.streams().out().println(server.address());
            dknn.streams().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private ServedModel served(ModelDirectory directory, DeepKnn<List<String>> fitted) throws IOException {
        TrainingTexts texts = dknn.trainingTexts(directory, fitted);
        return new ServedModel(
                String.valueOf(model.toAbsolutePath().normalize().getFileName()),
                fitted,
                texts.explainer()
                        .withAttributions(methods.attributions(fitted))
                        .withShownNeighbors(shown)
                        .withMarkedNeighbors(),
                texts.shown());
    }

    private LocalServer start(ServedModel served) throws IOException {
        try {
            return LocalServer.start(port, served);
        } catch (BindException e) {
            throw new IOException("cannot serve on port " + port + ": " + e.getMessage(), e);
        }
    }
}
