package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.dknn.Dataset;
import org.dknn.activation.Activations;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/** Distances of texts from training examples that the classifier does not look at itself. Close it to free the indexes. */
final class LayerDistances implements AutoCloseable {

    private final int k;
    private final List<String> layers;
    private final List<NeighborIndex> indexes = new ArrayList<>();
    private final double[] typical;
    private final Map<String, Mahalanobis> mahalanobis = new LinkedHashMap<>();

    /** Looks at all layers by the Euclidean distance, and at the first and the last one by Mahalanobis's. */
    LayerDistances(DoubtModel model) {
        Dataset<List<String>> training = model.data().training();
        Activations examples = model.dknn().extractor().extract(training.inputs());
        this.k = model.dknn().neighbors();
        this.layers = examples.layers();
        for (FloatMatrix vectors : examples.matrices()) {
            indexes.add(Faiss.flatOrExact().build(vectors, Metric.EUCLIDEAN));
        }
        Activations heldOut =
                model.dknn().extractor().extract(model.data().calibration().inputs());
        this.typical = IntStream.range(0, layers.size())
                .mapToDouble(layer -> StatUtils.mean(kth(heldOut, layer)))
                .toArray();
        for (int layer : List.of(0, layers.size() - 1)) {
            mahalanobis.put(
                    layers.get(layer),
                    Mahalanobis.of(
                            examples.matrices().get(layer),
                            training.labels(),
                            training.labelSet().size()));
        }
    }

    private double[] kth(Activations activations, int layer) {
        List<Neighbors> found = indexes.get(layer).search(activations.matrices().get(layer), k);
        return found.stream()
                .mapToDouble(neighbors -> neighbors.distance(neighbors.size() - 1))
                .toArray();
    }

    /** Scores by name, larger for what is farther. */
    Map<String, double[]> of(Activations activations) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        double[] sum = new double[activations.matrices().get(0).rows()];
        for (int layer = 0; layer < layers.size(); layer++) {
            double[] distances = kth(activations, layer);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += distances[i] / typical[layer];
            }
            scores.put("k-th distance, " + layers.get(layer) + ", Euclidean", distances);
        }
        scores.put("k-th distances, all layers, Euclidean", sum);
        mahalanobis.forEach((layer, fitted) -> scores.put(
                "Mahalanobis, " + layer, fitted.distances(activations.matrices().get(layers.indexOf(layer)))));
        return scores;
    }

    @Override
    public void close() {
        indexes.forEach(NeighborIndex::close);
    }
}
