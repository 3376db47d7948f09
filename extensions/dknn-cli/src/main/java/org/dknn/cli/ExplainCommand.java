package org.dknn.cli;

import static org.dknn.cli.Dknn.CHOICES;
import static org.dknn.cli.Dknn.DEFAULT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn explain}. */
@Command(
        name = "explain",
        description =
                "Explains texts: the class of each, how far to trust it, whether the text is like the training texts,"
                        + " the value of each word, and the training texts behind it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn explain reviews.model \"A gripping, funny film.\"",
            "  $ dknn explain reviews.model --evidence \"A gripping, funny film.\"",
            "  $ dknn explain reviews.model -f unseen.txt --format html -o unseen.html",
            "  $ cat unseen.txt | dknn explain reviews.model --format plain | less",
            "",
            "A credibility near 0 means that the training texts support no class;",
            "\"unlike the training texts\" means that none of them is near. Do not trust",
            "the answer then."
        })
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

    /** Of the draws of intervals. */
    private static final long SEED = 1;

    @ParentCommand
    private Dknn dknn;

    @Parameters(index = "0", paramLabel = "DIR", description = "A model that 'dknn fit' has fitted.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Texts. Without any, and without --file: standard input, one text per line.")
    private List<String> texts = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "One text per line; - is standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--format", defaultValue = "console", description = "Format" + CHOICES)
    private ExplanationFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "neighbors-and-network,conformity",
            description = "Methods of attribution" + CHOICES)
    private List<MethodChoice> methods;

    @Option(names = "--neighbors", defaultValue = "5", description = "Training texts shown per layer." + DEFAULT)
    private int shown;

    @Option(names = "--intervals", description = "Show how far other training texts would move each value of a word.")
    private boolean hasIntervals;

    @Option(
            names = "--evidence",
            description = "Show which neighbors each word holds, and without which words another class is predicted.")
    private boolean hasEvidence;

    @Option(names = "--color", defaultValue = "auto", description = "Colors" + CHOICES)
    private Color color;

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        try (DeepKnn<List<String>> fitted = directory.load();
                Stream<String> input = texts();
                ResultWriter writer = dknn.open(output)) {
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

    /** The texts, read lazily, without empty lines. Closed by the caller. */
    @SuppressWarnings("StreamResourceLeak") // closed by the caller
    private Stream<String> texts() throws IOException {
        if (file.isPresent() && !texts.isEmpty()) {
            throw new IllegalArgumentException("needs texts as arguments or in a file, got both");
        }
        if (!texts.isEmpty()) {
            return texts.stream();
        }
        boolean isFile = file.isPresent() && !file.get().toString().equals("-");
        InputStreamReader in = new InputStreamReader(dknn.streams().in(), StandardCharsets.UTF_8);
        Stream<String> lines = isFile ? Files.lines(file.get()) : new BufferedReader(in).lines();
        return lines.filter(line -> !line.isBlank());
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
