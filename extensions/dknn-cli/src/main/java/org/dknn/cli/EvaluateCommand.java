package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.cli.evaluation.EvaluationPage;
import org.dknn.cli.evaluation.Findings;
import org.dknn.cli.evaluation.JudgedTexts;
import org.dknn.cli.evaluation.ScorerTrial;
import org.dknn.cli.page.Page;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.evaluate.EvaluationTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Tells how often a model is right on texts it has not seen, whether its p-values and probabilities mean"
                        + " what they say, and which layers, which number of neighbors, which nonconformity and which"
                        + " scores of words serve best.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn evaluate reviews.model unseen.txt",
            "  $ dknn evaluate reviews.model unseen.txt --level 0.95 --output evaluation.md",
            "  $ dknn evaluate reviews.model unseen.txt --format html -o evaluation.html",
            "",
            "Choose layers, k and nonconformity on one file, and report on another."
        })
final class EvaluateCommand implements Callable<Integer> {

    /** The forms of an evaluation. */
    @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN(Page::markdown),
        /** A page for a browser, with pictures. */
        HTML(Page::html);

        private final Function<Page, String> writing;

        Format(Function<Page, String> writing) {
            this.writing = writing;
        }

        String write(Page page) {
            return writing.apply(page);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    private Dknn dknn;

    @Parameters(index = "0", paramLabel = "DIR", description = "A model that 'dknn fit' has fitted.")
    private Path model;

    @Parameters(index = "1", paramLabel = "FILE", description = "Labelled lines that the model has not seen.")
    private Path file;

    @Option(
            names = "--level",
            paramLabel = "P",
            defaultValue = "0.9",
            description = "Level of the prediction sets, in (0, 1) (default: ${DEFAULT-VALUE}).")
    private double level;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "neighbors-and-network,neighbors,conformity,probability",
            description = "Which scores of words are judged: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<ScorerChoice> scorers;

    @Option(
            names = "--explanations",
            paramLabel = "N",
            defaultValue = "100",
            description = "On how many of the texts, from the first on; 0 for none (default: ${DEFAULT-VALUE}).")
    private int explanations;

    @Option(
            names = "--format",
            defaultValue = "markdown",
            description = "${COMPLETION-CANDIDATES}, which has pictures too (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (!(level > 0 && level < 1) || explanations < 0) {
            throw new IllegalArgumentException(
                    "needs a level in (0, 1) and at least 0 explanations, got " + level + " and " + explanations);
        }
        Session session = dknn.session();
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings settings = directory.settings();
        Dataset<List<String>> texts = LabelledFile.read(file).words(settings.labelSet(), settings.words());
        try (DeepKnn<List<String>> fitted = directory.load();
                ResultWriter writer = session.open(output)) {
            JudgedTexts judged = new JudgedTexts(fitted, texts, predictions(session, fitted, texts));
            Findings findings = Findings.of(judged, explained(session, judged));
            Page page = new EvaluationPage(model.toString(), findings, level).page();
            writer.write(Stream.of(format.write(page)));
        }
        return 0;
    }

    private Optional<EvaluationTable> explained(Session session, JudgedTexts judged) {
        if (explanations == 0) {
            return Optional.empty();
        }
        List<List<String>> texts = judged.texts().inputs().subList(0, Math.min(explanations, judged.size()));
        try (ProgressBars bars = session.bars()) {
            List<Attribution> methods =
                    scorers.stream().map(ScorerChoice::scorer).toList();
            return Optional.of(new ScorerTrial(methods, bars).run(judged.dknn(), texts));
        }
    }

    private static List<Prediction> predictions(
            Session session, DeepKnn<List<String>> fitted, Dataset<List<String>> texts) {
        try (ProgressBars bars = session.bars()) {
            return fitted.predictAll(texts.inputs(), bars);
        }
    }
}
