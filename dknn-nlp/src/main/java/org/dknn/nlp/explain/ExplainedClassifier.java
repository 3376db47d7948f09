package org.dknn.nlp.explain;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Variant;
import org.dknn.ood.OodResult;

/**
 * A classifier, asked by the words of its inputs.
 *
 * @param input of the segments of words
 */
record ExplainedClassifier<I>(DeepKnn<I> dknn, Function<Variant, I> input) {

    /** Words of each segment that the network does not see; empty if that is not known. */
    List<BitSet> unseen(Variant whole) {
        return dknn.extractor().unseen(input.apply(whole));
    }

    /** What is predicted as if some reference examples were not there. */
    PredictionSummary without(Variant whole, Collection<Integer> ordinals) {
        return PredictionSummary.of(dknn.predictWithout(input.apply(whole), ordinals));
    }

    /** Whether an input is out-of-distribution. */
    OodResult ood(Variant whole, Prediction prediction, double errorRate) {
        return dknn.ood(input.apply(whole), prediction, errorRate);
    }
}
