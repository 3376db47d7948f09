package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.Prediction;

/**
 * The training examples nearest to a prediction, as texts.
 *
 * @param dknn knows the examples
 * @param text of an example
 * @param count how many a layer, at most k
 * @param <I> type of the inputs
 */
record NearestTexts<I>(DeepKnn<I> dknn, Function<I, String> text, int count) {

    NearestTexts {
        if (count < 0) {
            throw new IllegalArgumentException("cannot show " + count + " neighbors");
        }
    }

    /** One a layer. */
    List<LayerNeighbors> of(Prediction prediction) {
        ReferenceTexts<I> texts = new ReferenceTexts<>(dknn.reference(), text);
        List<LayerNeighbors> layers = new ArrayList<>();
        for (int i = 0; i < dknn.layers().size(); i++) {
            layers.add(new LayerNeighbors(
                    dknn.layers().get(i),
                    prediction.layerVotes().get(i),
                    texts.nearest(prediction.neighbors().get(i), count)));
        }
        return layers;
    }
}
