package org.dknn.nlp.explain;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Variant;
import org.dknn.ood.OodResult;

/**
 * A classifier, asked by the words of its inputs.
 *
 * @param input of the segments of words
 * @param refit what the network would say without some reference examples, if that is asked for
 */
record ExplainedClassifier<I>(DeepKnn<I> dknn, Function<Variant, I> input, Optional<OutputRefit<I>> refit) {

    ExplainedClassifier(DeepKnn<I> dknn, Function<Variant, I> input) {
        this(dknn, input, Optional.empty());
    }

    ExplainedClassifier<I> withRefit(ProgressListener listener) {
        return new ExplainedClassifier<>(dknn, input, Optional.of(OutputRefit.of(dknn, listener)));
    }

    /** Words of each segment that the network does not see; empty if that is not known. */
    List<BitSet> unseen(Variant whole) {
        return dknn.extractor().unseen(input.apply(whole));
    }

    /** What is predicted as if some reference examples were not there. */
    PredictionSummary without(Variant whole, Collection<Integer> ordinals) {
        I asked = input.apply(whole);
        PredictionSummary rest = PredictionSummary.of(dknn.predictWithout(asked, ordinals));
        return refit.map(layer -> rest.withProbabilities(layer.without(ordinals).probabilities(asked)))
                .orElse(rest);
    }

    /** Whether an input is out-of-distribution. */
    OodResult ood(Variant whole, Prediction prediction, double errorRate) {
        return dknn.ood(input.apply(whole), prediction, errorRate);
    }
}
