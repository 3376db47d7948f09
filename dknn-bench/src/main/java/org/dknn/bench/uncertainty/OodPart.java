package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dknn.Prediction;
import org.dknn.bench.data.StrangeTexts;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Table;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.reliability.DetectionMetrics;
import org.dknn.reliability.SelectionScore;

/**
 * How well out-of-distribution scores, of whole texts and step by step, tell foreign texts from usual ones, beside the network's
 * probability.
 */
record OodPart(Subject subject, List<SequenceOodDetector<List<String>>> detectors) {

    private static final double RATE = 0.05;
    private static final int DRAWS = 1_000;
    private static final long SEED = 13;

    static Table table() {
        return new Table(
                "model and score",
                "foreign texts",
                "AUROC",
                "FPR at 95 % TPR",
                "AUROC less that of softmax",
                "95 % interval",
                "found out-of-distribution at 5 %",
                "test texts found so");
    }

    /**
     * Strange texts by name, as many as there are usual ones: questions; the usual texts with their words shuffled; and texts of the same
     * lengths of words drawn from all different words of the usual ones, each as likely.
     */
    static Map<String, List<List<String>>> foreign(List<List<String>> usual, List<List<String>> questions, long seed) {
        List<List<String>> drawn = new ArrayList<>(questions);
        Collections.shuffle(drawn, new Random(seed));
        Map<String, List<List<String>>> texts = new LinkedHashMap<>();
        texts.put("TREC questions", List.copyOf(drawn.subList(0, Math.min(usual.size(), drawn.size()))));
        texts.put("shuffled words", StrangeTexts.shuffled(usual, new Random(seed)));
        texts.put("random words", StrangeTexts.ofRandomWords(usual, new Random(seed + 1)));
        return texts;
    }

    /** Compares the test texts with others, by name; rows for {@link #table}. */
    void addTo(Table table, Map<String, List<List<String>>> foreign) {
        List<Judged> usual = judged(subject.test(), subject.testSet().inputs());
        foreign.forEach((kind, texts) -> {
            List<Judged> others = judged(subject.dknn().predictAll(texts), texts);
            Scores softmax = new Scores(usual.get(0).scores, others.get(0).scores);
            for (int score = 0; score < usual.size(); score++) {
                Scores scores = new Scores(usual.get(score).scores, others.get(score).scores);
                double[] interval = scores.intervalOfMore(softmax);
                table.row(
                        subject.title() + ": " + usual.get(score).name,
                        kind,
                        Figures.share(scores.metrics().areaUnderRoc()),
                        Figures.share(scores.metrics().falsePositivesAt(0.95)),
                        Figures.share(scores.metrics().areaUnderRoc()
                                - softmax.metrics().areaUnderRoc()),
                        Figures.share(interval[0]) + " to " + Figures.share(interval[1]),
                        others.get(score).refused,
                        usual.get(score).refused);
            }
        });
    }

    /** Scores of texts by one rule, larger for more usual ones, and the share that it refuses. */
    private record Judged(String name, List<Double> scores, String refused) {}

    private List<Judged> judged(List<Prediction> predictions, List<List<String>> texts) {
        List<Judged> all = new ArrayList<>();
        for (SelectionScore rule :
                List.of(SelectionScore.softmax(), SelectionScore.scaledSoftmax(subject.temperature()))) {
            all.add(new Judged(
                    rule.name(),
                    predictions.stream().map(rule.score()::applyAsDouble).toList(),
                    ""));
        }
        List<OodResult> whole = subject.dknn().oodAll(texts, predictions, RATE);
        all.add(new Judged("all scores", whole.stream().map(OodResult::pValue).toList(), refused(whole)));
        for (SequenceOodDetector<List<String>> detector : detectors) {
            List<OodResult> found = detector.detectAll(texts, RATE);
            List<Double> scores =
                    found.stream().map(ood -> -ood.layers().get(0).distance()).toList();
            all.add(new Judged(detector.layer(), scores, refused(found)));
        }
        return all;
    }

    private static String refused(List<OodResult> found) {
        double foreign = found.stream().filter(ood -> !ood.inDistribution()).count();
        return Figures.percent(foreign / found.size());
    }

    /** Scores of usual and of foreign texts. */
    record Scores(List<Double> usual, List<Double> foreign) {

        DetectionMetrics metrics() {
            return DetectionMetrics.of(array(usual), array(foreign));
        }

        private static double[] array(List<Double> scores) {
            return scores.stream().mapToDouble(score -> score).toArray();
        }

        /** 95 % bootstrap interval, over the texts, of by how much the area under the ROC curve is larger than that of others. */
        double[] intervalOfMore(Scores others) {
            Random random = new Random(SEED);
            double[] drawn = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                int[] fromUsual = random.ints(usual.size(), 0, usual.size()).toArray();
                int[] fromForeign =
                        random.ints(foreign.size(), 0, foreign.size()).toArray();
                drawn[draw] = area(fromUsual, fromForeign) - others.area(fromUsual, fromForeign);
            }
            Arrays.sort(drawn);
            return new double[] {drawn[(int) (0.025 * DRAWS)], drawn[(int) (0.975 * DRAWS) - 1]};
        }

        private double area(int[] fromUsual, int[] fromForeign) {
            return DetectionMetrics.of(
                            Arrays.stream(fromUsual).mapToDouble(usual::get).toArray(),
                            Arrays.stream(fromForeign).mapToDouble(foreign::get).toArray())
                    .areaUnderRoc();
        }
    }
}
