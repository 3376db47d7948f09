package org.dknn.nlp.explain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Target;

/**
 * What an explainer is asked for.
 *
 * @param attributions at least one
 * @param target chosen for each prediction
 * @param ood whether inputs are out-of-distribution
 * @param shown number of neighbors per layer
 * @param segment the only one that is explained; empty for all
 * @param interactions of pairs
 * @param time for one explanation; empty for any
 * @param marks the strongest words of near texts
 */
record ExplainerSettings(
        List<Attribution> attributions,
        Function<Prediction, Target> target,
        OodCheck ood,
        int shown,
        OptionalInt segment,
        Optional<InteractionSearch> interactions,
        Optional<Duration> time,
        Optional<NeighborMarks> marks) {

    ExplainerSettings(Attribution attribution, OodCheck ood) {
        this(
                List.of(attribution),
                Target.network(),
                ood,
                5,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ExplainerSettings with(List<Attribution> attributions) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, time, marks);
    }

    ExplainerSettings with(Function<Prediction, Target> target) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, time, marks);
    }

    ExplainerSettings with(OodCheck ood) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, time, marks);
    }

    /** What limits are measured of: all values for the label of the network, whatever the time, and nothing beside them. */
    ExplainerSettings forLimits() {
        return new ExplainerSettings(
                attributions,
                Target.network(),
                OodCheck.none(),
                0,
                segment,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ExplainerSettings withShown(int shown) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, time, marks);
    }

    ExplainerSettings withSegment(int segment) {
        return new ExplainerSettings(
                attributions, target, ood, shown, OptionalInt.of(segment), interactions, time, marks);
    }

    ExplainerSettings with(InteractionSearch interactions) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, Optional.of(interactions), time, marks);
    }

    ExplainerSettings with(Duration time) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, Optional.of(time), marks);
    }

    ExplainerSettings with(NeighborMarks marks) {
        return new ExplainerSettings(attributions, target, ood, shown, segment, interactions, time, Optional.of(marks));
    }
}
