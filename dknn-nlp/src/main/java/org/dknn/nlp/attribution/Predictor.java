package org.dknn.nlp.attribution;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.text.SentencePair;

/** Predicts inputs that are given as words. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Predictor {

    /** Predicts inputs; one prediction per input, in their order. */
    List<Prediction> predictAll(List<Variant> inputs);

    /**
     * Judges an earlier prediction of an input anew, since the calibration may have grown meanwhile. Default: returns it as it is.
     *
     * @param earlier prediction of the input by this predictor
     */
    default Prediction rejudge(Variant input, Prediction earlier) {
        return earlier;
    }

    /** A classifier of texts. */
    static Predictor of(DeepKnn<List<String>> dknn) {
        return of(dknn, input -> input.words(0));
    }

    /** A classifier of pairs; the first segment is the premise. */
    static Predictor ofPairs(DeepKnn<SentencePair> dknn) {
        return of(dknn, input -> new SentencePair(input.words(0), input.words(1)));
    }

    /**
     * A classifier of any inputs.
     *
     * @param input makes an input of the classifier of its segments
     */
    static <I> Predictor of(DeepKnn<I> dknn, Function<Variant, I> input) {
        Objects.requireNonNull(dknn, "dknn");
        Objects.requireNonNull(input, "input");
        return new Predictor() {

            @Override
            public List<Prediction> predictAll(List<Variant> inputs) {
                return dknn.predictAll(inputs.stream().map(input).toList());
            }

            @Override
            public Prediction rejudge(Variant asked, Prediction earlier) {
                return dknn.rejudge(input.apply(asked), earlier);
            }
        };
    }
}
