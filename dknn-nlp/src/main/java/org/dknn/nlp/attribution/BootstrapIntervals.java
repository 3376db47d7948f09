package org.dknn.nlp.attribution;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Any attribution with an interval per word: where the value would lie with other reference examples. Values are those of the
 * attribution itself; intervals are percentiles over draws of the reference examples. The same plan is read off resampled
 * predictions, so no more inputs are predicted, unless it asks in several rounds.
 *
 * <p>A text and its changed ones share the draws, so a word whose removal changes no neighbor has the interval {@code [0, 0]}. The
 * network is the same in all draws.
 *
 * @param base whose values are given
 * @param bootstrap the draws
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
 */
public record BootstrapIntervals(Attribution base, Bootstrap bootstrap) implements Attribution {

    /** Checks that both parts are there. */
    public BootstrapIntervals {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(bootstrap, "bootstrap");
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        return base.plan(features, target).redrawn(bootstrap.readings()).map(this::withIntervals);
    }

    /** The first of the results with intervals of the others. */
    private Attributions withIntervals(List<Attributions> results) {
        Attributions values = results.get(0);
        List<Interval> intervals = IntStream.range(0, values.size())
                .mapToObj(word -> bootstrap.interval(results.stream()
                        .skip(1)
                        .mapToDouble(drawn -> drawn.value(word))
                        .toArray()))
                .toList();
        return values.withIntervals(intervals);
    }
}
