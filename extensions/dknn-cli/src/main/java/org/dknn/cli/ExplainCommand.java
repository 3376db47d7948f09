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
import org.dknn.nlp.attribution.Bootstrap;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.ConsoleColors;
import org.dknn.nlp.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn explain}. */
@Command(
        name = "explain",
        description =
                "Says of each text its class, how far to believe it, whether it is like the training texts, what each"
                        + " word adds, and the training texts behind it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn explain reviews.model \"A gripping, funny film.\"",
            "  $ dknn explain reviews.model --evidence \"A gripping, funny film.\"",
            "  $ dknn explain reviews.model -f unseen.txt --format html -o unseen.html",
            "  $ cat unseen.txt | dknn explain reviews.model --format plain | less",
            "",
            "A credibility near 0 says that the training texts support no class, and",
            "\"unlike the training texts\" that none of them is near. Then do not believe",
            "the rest."
        })
final class ExplainCommand implements Callable<Integer> {

    /** When words are coloured. */
    enum Color {
        /** On a terminal that knows colours. */
        AUTO,
        /** Also into files. */
        ALWAYS,
        /** Not at all. */
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the draws that intervals are made of. */
    private static final long SEED = 1;

    @ParentCommand
    private Dknn dknn;

    @Parameters(index = "0", paramLabel = "DIR", description = "A model that 'dknn fit' has fitted.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Texts; without any, and without --file, they are read from standard input, one a line.")
    private List<String> texts = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file of texts, one a line; - is standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "console",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, which is plain where there are no colours).")
    private ExplanationFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "neighbors-and-network,conformity",
            description = "How words are scored: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<ScorerChoice> scorers;

    @Option(
            names = "--neighbors",
            paramLabel = "N",
            defaultValue = "5",
            description = "Training texts shown of each layer (default: ${DEFAULT-VALUE}).")
    private int shown;

    @Option(
            names = "--intervals",
            description = "Tell also how far other training texts would move each value that neighbors have a part in.")
    private boolean hasIntervals;

    @Option(
            names = "--evidence",
            description =
                    "Tell also which neighbors each word holds, and without which words another class is predicted.")
    private boolean hasEvidence;

    @Option(
            names = "--color",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Color color;

    @Override
    public Integer call() throws IOException {
        Session session = dknn.session();
        ModelDirectory directory = new ModelDirectory(model);
        try (DeepKnn<List<String>> fitted = directory.load();
                Stream<String> input = new InputTexts(texts, file).open(session.streams());
                ResultWriter writer = session.open(output)) {
            Explainer explainer = Explainer.of(
                            fitted, directory.settings().words().tokenizer())
                    .withScorers(scorers(fitted))
                    .withShownNeighbors(shown);
            if (hasEvidence) {
                writer.write(format.withEvidence(renderer(session), input.map(explainer::explainWithEvidence)));
            } else {
                writer.write(format.render(renderer(session), explainer.explainAll(input)));
            }
        }
        return 0;
    }

    private Attribution[] scorers(DeepKnn<List<String>> fitted) {
        Bootstrap bootstrap = Bootstrap.of(fitted.reference(), SEED);
        return scorers.stream()
                .map(choice -> hasIntervals ? choice.scorer(bootstrap) : choice.scorer())
                .toArray(Attribution[]::new);
    }

    /** For a console: coloured where that is welcome. */
    private Renderer renderer(Session session) {
        Streams streams = session.streams();
        return switch (color) {
            case NEVER -> Renderer.plain();
            case ALWAYS -> Renderer.ansi();
            case AUTO -> {
                ConsoleColors colors = ConsoleColors.of(streams.environment());
                boolean isColored = output.isEmpty() && streams.isOutTerminal() && colors != ConsoleColors.NONE;
                yield isColored ? Renderer.ansi(colors) : Renderer.plain();
            }
        };
    }
}
