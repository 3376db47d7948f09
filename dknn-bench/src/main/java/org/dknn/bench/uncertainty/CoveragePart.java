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

/**
 * Whether prediction sets include the true label as often as they say.
 *
 * @param subject the classifier
 * @param all table of all classes together
 * @param classes table of each class
 */
record CoveragePart(Subject subject, Table all, Table classes) {

    private static final double[] LEVELS = {0.90, 0.95};

    static Table table() {
        return new Table(
                "model",
                "nonconformity",
                "groups",
                "level",
                "coverage",
                "2 standard errors",
                "off by",
                "mean size",
                "empty");
    }

    static Table classTable() {
        return new Table(
                "model and class",
                "nonconformity",
                "level",
                "calibration",
                "test",
                "coverage",
                "2 standard errors",
                "off by");
    }

    void add() {
        for (Nonconformity kind : List.of(Nonconformity.count(), Nonconformity.margin(), Nonconformity.logRatio())) {
            for (CalibrationGroups groups : CalibrationGroups.values()) {
                DeepKnn<List<String>> dknn =
                        subject.dknn().withNonconformity(kind).withCalibrationGroups(groups);
                List<Prediction> test = IntStream.range(0, subject.test().size())
                        .mapToObj(i -> dknn.rejudge(
                                subject.testSet().inputs().get(i),
                                subject.test().get(i)))
                        .toList();
                for (double level : LEVELS) {
                    addRow(kind.name(), dknn, test, level);
                }
            }
        }
    }

    private void addRow(String kind, DeepKnn<List<String>> dknn, List<Prediction> test, double level) {
        boolean pooled = dknn.calibration().groups() == CalibrationGroups.MARGINAL;
        int[] everything = IntStream.range(0, test.size()).toArray();
        Coverage coverage = Coverage.of(test, subject.testSet().labels(), everything, level);
        double error = coverage.twoErrors(level, dknn.calibration().size());
        all.row(
                subject.title(),
                kind,
                pooled ? "pooled" : "by class",
                Figures.percent(level),
                Figures.percent(coverage.share()),
                Figures.percent(error),
                Figures.signed(2 * (coverage.share() - level) / error),
                Figures.share(coverage.meanSize()),
                Figures.percent(coverage.empty()));
        for (int label = 0; !pooled && label < dknn.labelSet().size(); label++) {
            addClass(label, kind, test, level);
        }
    }

    private void addClass(int label, String kind, List<Prediction> test, double level) {
        int[] labels = subject.testSet().labels();
        int[] own = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray();
        if (own.length == 0) {
            return;
        }
        int calibration = (int) Arrays.stream(subject.dknn().calibrationScores().labels())
                .filter(one -> one == label)
                .count();
        Coverage coverage = Coverage.of(test, labels, own, level);
        double error = coverage.twoErrors(level, calibration);
        classes.row(
                subject.title() + " " + subject.dknn().labelSet().name(label),
                kind,
                Figures.percent(level),
                String.valueOf(calibration),
                String.valueOf(own.length),
                Figures.percent(coverage.share()),
                Figures.percent(error),
                Figures.signed(2 * (coverage.share() - level) / error));
    }

    /**
     * What sets of a level include.
     *
     * @param share of sets that include the true label
     * @param meanSize labels in a set
     * @param empty share of sets without a label
     * @param count number of sets
     */
    private record Coverage(double share, double meanSize, double empty, int count) {

        static Coverage of(List<Prediction> predictions, int[] labels, int[] chosen, double level) {
            int covered = 0;
            int size = 0;
            int empty = 0;
            for (int i : chosen) {
                List<Integer> set = predictions.get(i).pValues().labelsAbove(1 - level);
                covered += set.contains(labels[i]) ? 1 : 0;
                size += set.size();
                empty += set.isEmpty() ? 1 : 0;
            }
            double n = chosen.length;
            return new Coverage(covered / n, size / n, empty / n, chosen.length);
        }

        /** Of the test sample and of the calibration sample together, both binomial. */
        double twoErrors(double level, int calibration) {
            return 2 * Math.sqrt(level * (1 - level) * (1.0 / count + 1.0 / Math.max(1, calibration)));
        }
    }
}
