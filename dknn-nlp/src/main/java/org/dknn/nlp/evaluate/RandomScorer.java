package org.dknn.nlp.evaluate;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;

/**
 * The explainer that knows nothing, to compare others with: values uniform in {@code [-1, 1)}. The same text always gets the
 * same ones.
 *
 * @param seed of the draws; the words have their part in it
 */
public record RandomScorer(long seed) implements Attribution {

    /** {@value #NAME}. */
    public static final String NAME = "random";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
        double[] values =
                TextRandom.of(seed, words).doubles(words.size(), -1, 1).toArray();
        return Attributions.of(name(), target, values);
    }
}
