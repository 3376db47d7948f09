package org.dknn.nlp.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.index.Neighbors;
import org.dknn.nlp.attribution.Target;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * What neighbors and network say of a class, in logarithms, at the text of a prediction: its derivatives while the neighbors of each class
 * stay those of the prediction.
 *
 * @param dknn whose examples they are
 * @param prediction of the text
 */
record NeighborScore(DeepKnn<List<String>> dknn, Prediction prediction, Target target) implements LayerScore {

    @Override
    public List<String> layers() {
        return dknn.layers();
    }

    @Override
    public Slopes slopes(List<FloatMatrix> vectors, FloatMatrix logits) {
        double score = 0;
        List<List<Neighbors>> all = prediction.classNeighbors();
        List<FloatMatrix> slopes = new ArrayList<>();
        for (int layer = 0; layer < vectors.size(); layer++) {
            List<Neighbors> classes = all.get(layer);
            double own = distance(classes.get(target.label()));
            int rival = nearestRival(classes);
            score += (Math.log(distance(classes.get(rival))) - Math.log(own)) / vectors.size();
            double[] slope = new double[vectors.get(layer).columns()];
            addLogDistance(slope, 1.0 / vectors.size(), layer, rival, vectors.get(layer));
            addLogDistance(slope, -1.0 / vectors.size(), layer, target.label(), vectors.get(layer));
            slopes.add(row(slope));
        }
        double[] odds = new double[logits.columns()];
        return new Slopes(score + odds(logits, odds), slopes, row(odds));
    }

    /** Whether a class is among those that the target's is compared with. */
    private boolean isRival(int label) {
        return label != target.label() && target.rival().orElse(label) == label;
    }

    private int nearestRival(List<Neighbors> classes) {
        return IntStream.range(0, classes.size())
                .filter(this::isRival)
                .reduce((one, next) -> distance(classes.get(next)) < distance(classes.get(one)) ? next : one)
                .orElseThrow();
    }

    /** The mean; a class without examples is as far as can be, as in the statistics of neighbors. */
    private static double distance(Neighbors neighbors) {
        if (neighbors.size() == 0) {
            return Float.MAX_VALUE;
        }
        double sum = 0;
        for (int rank = 0; rank < neighbors.size(); rank++) {
            sum += neighbors.distance(rank);
        }
        return Math.max(sum / neighbors.size(), Float.MIN_NORMAL);
    }

    /** Adds the derivatives of the logarithm of the mean distance of a class; a class without examples comes no nearer. */
    private void addLogDistance(double[] slope, double factor, int layer, int label, FloatMatrix vector) {
        Neighbors neighbors = prediction.classNeighbors(layer, label);
        if (neighbors.size() == 0) {
            return;
        }
        FloatMatrix examples = dknn.neighborActivations(prediction, layer, label);
        double share = factor / neighbors.size() / distance(neighbors);
        if (dknn.metric() == Metric.COSINE) {
            addCosine(slope, share, vector.row(0), examples.columnSums());
        } else {
            addEuclidean(slope, share, vector.row(0), examples, neighbors);
        }
    }

    /** Of {@code 1 - a.b / |a|} by a, for b of length 1 or 0: {@code (a (a.b) / |a|^2 - b) / |a|}; nothing where a is zero. */
    private static void addCosine(double[] slope, double share, float[] vector, float[] sum) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            square += (double) vector[i] * vector[i];
            product += (double) vector[i] * sum[i];
        }
        if (square > 0) {
            double length = Math.sqrt(square);
            for (int i = 0; i < sum.length; i++) {
                slope[i] += share * (vector[i] * product / square - sum[i]) / length;
            }
        }
    }

    private static void addEuclidean(
            double[] slope, double share, float[] vector, FloatMatrix examples, Neighbors neighbors) {
        for (int rank = 0; rank < neighbors.size(); rank++) {
            double distance = neighbors.distance(rank);
            double weight = distance > 0 ? share / distance : 0;
            float[] example = examples.row(rank);
            for (int i = 0; i < slope.length; i++) {
                slope[i] += weight * ((double) vector[i] - example[i]);
            }
        }
    }

    /**
     * The logit of the class less the logarithm of the summed exponentials of the others, or less that of the rival.
     *
     * @param slopes filled with its derivatives
     */
    private double odds(FloatMatrix logits, double[] slopes) {
        double largest = IntStream.range(0, slopes.length)
                .filter(this::isRival)
                .mapToDouble(label -> logits.get(0, label))
                .max()
                .orElseThrow();
        double sum = 0;
        for (int label = 0; label < slopes.length; label++) {
            slopes[label] = isRival(label) ? Math.exp(logits.get(0, label) - largest) : 0;
            sum += slopes[label];
        }
        for (int label = 0; label < slopes.length; label++) {
            slopes[label] /= -sum;
        }
        slopes[target.label()] = 1;
        return logits.get(0, target.label()) - largest - Math.log(sum);
    }

    private static FloatMatrix row(double[] values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return FloatMatrix.wrap(1, row.length, row);
    }
}
