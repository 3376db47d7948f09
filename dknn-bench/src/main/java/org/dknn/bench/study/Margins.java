package org.dknn.bench.study;

import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;

/** How far one label of a prediction is from the best other one. */
final class Margins {

    private static final double LEAST = 1e-9;

    private Margins() {}

    /** Nonconformity of a label less that of the best other one. */
    static double nonconformity(Prediction prediction, int label) {
        return prediction.nonconformity(label)
                - others(prediction, label)
                        .mapToDouble(prediction::nonconformity)
                        .min()
                        .orElse(0);
    }

    /** Log-odds of a label of the network against the likeliest other one. */
    static double logOdds(Prediction prediction, int label) {
        double other = others(prediction, label)
                .mapToDouble(prediction::probability)
                .max()
                .orElse(0);
        return Math.log(prediction.probability(label) + LEAST) - Math.log(other + LEAST);
    }

    private static IntStream others(Prediction prediction, int label) {
        return IntStream.range(0, prediction.votes().labels()).filter(other -> other != label);
    }

    /** Of the label of each reference example, left out of its own neighbors: {@link #nonconformity}. */
    static double[] leftOut(DeepKnn<?> dknn) {
        double[] margins = new double[dknn.reference().size()];
        dknn.predictReference((prediction, ordinal) ->
                margins[ordinal] = nonconformity(prediction, dknn.reference().label(ordinal)));
        return margins;
    }
}
