package org.dknn.nlp.evaluate;

import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;

/**
 * The explainer that knows nothing, as a baseline: values drawn uniformly from {@code [-1, 1)}. They depend on the seed and the
 * explained words alone.
 *
 * @param seed of the draws
 */
public record RandomAttribution(long seed) implements Attribution {

    /** {@value #NAME}. */
    public static final String NAME = "random";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        int size = features.words().size();
        double[] values =
                TextRandom.of(seed, features.words()).doubles(size, -1, 1).toArray();
        return Plan.of(Attributions.of(name(), target, values));
    }
}
