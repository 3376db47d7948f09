package org.dknn.nlp.attribution;

import java.util.List;
import org.dknn.Prediction;

/** Whatever predicts texts; {@code dknn::predictAll} is one. */
@FunctionalInterface
public interface Predictor {

    /** Predicts texts, each given as its words; one prediction a text, in their order. */
    List<Prediction> predictAll(List<List<String>> texts);
}
