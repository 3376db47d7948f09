package org.dknn.nlp.render;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.saliency.Saliency;

/**
 * What depth of colour or length of bar a value gets. Positive and negative values share it, so equal strength looks
 * equal.
 *
 * @param limit the absolute value that gets the deepest colour; 0 if all values are 0
 */
record Scale(double limit) {

    /** Depths of either colour. */
    static final int STEPS = 10;

    /**
     * The scale of each method, by its name in order of appearance: one over all explanations, since values of one method
     * can be compared between texts and values of two methods cannot.
     */
    static Map<String, Scale> byMethod(Collection<Explanation> explanations) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        for (Explanation explanation : explanations) {
            for (Saliency saliency : explanation.saliencies()) {
                scales.merge(saliency.method(), new Scale(saliency.peak()), Scale::larger);
            }
        }
        return scales;
    }

    private static Scale larger(Scale one, Scale other) {
        return one.limit >= other.limit ? one : other;
    }

    /** The nearest depth, in {@code -STEPS..STEPS}; 0 for values under a twentieth of the limit. */
    int step(double value) {
        return step(value, STEPS);
    }

    /** The nearest of so many depths on either side; halves go away from 0. */
    int step(double value, int steps) {
        if (limit == 0) {
            return 0;
        }
        return (int) Math.signum(value) * (int) Math.round(share(value) * steps);
    }

    /**
     * The nearest depth by the square root of the value, so that on a page of many texts those with small values are not
     * blank; 0 for values under a four-hundredth of the limit.
     */
    int rootStep(double value) {
        return limit == 0 ? 0 : (int) Math.signum(value) * (int) Math.round(Math.sqrt(share(value)) * STEPS);
    }

    private double share(double value) {
        return Math.min(1, Math.abs(value) / limit);
    }
}
