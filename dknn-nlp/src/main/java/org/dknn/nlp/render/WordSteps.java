package org.dknn.nlp.render;

import java.util.Optional;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;

/**
 * The depth of color of words on pages, absolute where the limits of their method are known: nothing up to the noise, the deepest of
 * five from the strong value on.
 *
 * @param scales of methods without limits
 */
record WordSteps(ColorScales scales) {

    /** Without limits, the share of the deepest value up to which nothing is drawn. */
    private static final double NOISE = .05;

    /** In {@code -5..5}. */
    int step(Attributions values, int position) {
        double value = new WordValue(values, position).drawn();
        double limit = scales.of(values).limit();
        Optional<ValueLimits.Range> limits = values.limits();
        double noise = limits.map(ValueLimits.Range::noise).orElse(NOISE * limit);
        double strong = limits.map(ValueLimits.Range::strong).orElse(limit);
        double size = Math.abs(value);
        if (size <= noise) {
            return 0;
        }
        double share = strong > noise ? Math.min(1, (size - noise) / (strong - noise)) : 1;
        return (int) Math.signum(value)
                * Math.min(StepStyle.STEPS, 1 + (int) Math.floor(share * (StepStyle.STEPS - 1) + 0.5));
    }
}
