package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

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
        List<LayerNeighbors> layers = new ArrayList<>();
        for (int i = 0; i < dknn.layers().size(); i++) {
            layers.add(new LayerNeighbors(
                    dknn.layers().get(i),
                    prediction.layerVotes().get(i),
                    texts(prediction.neighbors().get(i))));
        }
        return layers;
    }

    private List<NeighborText> texts(Neighbors neighbors) {
        Dataset<I> reference = dknn.reference();
        List<NeighborText> texts = new ArrayList<>();
        for (int rank = 0; rank < Math.min(count, neighbors.size()); rank++) {
            int ordinal = neighbors.ordinal(rank);
            I input = reference.inputs().get(ordinal);
            texts.add(new NeighborText(ordinal, text.apply(input), reference.label(ordinal), neighbors.distance(rank)));
        }
        return texts;
    }
}
