package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.BootstrapIntervals;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn explain}. */
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {

    /** When words are colored. */
    enum Color {
        /** On a terminal that has colors. */
        AUTO,
        /** In files, too. */
        ALWAYS,
        /** Nowhere. */
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Path STANDARD_INPUT = Path.of("-");

    /** Of the draws of intervals. */
    private static final long SEED = 1;

    @ParentCommand
    private Dknn dknn;

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", descriptionKey = "TEXT")
    private List<String> texts = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private DataOptions data;

    @Option(names = "--format", defaultValue = "console")
    private ExplanationFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--by", paramLabel = "METHOD", split = ",", defaultValue = "neighbors-and-network,conformity")
    private List<MethodChoice> methods;

    @Option(names = "--neighbors", defaultValue = "5")
    private int shown;

    @Option(names = "--intervals")
    private boolean hasIntervals;

    @Option(names = "--evidence")
    private boolean hasEvidence;

    @Option(names = "--color", defaultValue = "auto")
    private Color color;

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        dknn.warnOfNothingLearned(directory.settings());
        try (DeepKnn<List<String>> fitted = dknn.load(directory);
                ResultWriter writer = dknn.open(output)) {
            Stream<String> input = texts().stream();
            Explainer<String> explainer = Explainer.of(
                            fitted, directory.settings().words().tokenizer())
                    .withAttributions(attributions(fitted))
                    .withShownNeighbors(shown);
            writer.write(
                    hasEvidence
                            ? format.renderWithEvidence(console(), input.map(explainer::explainWithEvidence))
                            : format.render(console(), explainer.explainAll(input)));
        }
        return 0;
    }

    /** The texts, without empty lines. A file is read as a whole, so that bad lines are told before the first answer. */
    private List<String> texts() throws IOException {
        if (file.isPresent() && !texts.isEmpty()) {
            throw new IllegalArgumentException("needs texts as arguments or in a file, got both");
        }
        if (!texts.isEmpty()) {
            return texts;
        }
        return dknn.reader(data).texts(file.orElse(STANDARD_INPUT));
    }

    private Attribution[] attributions(DeepKnn<List<String>> fitted) {
        Bootstrap bootstrap = Bootstrap.of(fitted, SEED);
        return methods.stream()
                .map(method -> hasIntervals && method.readsNeighbors()
                        ? new BootstrapIntervals(method.attribution(), bootstrap)
                        : method.attribution())
                .toArray(Attribution[]::new);
    }

    /** For a console, colored where that is welcome. */
    private Renderer console() {
        ConsoleColors colors = ConsoleColors.of(dknn.streams().environment());
        return switch (color) {
            case NEVER -> Renderer.plain();
            case ALWAYS -> Renderer.ansi();
            case AUTO ->
                output.isEmpty() && dknn.streams().isOutTerminal() && colors != ConsoleColors.NONE
                        ? Renderer.ansi(colors)
                        : Renderer.plain();
        };
    }
}
