package org.dknn.bench.uncertainty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.DetectionMetrics;
import org.dknn.reliability.SelectionScore;

/** How well scores tell texts of one kind from others. */
final class DetectionPart {

    private static final int BINS = 10;

    private final Subject subject;
    private final Map<String, List<Prediction>> strange = new LinkedHashMap<>();

    /** Compares the test texts with others, by name. */
    DetectionPart(Subject subject, Map<String, List<List<String>>> strange) {
        this.subject = subject;
        strange.forEach((name, texts) -> this.strange.put(name, subject.dknn().predictAll(texts)));
    }

    /** Scores by name, larger for more usual inputs. */
    private Map<String, ToDoubleFunction<Prediction>> scores() {
        Map<String, ToDoubleFunction<Prediction>> scores = new LinkedHashMap<>();
        scores.put("softmax maximum", SelectionScore.softmax().score());
        scores.put(
                "scaled softmax maximum",
                SelectionScore.scaledSoftmax(subject.temperature()).score());
        for (Nonconformity kind : subject.nonconformities()) {
            DeepKnn<List<String>> view = subject.dknn().withNonconformity(kind);
            scores.put("credibility, " + kind.name(), prediction -> view.rejudge(List.of(), prediction)
                    .credibility());
        }
        for (Nonconformity kind : subject.nonconformities()) {
            scores.put(
                    "least nonconformity, " + kind.name(),
                    prediction -> -kind.of(prediction.statistics(), leastStrange(kind, prediction)));
        }
        Nonconformity kth = subject.dknn().fitted(Nonconformity.kthDistance());
        List<String> layers = subject.dknn().layers();
        IntStream.range(0, layers.size())
                .forEach(layer -> scores.put(
                        "kth distance in " + layers.get(layer),
                        prediction -> -kth.ofLayer(prediction.statistics(), layer, 0)));
        return scores;
    }

    private static int leastStrange(Nonconformity kind, Prediction prediction) {
        return SelectionScore.margin(kind).label(prediction);
    }

    void addTo(Page page) {
        String[] columns = new String[1 + 2 * strange.size()];
        columns[0] = "score";
        int column = 1;
        for (String name : strange.keySet()) {
            columns[column++] = name + ": AUROC";
            columns[column++] = "FPR at 95 % TPR";
        }
        Table table = new Table(columns);
        scores().forEach((name, score) -> table.row(row(name, score)));
        page.say(subject.title() + ", " + subject.dknn().metric() + " distance: "
                        + subject.test().size() + " test texts against as many of each other kind.")
                .table(table);
        for (String kind : List.of("count", "log-ratio")) {
            page.picture(histogram(kind));
        }
    }

    private String[] row(String name, ToDoubleFunction<Prediction> score) {
        String[] cells = new String[1 + 2 * strange.size()];
        cells[0] = name;
        double[] usual = Subject.scores(subject.test(), score);
        int column = 1;
        for (List<Prediction> others : strange.values()) {
            DetectionMetrics metrics = DetectionMetrics.of(usual, Subject.scores(others, score));
            cells[column++] = Figures.share(metrics.areaUnderRoc());
            cells[column++] = Figures.share(metrics.falsePositivesAt(0.95));
        }
        return cells;
    }

    private Chart histogram(String name) {
        DeepKnn<List<String>> view = subject.dknn().withNonconformity(Nonconformity.named(name, List.of()));
        Chart chart = new Chart(
                subject.title() + ": credibility by " + name + ", "
                        + subject.dknn().metric(),
                Axis.share("credibility"),
                Axis.upTo("share of texts", 0.6));
        ToDoubleFunction<Prediction> credibility =
                prediction -> view.rejudge(List.of(), prediction).credibility();
        int slot = 0;
        int slots = 1 + strange.size();
        chart.bars("test", shares(subject.test(), credibility), new Chart.Slot(slot++, slots));
        for (Map.Entry<String, List<Prediction>> others : strange.entrySet()) {
            chart.bars(others.getKey(), shares(others.getValue(), credibility), new Chart.Slot(slot++, slots));
        }
        return chart;
    }

    private static double[] shares(List<Prediction> predictions, ToDoubleFunction<Prediction> score) {
        double[] shares = new double[BINS];
        for (double value : Subject.scores(predictions, score)) {
            shares[Math.min(shares.length - 1, (int) (value * shares.length))] += 1.0 / predictions.size();
        }
        return shares;
    }
}
