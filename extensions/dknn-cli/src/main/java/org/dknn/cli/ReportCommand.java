package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.CorpusRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn report}. */
@Command(
        name = "report",
        description =
                "Explains all texts of a file and tells what each word means to the model, class by class, beside what it"
                        + " tells of the class in the data: words that stand out in both may be artifacts.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn report reviews.model unseen.txt",
            "  $ dknn report reviews.model unseen.txt --format html -o words.html",
            "  $ dknn report reviews.model many.txt --state many.state -o words.md",
            "",
            "With --state, a run that broke off goes on where it was."
        })
final class ReportCommand implements Callable<Integer> {

    /** The forms of a report. */
    @SuppressWarnings("ImmutableEnumChecker") // renderers are stateless
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN(CorpusRenderer.markdown()),
        /** One table for a program. */
        CSV(CorpusRenderer.csv()),
        /** A page for a browser. */
        HTML(CorpusRenderer.html());

        private final CorpusRenderer renderer;

        Format(CorpusRenderer renderer) {
            this.renderer = renderer;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes first. */
    enum Order {
        /** Words that surely matter to the model. */
        IMPORTANCE(CorpusReport.Order.IMPORTANCE),
        /** Words that tell most of the class. */
        PMI(CorpusReport.Order.MUTUAL_INFORMATION);

        private final CorpusReport.Order order;

        Order(CorpusReport.Order order) {
            this.order = order;
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

    @Parameters(index = "1", paramLabel = "FILE", description = "Labelled lines, best ones the model has not seen.")
    private Path file;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "conformity,neighbors-and-network,probability",
            description = "How words are scored: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<ScorerChoice> scorers;

    @Option(
            names = "--format",
            defaultValue = "markdown",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where to keep what is done, so that a run can go on.")
    private Optional<Path> state = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "500",
            description = "Texts after which the state is written (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(
            names = "--minimum",
            paramLabel = "N",
            defaultValue = "10",
            description = "Texts that a word must be in to be shown (default: ${DEFAULT-VALUE}).")
    private int minimum;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Words shown of each class (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--order",
            defaultValue = "importance",
            description = "What comes first: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Order order;

    @Option(
            names = "--smoothing",
            paramLabel = "N",
            defaultValue = "100",
            description = "Added to each count for the PMI (default: ${DEFAULT-VALUE}).")
    private double smoothing;

    @Override
    public Integer call() throws IOException {
        CorpusReport.Settings settings = new CorpusReport.Settings(minimum, top, order.order, smoothing);
        Session session = dknn.session();
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings found = directory.settings();
        Dataset<String> texts = LabelledFile.read(file).dataset(found.labelSet());
        try (DeepKnn<List<String>> fitted = directory.load();
                ResultWriter writer = session.open(output)) {
            Explainer explainer = Explainer.of(fitted, found.words().tokenizer())
                    .withScorers(scorers.stream().map(ScorerChoice::scorer).toArray(Attribution[]::new));
            String name = file.getFileName() + " by " + model.toAbsolutePath().getFileName();
            CorpusStatistics statistics = gather(session, ScoredSource.explained(name, explainer, texts));
            writer.write(Stream.of(format.renderer.render(CorpusReport.of(statistics, settings))));
        }
        return 0;
    }

    private CorpusStatistics gather(Session session, ScoredSource source) throws IOException {
        try (ProgressBars bars = session.bars()) {
            CorpusAnalysis analysis = CorpusAnalysis.inMemory().progress(bars);
            List<String> methods =
                    scorers.stream().map(choice -> choice.scorer().name()).toList();
            return (state.isPresent() ? analysis.resumable(state.get(), every) : analysis).run(source, methods);
        }
    }
}
