package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.TextPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn pairs}. */
@Command(name = "pairs")
final class PairsCommand implements Callable<Integer> {

    /** Methods for pairs: words of one side are left out while the other one stays whole. */
    enum Method {
        /** By neighbors and network together: the library's default. */
        NEIGHBORS_AND_NETWORK,
        /** Drop in how much nearer the class is than the nearest other one: the library's default for transformers. */
        NEIGHBORS,
        /** Drop in the share of agreeing neighbors. */
        CONFORMITY,
        /** Drop in the network's probability. */
        PROBABILITY;

        LeaveOneOut attribution() {
            return switch (this) {
                case NEIGHBORS_AND_NETWORK -> LeaveOneOut.neighborsAndNetwork();
                case NEIGHBORS -> LeaveOneOut.neighbors();
                case CONFORMITY -> LeaveOneOut.conformity();
                case PROBABILITY -> LeaveOneOut.probability();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", descriptionKey = "TEXT")
    private List<String> texts = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private PairColumns columns;

    @Mixin
    private ExplanationOutput output;

    @Option(names = "--by", paramLabel = "METHOD", split = ",", defaultValue = "neighbors-and-network,conformity")
    private List<Method> methods;

    @Option(names = "--neighbors", defaultValue = "5", converter = Ranges.FromZero.class)
    private int shown;

    @Option(names = "--interactions", paramLabel = "N", defaultValue = "0", converter = Ranges.FromZero.class)
    private int interactions;

    @Override
    public Integer call() throws IOException {
        check();
        if (!Files.isRegularFile(model.resolve("dknn.explainer"))) {
            throw new NoSuchFileException(model + " with a model of pairs in it; Explainer.save writes one, in Java");
        }
        List<TextPair> pairs =
                file.isPresent() ? columns.read(dknn, file.get()) : List.of(new TextPair(texts.get(0), texts.get(1)));
        Attribution[] attributions = methods.stream().map(Method::attribution).toArray(Attribution[]::new);
        String key = RunKey.of(
                model,
                List.of(output.settings(), methods, shown, interactions),
                pairs.stream().map(TextPair::toString).toList());
        try (Explainer<TextPair> loaded = load()) {
            Explainer<TextPair> explainer =
                    withInteractions(loaded).withAttributions(attributions).withShownNeighbors(shown);
            List<String> names =
                    Arrays.stream(attributions).map(Attribution::name).toList();
            output.write(dknn, new ExplanationOutput.Job<>(key, explainer, names, pairs));
        }
        return 0;
    }

    private Explainer<TextPair> load() throws IOException {
        try (ProgressBars bars = dknn.bars()) {
            bars.onProgress("model", 0, 1);
            Explainer<TextPair> explainer = Explainer.loadPairs(model);
            bars.onProgress("model", 1, 1);
            return explainer;
        }
    }

    private Explainer<TextPair> withInteractions(Explainer<TextPair> explainer) {
        return interactions == 0
                ? explainer
                : explainer.withInteractions(methods.get(0).attribution(), interactions);
    }

    private void check() {
        Failures.requireDifferent(spec, "--by", methods);
        output.check(spec);
        if (file.isPresent() != texts.isEmpty()) {
            throw Failures.refused(
                    spec,
                    "needs two texts as arguments or pairs in a file, got " + (file.isPresent() ? "both" : "neither"));
        }
        if (file.isEmpty() && texts.size() != 2) {
            throw Failures.refused(spec, "needs two texts, got " + texts.size());
        }
        if (file.isPresent() && file.get().toString().equals("-")) {
            throw Failures.refused(spec, "pairs are read from a file, not from standard input");
        }
    }
}
