package org.dknn.bench.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.bench.data.HighlightedPair;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplainedText;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.HumanLabels;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.evaluate.RandomScorer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.explain.SideScorer;
import org.dknn.nlp.gradient.GradientAttribution;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/**
 * Judges saliencies of a classifier of pairs by the words that people marked, each side by itself, beside an explainer that
 * draws its values. What is explained is the label that people gave, as they did, whether the classifier predicts it or not.
 */
final class HighlightStudy {

    private static final List<ExplanationMetric> METRICS =
            List.of(Plausibility.averagePrecision(), Plausibility.topHit(), Plausibility.tokenF1(3));

    private final PairExplainer explainer;
    private final ProgressListener listener;
    private final long seed;

    /** A study; the seed is that of the random explainer and of the intervals. */
    HighlightStudy(TrainedPairs model, ProgressListener listener, long seed) {
        this.explainer = PairExplainer.of(model.dknn(), Tokenizer.whitespace())
                .withSideScorers(scorers(model, seed))
                .withShownNeighbors(0);
        this.listener = listener;
        this.seed = seed;
    }

    private static SideScorer[] scorers(TrainedPairs model, long seed) {
        SideScorer gradients = SideScorer.gradients(model.gradients(), GradientAttribution::timesInput);
        Stream<Attribution> others = Stream.of(
                new RandomScorer(seed),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOut.neighborsAndNetwork(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability());
        return Stream.concat(others.map(SideScorer::of), Stream.of(gradients)).toArray(SideScorer[]::new);
    }

    /** A table for each side, of the means over the pairs whose side is marked in part, with 95 % intervals. */
    String run(List<HighlightedPair> pairs) {
        List<PairExplanation> explanations = new ArrayList<>();
        for (HighlightedPair pair : pairs) {
            explanations.add(explainer
                    .withTarget(Target.of(pair.label()))
                    .explain(text(pair, Side.PREMISE), text(pair, Side.HYPOTHESIS)));
            listener.onProgress("explanations", explanations.size(), pairs.size());
        }
        long right = 0;
        for (int i = 0; i < pairs.size(); i++) {
            right += explanations.get(i).premise().label() == pairs.get(i).label() ? 1 : 0;
        }
        StringBuilder text = new StringBuilder(
                String.format("%d pairs, %d predicted as people labelled them%n", pairs.size(), right));
        for (Side side : List.of(Side.HYPOTHESIS, Side.PREMISE)) {
            text.append(String.format(
                    "%n%s:%n%n%s", side.name().toLowerCase(Locale.ROOT), table(side, pairs, explanations)));
        }
        return text.toString();
    }

    private static String text(HighlightedPair pair, Side side) {
        return String.join(" ", pair.pair().words(side));
    }

    private String table(Side side, List<HighlightedPair> pairs, List<PairExplanation> explanations) {
        List<String> methods = explanations.get(0).side(side).saliencies().stream()
                .map(Attributions::method)
                .toList();
        double[][][] values = new double[methods.size()][METRICS.size()][pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            Explanation explanation = explanations.get(i).side(side);
            AnnotatedText text = AnnotatedText.of(
                    pairs.get(i).pair().words(side),
                    HumanLabels.rationale(pairs.get(i).marked(side)));
            for (int method = 0; method < methods.size(); method++) {
                Attributions saliency = explanation.saliencies().get(method);
                ExplainedText explained =
                        new ExplainedText(text, explanation.prediction(), saliency, new Found(saliency));
                for (int metric = 0; metric < METRICS.size(); metric++) {
                    values[method][metric][i] = METRICS.get(metric)
                            .value(explained, unchanged -> List.of())
                            .orElse(Double.NaN);
                }
            }
        }
        return EvaluationTable.of(methods, METRICS, values, seed).toMarkdown();
    }

    /** What was found before. */
    private record Found(Attributions saliency) implements Attribution {

        @Override
        public String name() {
            return saliency.method();
        }

        @Override
        public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
            return saliency;
        }
    }
}
