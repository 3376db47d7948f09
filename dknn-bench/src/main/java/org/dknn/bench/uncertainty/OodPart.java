package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dknn.Prediction;
import org.dknn.bench.uncertainty.AreaDifference.Scores;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Table;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.reliability.DetectionMetrics;
import org.dknn.reliability.SelectionScore;

/**
 * How well out-of-distribution scores, of whole texts and step by step, tell texts of one kind from others, beside the network's
 * probability.
 *
 * @param subject the classifier
 * @param steps detectors of the same network
 */
record OodPart(Subject subject, List<SequenceOodDetector<List<String>>> steps) {

    private static final double RATE = 0.05;
    private static final long SEED = 13;

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
        List<Judged> all = new ArrayList<>();
        for (SelectionScore rule :
                List.of(SelectionScore.softmax(), SelectionScore.scaledSoftmax(subject.temperature()))) {
            List<Double> scores =
                    predictions.stream().map(rule.score()::applyAsDouble).toList();
            all.add(new Judged(rule.name(), scores, ""));
        }
        List<OodResult> whole = predictions.stream()
                .map(prediction -> subject.dknn().ood(prediction, RATE))
                .toList();
        all.add(new Judged("whole texts", whole.stream().map(OodResult::pValue).toList(), refused(whole)));
        for (SequenceOodDetector<List<String>> detector : steps) {
            List<OodResult> found = detector.detectAll(texts, RATE);
            List<Double> scores =
                    found.stream().map(ood -> -ood.layers().get(0).distance()).toList();
            all.add(new Judged(detector.layer(), scores, refused(found)));
        }
        return all;
    }

    private static String refused(List<OodResult> found) {
        double strange = found.stream().filter(ood -> !ood.inDistribution()).count();
        return Figures.percent(strange / found.size());
    }
}
