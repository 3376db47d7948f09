package org.dknn.cli;

import static org.dknn.cli.Dknn.CHOICES;
import static org.dknn.cli.Dknn.DEFAULT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.evaluation.EvaluationPage;
import org.dknn.cli.evaluation.JudgedTexts;
import org.dknn.cli.evaluation.MethodsPart;
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
                "Evaluates a model on texts that it has not seen: accuracy, calibration of p-values and probabilities,"
                        + " and which layers, number of neighbors, nonconformity and methods of attribution serve best.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn evaluate reviews.model unseen.txt",
            "  $ dknn evaluate reviews.model unseen.txt --level 0.95 --output evaluation.md",
            "  $ dknn evaluate reviews.model unseen.txt --format html -o evaluation.html",
            "",
            "Choose layers, k and nonconformity on one file, and report on another."
        })
final class EvaluateCommand implements Callable<Integer> {

    /** Formats of an evaluation. */
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN,
        /** A page for a browser, with charts. */
        HTML;

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

    @Option(names = "--level", defaultValue = "0.9", description = "Level of the prediction sets, in (0, 1)." + DEFAULT)
    private double level;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "neighbors-and-network,neighbors,conformity,probability",
            description = "Methods of attribution" + CHOICES)
    private List<MethodChoice> methods;

    @Option(
            names = "--explanations",
            paramLabel = "N",
            defaultValue = "100",
            description = "Number of texts that are explained, from the first on; 0 for none." + DEFAULT)
    private int explanations;

    @Option(names = "--format", defaultValue = "markdown", description = "Format; html has charts, too" + CHOICES)
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (!(level > 0 && level < 1) || explanations < 0) {
            throw new IllegalArgumentException(
                    "needs a level in (0, 1) and at least 0 explanations, got " + level + " and " + explanations);
        }
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings settings = directory.settings();
        Dataset<List<String>> texts = LabelledFile.read(file).words(settings.labelSet(), settings.words());
        try (DeepKnn<List<String>> fitted = directory.load();
                ProgressBars bars = dknn.bars();
                ResultWriter writer = dknn.open(output)) {
            JudgedTexts judged = new JudgedTexts(fitted, texts, fitted.predictAll(texts.inputs(), bars));
            Page page = new EvaluationPage(model.toString(), judged, evaluated(judged, bars), level).page();
            bars.close();
            writer.write(Stream.of(format == Format.HTML ? page.html() : page.markdown()));
        }
        return 0;
    }

    private Optional<EvaluationTable> evaluated(JudgedTexts judged, ProgressBars bars) {
        if (explanations == 0) {
            return Optional.empty();
        }
        List<List<String>> texts = judged.texts().inputs().subList(0, Math.min(explanations, judged.size()));
        List<Attribution> attributions =
                methods.stream().map(MethodChoice::attribution).toList();
        return Optional.of(MethodsPart.evaluate(judged.dknn(), texts, attributions, bars));
    }
}
