package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.perturb.FeatureGroup;

/**
 * Leave-one-out with an interval a word: what the saliency would be with other reference examples. Values are those of
 * leave-one-out itself; intervals are percentiles over draws of the reference examples. No more texts are predicted.
 *
 * <p>The draws depend on the seed alone, and a text and its shortened ones share them, so a word whose removal changes no
 * neighbor has the interval {@code [0, 0]}.
 *
 * @param base whose values are told
 * @param score that of the base, read off evidence
 * @param bootstrap the draws
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
 */
public record BootstrappedLeaveOneOut(LeaveOneOut base, EvidenceScore score, Bootstrap bootstrap)
        implements Attribution {

    /** Checks that all parts are there. */
    public BootstrappedLeaveOneOut {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(bootstrap, "bootstrap");
    }

    /** Conformity leave-one-out with intervals. */
    public static BootstrappedLeaveOneOut conformity(Bootstrap bootstrap) {
        return new BootstrappedLeaveOneOut(LeaveOneOut.conformity(), EvidenceScore.conformity(), bootstrap);
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
        List<FeatureGroup> units = base.units().units(words);
        DrawnScores scores = new DrawnScores(base.score(), score, bootstrap);
        double[] whole = scores.of(original, target);
        double[][] drops = new Ablation(words, base.removal(), predictor)
                .vectors(
                        units.size(), unit -> units.get(unit).positions(), prediction -> scores.of(prediction, target));
        for (double[] drop : drops) {
            Arrays.setAll(drop, draw -> whole[draw] - drop[draw]);
        }
        double[][] byDraw = new double[whole.length][];
        Arrays.setAll(byDraw, draw -> base.units()
                .spread()
                .spread(
                        words.size(),
                        units,
                        Arrays.stream(drops).mapToDouble(drop -> drop[draw]).toArray()));
        return scores.saliency(name(), target, byDraw);
    }
}
