package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dknn.Prediction;
import org.dknn.bench.uncertainty.AreaDifference.Scores;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Table;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.reliability.DetectionMetrics;
import org.dknn.reliability.SelectionScore;

/** How well support, of whole texts and step by step, tells texts of one kind from others, beside the network's probability. */
final class StepsPart {

    private static final double RATE = 0.05;
    private static final long SEED = 13;

    private final Subject subject;
    private final List<SequenceOodDetector<List<String>>> steps;

    StepsPart(Subject subject, List<SequenceOodDetector<List<String>>> steps) {
        this.subject = subject;
        this.steps = steps;
    }

    static Table table() {
        return new Table(
                "model and score",
                "strange texts",
                "AUROC",
                "FPR at 95 % TPR",
                "AUROC less that of softmax",
                "95 % interval",
                "found strange at 5 %",
                "test texts found so");
    }

    /** Compares the test texts with others, by name; rows for {@link #table}. */
    void addTo(Table table, Map<String, List<List<String>>> strange) {
        List<Judged> usual = judged(subject.test(), subject.testSet().inputs());
        strange.forEach((kind, texts) -> {
            List<Judged> others = judged(subject.dknn().predictAll(texts), texts);
            Scores softmax = usual.get(0).beside(others.get(0));
            for (int score = 0; score < usual.size(); score++) {
                addRow(table, kind, usual.get(score), others.get(score), softmax);
            }
        });
    }

    private void addRow(Table table, String kind, Judged usual, Judged others, Scores softmax) {
        Scores scores = usual.beside(others);
        DetectionMetrics metrics = scores.metrics();
        AreaDifference difference = AreaDifference.of(scores, softmax, SEED);
        table.row(
                subject.title() + ": " + usual.name,
                kind,
                Figures.share(metrics.areaUnderRoc()),
                Figures.share(metrics.falsePositivesAt(0.95)),
                Figures.share(difference.value()),
                Figures.share(difference.low()) + " to " + Figures.share(difference.high()),
                others.refused,
                usual.refused);
    }

    /** Scores of texts by one rule, larger for more usual ones, and the share that it refuses. */
    private record Judged(String name, List<Double> scores, String refused) {

        Scores beside(Judged others) {
            return new Scores(scores, others.scores);
        }
    }

    private List<Judged> judged(List<Prediction> predictions, List<List<String>> texts) {
        Map<String, ToDoubleFunction<Prediction>> probabilities = new LinkedHashMap<>();
        probabilities.put("softmax maximum", SelectionScore.softmax().score());
        probabilities.put(
                "scaled softmax maximum",
                SelectionScore.scaledSoftmax(subject.temperature()).score());
        List<Judged> all = new ArrayList<>();
        probabilities.forEach((name, score) -> all.add(
                new Judged(name, predictions.stream().map(score::applyAsDouble).toList(), "")));
        List<OodResult> whole = predictions.stream()
                .map(prediction -> subject.dknn().ood(prediction, RATE))
                .toList();
        all.add(new Judged(
                "support of whole texts", whole.stream().map(OodResult::pValue).toList(), refused(whole)));
        for (SequenceOodDetector<List<String>> own : steps) {
            List<OodResult> found = own.detectAll(texts, RATE);
            List<Double> scores =
                    found.stream().map(ood -> -ood.layers().get(0).distance()).toList();
            all.add(new Judged(own.layer(), scores, refused(found)));
        }
        return all;
    }

    private static String refused(List<OodResult> found) {
        double strange = found.stream().filter(ood -> !ood.inDistribution()).count();
        return Figures.percent(strange / found.size());
    }
}
