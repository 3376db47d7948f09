package org.dknn.nlp.evaluate;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.saliency.Predictor;
import org.dknn.nlp.saliency.Saliency;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.saliency.Target;

/**
 * The explainer that knows nothing, to compare others with: values uniform in {@code [-1, 1)}. The same text always gets the
 * same ones.
 *
 * @param seed of the draws; the words have their part in it
 */
public record RandomScorer(long seed) implements SaliencyScorer {

    /** {@value #NAME}. */
    public static final String NAME = "random";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Saliency score(List<String> words, Prediction original, Target target, Predictor predictor) {
        double[] values =
                TextRandom.of(seed, words).doubles(words.size(), -1, 1).toArray();
        return Saliency.of(name(), target, values);
    }
}
