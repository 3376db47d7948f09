package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.dknn.ScoreFunction;
import org.dknn.nlp.attribution.Predictor;

/** A metric that takes words away and looks at what the model makes of the rest. Has no value for a text without words. */
record ErasureMetric(String name, Direction direction, ScoreFunction score, ErasurePlan plan)
        implements ExplanationMetric {

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        return explained.size() == 0 ? List.of() : plan.variants(explained);
    }

    @Override
    public OptionalDouble value(ExplainedText explained, Predictor predictor) {
        if (explained.size() == 0) {
            return OptionalDouble.empty();
        }
        double whole = score.score(explained.prediction(), explained.label());
        double[] scores = predictor.predictAll(plan.variants(explained)).stream()
                .mapToDouble(prediction -> score.score(prediction, explained.label()))
                .toArray();
        return plan.value(explained, whole, scores);
    }
}
