package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;

/**
 * {@link LeaveOneOutAndIn} with an interval a word: what the saliency would be with other reference examples. Values are those of the base
 * itself; intervals are percentiles over draws, which all texts share. No more texts are predicted.
 *
 * @param base whose values are told
 * @param score that of the base, read off drawn evidence
 * @param bootstrap the draws
 * @see BootstrappedLeaveOneOut
 */
public record BootstrappedLeaveOneOutAndIn(LeaveOneOutAndIn base, EvidenceScore score, Bootstrap bootstrap)
        implements Attribution {

    /** Checks that all parts are there. */
    public BootstrappedLeaveOneOutAndIn {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(bootstrap, "bootstrap");
    }

    /**
     * What dknn explains by if not told otherwise, with intervals: they say what other neighbors would change; the network is
     * the same in all draws.
     */
    public static BootstrappedLeaveOneOutAndIn neighborsAndNetwork(Bootstrap bootstrap) {
        return new BootstrappedLeaveOneOutAndIn(
                LeaveOneOutAndIn.neighborsAndNetwork(), EvidenceScore.neighborsAndNetwork(), bootstrap);
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
        DrawnScores scores = new DrawnScores(base.score(), score, bootstrap);
        double[] whole = scores.of(original, target);
        EndTexts ends = new EndTexts(words, predictor, prediction -> scores.of(prediction, target));
        double[][] byDraw = new double[whole.length][];
        Arrays.setAll(byDraw, draw -> base.values(words.size(), whole, ends, draw));
        return scores.saliency(name(), target, byDraw);
    }
}
