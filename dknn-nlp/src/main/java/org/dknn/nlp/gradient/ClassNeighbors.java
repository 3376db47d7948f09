package org.dknn.nlp.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.Activations;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.nlp.attribution.Target;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Reference examples by class in each layer, searched for the k nearest of each class, with the derivatives of their mean distance.
 *
 * @param names of the layers
 * @param layers by layer and class
 * @param k number of neighbors
 */
record ClassNeighbors(List<String> names, List<List<Examples>> layers, int k) {

    /** Of one class in one layer; without an index if the class has none. */
    private record Examples(FloatMatrix vectors, Optional<NeighborIndex> index) {

        static Examples of(FloatMatrix vectors, Metric metric) {
            return new Examples(
                    vectors,
                    vectors.rows() == 0
                            ? Optional.empty()
                            : Optional.of(ExactIndex.factory().build(vectors, metric)));
        }
    }

    static ClassNeighbors of(DeepKnn<List<String>> dknn) {
        Dataset<List<String>> reference = dknn.reference();
        Activations activations = dknn.extractor().extract(reference.inputs());
        List<int[]> classes = IntStream.range(0, reference.labelSet().size())
                .mapToObj(label -> IntStream.range(0, reference.size())
                        .filter(i -> reference.label(i) == label)
                        .toArray())
                .toList();
        List<List<Examples>> layers = new ArrayList<>();
        for (FloatMatrix all : activations.matrices()) {
            layers.add(classes.stream()
                    .map(all::select)
                    .map(vectors -> Examples.of(vectors, dknn.metric()))
                    .toList());
        }
        return new ClassNeighbors(dknn.layers(), List.copyOf(layers), dknn.neighbors());
    }

    /** What neighbors and network say of a class, in logarithms. */
    LayerScore score(Target target) {
        return new LayerScore() {

            @Override
            public List<String> layers() {
                return names;
            }

            @Override
            public Slopes slopes(List<FloatMatrix> vectors, FloatMatrix logits) {
                double score = 0;
                List<FloatMatrix> slopes = new ArrayList<>();
                for (int layer = 0; layer < vectors.size(); layer++) {
                    Slope slope = ofLayer(layer, vectors.get(layer), target);
                    score += slope.value() / vectors.size();
                    slopes.add(matrix(slope.derivatives(), 1.0 / vectors.size()));
                }
                Slope odds = odds(logits, target);
                return new Slopes(score + odds.value(), slopes, matrix(odds.derivatives(), 1));
            }
        };
    }

    private static FloatMatrix matrix(double[] values, double factor) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (factor * values[i]);
        }
        return FloatMatrix.wrap(1, row.length, row);
    }

    /** A number with its derivatives. */
    private static final class Slope {

        private final double value;
        private final double[] derivatives;

        Slope(double value, double[] derivatives) {
            this.value = value;
            this.derivatives = derivatives;
        }

        double value() {
            return value;
        }

        double[] derivatives() {
            return derivatives;
        }
    }

    /** The logarithm of the distance of the rival class, less that of the class. */
    private Slope ofLayer(int layer, FloatMatrix vector, Target target) {
        Slope own = logDistance(layers.get(layer).get(target.label()), vector);
        Slope other = IntStream.range(0, layers.get(layer).size())
                .filter(label -> label != target.label() && target.rival().orElse(label) == label)
                .mapToObj(label -> logDistance(layers.get(layer).get(label), vector))
                .reduce((one, next) -> next.value() < one.value() ? next : one)
                .orElseThrow();
        double[] difference = new double[vector.columns()];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = other.derivatives()[i] - own.derivatives()[i];
        }
        return new Slope(other.value() - own.value(), difference);
    }

    /** A class without examples is as far as can be and comes no nearer, as in the statistics of neighbors. */
    private Slope logDistance(Examples examples, FloatMatrix vector) {
        if (examples.index().isEmpty()) {
            return new Slope(Math.log(Float.MAX_VALUE), new double[vector.columns()]);
        }
        NeighborIndex index = examples.index().get();
        int count = Math.min(k, index.size());
        Neighbors nearest = index.search(vector, count).get(0);
        boolean isCosine = index.metric() == Metric.COSINE;
        float[] own = vector.row(0);
        double square = dot(own, own);
        double[] gradient = new double[own.length];
        double mean = 0;
        for (int rank = 0; rank < count; rank++) {
            float[] example = examples.vectors().row(nearest.ordinal(rank));
            double distance = nearest.distance(rank);
            mean += distance / count;
            if (isCosine) {
                addCosine(gradient, own, square, example, count);
            } else if (distance > 0) {
                addEuclidean(gradient, own, example, distance * count);
            }
        }
        double distance = Math.max(mean, Float.MIN_NORMAL);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= distance;
        }
        return new Slope(Math.log(distance), gradient);
    }

    /** Of {@code 1 - a.b / (|a| |b|)} by a: {@code (a (a.b) / |a|^2 - b) / (|a| |b|)}; nothing where a or b is zero. */
    private static void addCosine(double[] gradient, float[] vector, double square, float[] example, int count) {
        double lengths = Math.sqrt(square * dot(example, example));
        if (lengths == 0) {
            return;
        }
        double share = dot(vector, example) / square;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += (share * vector[i] - example[i]) / lengths / count;
        }
    }

    private static void addEuclidean(double[] gradient, float[] vector, float[] example, double divisor) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += ((double) vector[i] - example[i]) / divisor;
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The logit of the class less the logarithm of the summed exponentials of the others, or less that of the rival. */
    private static Slope odds(FloatMatrix logits, Target target) {
        double[] shares = new double[logits.columns()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < shares.length; label++) {
            boolean isRival = label != target.label() && target.rival().orElse(label) == label;
            shares[label] = isRival ? logits.get(0, label) : Double.NEGATIVE_INFINITY;
            largest = Math.max(largest, shares[label]);
        }
        double sum = 0;
        for (int label = 0; label < shares.length; label++) {
            shares[label] = Math.exp(shares[label] - largest);
            sum += shares[label];
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= -sum;
        }
        shares[target.label()] = 1;
        return new Slope(logits.get(0, target.label()) - largest - Math.log(sum), shares);
    }
}
