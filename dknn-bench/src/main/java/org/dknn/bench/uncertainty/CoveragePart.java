package org.dknn.bench.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Table;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;

/** Whether prediction sets include the true label as often as they say. */
record CoveragePart(Subject subject, Table rows) {

    private static final double[] LEVELS = {0.90, 0.95};

    static Table table() {
        return new Table(
                "model",
                "nonconformity",
                "groups",
                "level",
                "calibration",
                "test",
                "coverage",
                "2 standard errors",
                "off by",
                "mean size",
                "empty");
    }

    /** Adds rows of all classes together, pooled and by class, then of each class by itself. */
    void add() {
        int[] labels = subject.testSet().labels();
        int[] calibrated = subject.dknn().calibrationScores().labels();
        for (Nonconformity kind : List.of(Nonconformity.count(), Nonconformity.margin(), Nonconformity.logRatio())) {
            for (CalibrationGroups groups : CalibrationGroups.values()) {
                DeepKnn<List<String>> dknn =
                        subject.dknn().withNonconformity(kind).withCalibrationGroups(groups);
                boolean pooled = groups == CalibrationGroups.MARGINAL;
                addRows(dknn, pooled ? "pooled" : "by class", IntStream.range(0, labels.length), calibrated.length);
                for (int label = 0; !pooled && label < dknn.labelSet().size(); label++) {
                    int own = label;
                    addRows(
                            dknn,
                            dknn.labelSet().name(label),
                            IntStream.range(0, labels.length).filter(i -> labels[i] == own),
                            Arrays.stream(calibrated).filter(i -> i == own).count());
                }
            }
        }
    }

    private void addRows(DeepKnn<List<String>> dknn, String group, IntStream chosen, long calibration) {
        int[] texts = chosen.toArray();
        List<Prediction> predictions = Arrays.stream(texts)
                .mapToObj(i -> dknn.rejudge(
                        subject.testSet().inputs().get(i), subject.test().get(i)))
                .toList();
        for (double level : LEVELS) {
            int covered = 0;
            int size = 0;
            int empty = 0;
            for (int i = 0; i < texts.length; i++) {
                List<Integer> set = predictions.get(i).pValues().labelsAt(level);
                covered += set.contains(subject.testSet().label(texts[i])) ? 1 : 0;
                size += set.size();
                empty += set.isEmpty() ? 1 : 0;
            }
            double n = texts.length;
            double error = 2 * Math.sqrt(level * (1 - level) * (1 / n + 1.0 / Math.max(1, calibration)));
            rows.row(
                    subject.title(),
                    dknn.nonconformity().name(),
                    group,
                    Figures.percent(level),
                    String.valueOf(calibration),
                    String.valueOf(texts.length),
                    Figures.percent(covered / n),
                    Figures.percent(error),
                    Figures.signed(2 * (covered / n - level) / error),
                    Figures.share(size / n),
                    Figures.percent(empty / n));
        }
    }
}
