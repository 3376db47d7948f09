package org.dknn.nlp.evaluate;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.dknn.nlp.attribution.Predictor;

/** A metric of the saliency and of human labels, which needs no further prediction. Has no value for a text without words. */
record SaliencyMetric(String name, Direction direction, Function<ExplainedText, OptionalDouble> formula)
        implements ExplanationMetric {

    @Override
    public OptionalDouble value(ExplainedText explained, Predictor predictor) {
        return explained.size() == 0 ? OptionalDouble.empty() : formula.apply(explained);
    }
}
