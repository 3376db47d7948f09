package org.dknn.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dknn.ClassScore;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.examples.data.HighlightedPair;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplainedText;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.HumanLabels;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.evaluate.RandomScorer;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.OutAndIn;
import org.dknn.nlp.saliency.Predictor;
import org.dknn.nlp.saliency.RememberingPredictor;
import org.dknn.nlp.saliency.RemovalStrategy;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Judges saliencies of a classifier of pairs by the words that people marked, each side by itself, beside an explainer that
 * draws its values. What is explained is the predicted label, right or wrong.
 */
final class HighlightStudy {

    private static final List<ExplanationMetric> METRICS =
            List.of(Plausibility.averagePrecision(), Plausibility.topHit(), Plausibility.tokenF1(3));

    private final DeepKnn<SentencePair> dknn;
    private final ProgressListener listener;
    private final List<SaliencyScorer> scorers;
    private final long seed;

    /** A study; the seed is that of the random explainer and of the intervals. */
    HighlightStudy(DeepKnn<SentencePair> dknn, ProgressListener listener, long seed) {
        this.dknn = dknn;
        this.listener = listener;
        this.seed = seed;
        this.scorers = List.of(
                new RandomScorer(seed),
                OutAndIn.neighborsAndNetwork(),
                OutAndIn.neighbors(),
                new LeaveOneOut("neighbors leave-one-out", ClassScore.LOG_RATIO, RemovalStrategy.delete()),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability());
    }

    /** A table for each side, of the means over the pairs whose side is marked in part, with 95 % intervals. */
    String run(List<HighlightedPair> pairs) {
        List<Prediction> predictions = new ArrayList<>();
        for (HighlightedPair pair : pairs) {
            predictions.add(dknn.predict(pair.pair()));
        }
        long right = 0;
        for (int i = 0; i < pairs.size(); i++) {
            right += predictions.get(i).label() == pairs.get(i).label() ? 1 : 0;
        }
        StringBuilder text = new StringBuilder(
                String.format("%d pairs, %d predicted as people labelled them%n", pairs.size(), right));
        for (Side side : List.of(Side.HYPOTHESIS, Side.PREMISE)) {
            text.append(String.format(
                    "%n%s:%n%n%s", side.name().toLowerCase(Locale.ROOT), table(side, pairs, predictions)));
        }
        return text.toString();
    }

    private String table(Side side, List<HighlightedPair> pairs, List<Prediction> predictions) {
        double[][][] values = new double[scorers.size()][METRICS.size()][pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            HighlightedPair pair = pairs.get(i);
            Predictor predictor = new RememberingPredictor(texts -> dknn.predictAll(
                    texts.stream().map(words -> pair.pair().with(side, words)).toList()));
            AnnotatedText text = AnnotatedText.of(pair.pair().words(side), HumanLabels.rationale(pair.marked(side)));
            for (int scorer = 0; scorer < scorers.size(); scorer++) {
                SaliencyScorer by = scorers.get(scorer);
                ExplainedText explained = new ExplainedText(
                        text, predictions.get(i), by.score(text.words(), predictions.get(i), predictor), by);
                for (int metric = 0; metric < METRICS.size(); metric++) {
                    values[scorer][metric][i] =
                            METRICS.get(metric).value(explained, predictor).orElse(Double.NaN);
                }
            }
            listener.onProgress(side.name().toLowerCase(Locale.ROOT), i + 1, pairs.size());
        }
        return EvaluationTable.of(scorers.stream().map(SaliencyScorer::name).toList(), METRICS, values, seed)
                .toMarkdown();
    }
}
