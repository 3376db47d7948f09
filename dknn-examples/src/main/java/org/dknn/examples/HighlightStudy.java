package org.dknn.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.examples.data.HighlightedPair;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.Predictor;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Judges saliencies of a classifier of pairs by the words that people marked, each side by itself, beside an explainer that
 * draws its values. What is explained is the predicted label, right or wrong.
 */
final class HighlightStudy {

    private static final String RANDOM = "random";

    private final DeepKnn<SentencePair> dknn;
    private final ProgressListener listener;
    private final Random random;
    private final Map<String, List<HighlightMatch>> matches = new LinkedHashMap<>();
    private int right;

    /** A study; the seed is that of the random explainer. */
    HighlightStudy(DeepKnn<SentencePair> dknn, ProgressListener listener, long seed) {
        this.dknn = dknn;
        this.listener = listener;
        this.random = new Random(seed);
    }

    /** A table of the means over the pairs whose side is marked in part, with half the width of their 95 % intervals. */
    String run(List<HighlightedPair> pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            add(pairs.get(i));
            listener.onProgress("highlights", i + 1, pairs.size());
        }
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d pairs, %d predicted as people labelled them%n%-28s %5s  %-14s %-14s %-14s%n",
                pairs.size(),
                right,
                "side, explainer",
                "texts",
                "AP",
                "top word",
                "token F1"));
        matches.forEach((name, found) -> table.append(row(name, found)));
        return table.toString();
    }

    private void add(HighlightedPair highlighted) {
        Prediction prediction = dknn.predict(highlighted.pair());
        right += prediction.label() == highlighted.label() ? 1 : 0;
        for (Side side : List.of(Side.HYPOTHESIS, Side.PREMISE)) {
            boolean isMarkedInPart = highlighted.marks(side).contains(true)
                    && highlighted.marks(side).contains(false);
            if (isMarkedInPart) {
                add(highlighted, side, prediction);
            }
        }
    }

    private void add(HighlightedPair highlighted, Side side, Prediction prediction) {
        boolean[] marked = highlighted.marked(side);
        add(side, RANDOM, HighlightMatch.of(random.doubles(marked.length).toArray(), marked));
        Predictor predictor = texts -> dknn.predictAll(texts.stream()
                .map(words -> highlighted.pair().with(side, words))
                .toList());
        for (SaliencyScorer scorer : List.of(LeaveOneOut.conformity(), LeaveOneOut.probability())) {
            double[] values = scorer.score(highlighted.pair().words(side), prediction, predictor)
                    .values();
            add(side, scorer.name(), HighlightMatch.of(values, marked));
        }
    }

    private void add(Side side, String explainer, HighlightMatch match) {
        String name = side.name().toLowerCase(Locale.ROOT) + ", " + explainer;
        matches.computeIfAbsent(name, unknown -> new ArrayList<>()).add(match);
    }

    private static String row(String name, List<HighlightMatch> found) {
        return String.format(
                Locale.ROOT,
                "%-28s %5d  %-14s %-14s %-14s%n",
                name,
                found.size(),
                cell(found, HighlightMatch::averagePrecision),
                cell(found, HighlightMatch::topHit),
                cell(found, HighlightMatch::tokenF1));
    }

    private static String cell(List<HighlightMatch> found, ToDoubleFunction<HighlightMatch> value) {
        SummaryStatistics statistics = new SummaryStatistics();
        found.forEach(match -> statistics.addValue(value.applyAsDouble(match)));
        double halfWidth = 1.96 * statistics.getStandardDeviation() / Math.sqrt((double) statistics.getN());
        return String.format(Locale.ROOT, "%.3f +-%.3f", statistics.getMean(), halfWidth);
    }
}
