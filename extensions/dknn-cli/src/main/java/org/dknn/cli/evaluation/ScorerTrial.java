package org.dknn.cli.evaluation;

import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Faithfulness;
import org.dknn.nlp.evaluate.Sparseness;

/**
 * How well methods of scoring words tell what the model does.
 *
 * @param scorers the methods
 * @param listener is told how far it has come
 */
public record ScorerTrial(List<Attribution> scorers, ProgressListener listener) {

    private static final double SHARE = 0.2;
    private static final Faithfulness FAITHFULNESS = Faithfulness.ofProbability();

    /** What decides; over the whole order of the words, where other metrics look at the first few. */
    static final ExplanationMetric DECIDES = FAITHFULNESS.deletionArea();

    /** Copies the list. */
    public ScorerTrial {
        scorers = List.copyOf(scorers);
    }

    /** Explains texts and judges the explanations, beside random ones. */
    public EvaluationTable run(DeepKnn<List<String>> dknn, List<List<String>> texts) {
        return Evaluation.builder(dknn::predictAll)
                .scorers(scorers.toArray(Attribution[]::new))
                .metrics(List.of(
                        DECIDES,
                        FAITHFULNESS.comprehensiveness(SHARE),
                        FAITHFULNESS.sufficiency(SHARE),
                        Sparseness.emptiness()))
                .progress(listener)
                .build()
                .run(texts.stream().map(AnnotatedText::of).toList());
    }
}
