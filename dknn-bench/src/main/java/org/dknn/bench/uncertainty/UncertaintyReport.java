package org.dknn.bench.uncertainty;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.StepExtractor;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.vector.Metric;

/**
 * Measures how far neighbors can be relied on, for trained networks on real data, and writes it as one HTML page with pictures
 * and as Markdown: {@code target/uncertainty.html} and {@code target/uncertainty.md}.
 *
 * <p>Whatever is learned here, such as a temperature, is learned on dev sets; figures are of test sets, but where it is said.
 * Models are kept in the cache, or trained if they are not there.
 */
public final class UncertaintyReport {

    private static final long TEXT_SEED = 11;

    private final ReportOptions options;
    private final PrintStream out;
    private final Page saturation = new Page("");
    private final Page detection = new Page("");
    private final Table steps = StepsPart.table();
    private final Page pictures = new Page("");
    private final Page audits = new Page("");
    private final Table coverage = CoveragePart.table();
    private final Table classes = CoveragePart.classTable();
    private final Table areas = SelectionPart.areas();
    private final Table errors = SelectionPart.errors();
    private final Table abstention = AdvicePart.abstention();
    private final Table layers = AdvicePart.layers();
    private final List<String> temperatures = new ArrayList<>();

    UncertaintyReport(ReportOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs with arguments such as {@code sets=SST-2,CR,TREC networks=CNN,BiLSTM seed=1 maps=400}. */
    public static void main(String[] arguments) throws IOException {
        UncertaintyReport report = new UncertaintyReport(ReportOptions.parse(arguments), System.out);
        for (NetworkKind kind : report.options.kinds()) {
            for (Corpus corpus : report.options.corpora()) {
                report.measure(corpus, kind);
                report.write(Path.of("target").toAbsolutePath());
            }
        }
    }

    private void measure(Corpus corpus, NetworkKind kind) throws IOException {
        out.println("Measures " + corpus.title() + " " + kind.title());
        try (Subject subject =
                Subject.of(Models.of(corpus, kind, options.seed()), corpus.title() + " " + kind.title())) {
            temperatures.add(
                    subject.title() + " " + Figures.share(subject.temperature().temperature()));
            new CoveragePart(subject, coverage, classes).add();
            SelectionPart selection = new SelectionPart(subject);
            selection.addAreas(areas);
            selection.addErrors(errors);
            AdvicePart advice = new AdvicePart(subject);
            advice.addLayers(layers);
            if (corpus == Corpus.SST_2) {
                new SaturationPart(subject, options.maps()).addTo(saturation);
                detect(subject);
                detectByStep(subject, kind);
                selection.addPictures(pictures);
                advice.addAbstention(abstention);
                advice.addAudit(audits);
            }
        }
        if (corpus == Corpus.SST_2) {
            Models euclidean = Models.of(corpus, kind, options.seed()).measuredBy(Metric.EUCLIDEAN);
            try (Subject subject = Subject.of(euclidean, corpus.title() + " " + kind.title())) {
                new SaturationPart(subject, options.maps()).addTo(saturation);
                detect(subject);
            }
        }
    }

    private void detect(Subject subject) throws IOException {
        new DetectionPart(subject, StrangeTexts.beside(subject.testSet().inputs(), TEXT_SEED)).addTo(detection);
    }

    private void detectByStep(Subject subject, NetworkKind kind) throws IOException {
        String first = kind == NetworkKind.CNN ? "conv3" : "lstm1";
        try (TrainedModel model = Models.of(Corpus.SST_2, kind, options.seed()).loadOrTrain();
                SequenceOodDetector<List<String>> windows =
                        byStep(model, model.steps("embedding").windows(3));
                SequenceOodDetector<List<String>> layer = byStep(model, model.steps(first))) {
            new StepsPart(subject, List.of(windows, layer))
                    .addTo(steps, StrangeTexts.beside(subject.testSet().inputs(), TEXT_SEED));
        }
    }

    private static SequenceOodDetector<List<String>> byStep(TrainedModel model, StepExtractor<List<String>> steps) {
        return SequenceOodDetector.fit(
                steps, model.split().kept().inputs(), model.split().heldOut().inputs());
    }

    private Page page() {
        return new Page("Uncertainty one can rely on: what was measured")
                .say("Made by " + options.command() + ". Models, splits and calibration sets have seed "
                        + options.seed()
                        + ", drawn texts seed " + TEXT_SEED
                        + ". k = 75 in each layer; the distance is the cosine unless it is said. Temperatures,"
                        + " weights, thresholds and choices are made on dev sets, on which the networks' training was"
                        + " stopped too; figures are of test sets.")
                .heading("Saturation")
                .append(saturation)
                .heading("Prediction sets")
                .say("Share of test inputs whose prediction set holds the true label. A standard error is that of"
                        + " two binomial samples, test and calibration; \"off by\" counts them, below -2 too"
                        + " seldom, above 2 too often. Counts have ties, which make sets larger than needed.")
                .table(coverage)
                .say("By class (Mondrian), each judged against the calibration examples of its own; a class with"
                        + " too few of them for the level is never left out.")
                .table(classes)
                .heading("Texts that are no film reviews")
                .say("Area under the ROC curve (higher is better, .5 tells nothing) and share of strange texts that"
                        + " pass where 95 % of test texts do (lower is better). Equal scores count a half in the"
                        + " former, and pass in the latter.")
                .append(detection)
                .say(
                        "Support, of whole texts by all layers and step by step: how far each window of three vectors of the"
                                + " embedding, or what the first layer behind it makes of each word, is from the nearest of the"
                                + " training texts, on average over the text. The interval is a bootstrap one over the texts."
                                + " The windows of three were chosen on strange texts made of dev texts. Last, the shares"
                                + " of texts that are told to be strange when 5 % of usual ones may be.")
                .table(steps)
                .heading("Selective answers")
                .say("Area under the risk-coverage curve (lower is better), how much of it a perfect order of the"
                        + " same answers would spare, and the share of errors among the surest 80 %. The lead is"
                        + " how much stranger the second label is than the first; weighted kinds have weights of"
                        + " layers learned on dev sets.")
                .table(areas)
                .append(pictures)
                .heading("Calibration")
                .say("Temperatures: " + String.join(", ", temperatures) + ".")
                .table(errors)
                .heading("Abstention")
                .say("Thresholds calibrated on the dev set so that the error rate among the answers is at most the"
                        + " wanted one with probability 90 %; 2 % of usual inputs may be taken for strange ones.")
                .table(abstention)
                .heading("Layers and k")
                .say("For each nonconformity the layers and k of smallest AURC on the dev set, of all combinations"
                        + " of layers and k in 5, 15, 40, 75.")
                .table(layers)
                .heading("Labels")
                .append(audits);
    }

    private void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("uncertainty.md"), page().markdown());
        Files.writeString(directory.resolve("uncertainty.html"), page().html());
        out.println("Written to " + directory.resolve("uncertainty.html"));
    }
}
