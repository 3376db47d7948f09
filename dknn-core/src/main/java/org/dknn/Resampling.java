package org.dknn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.PValues;
import org.dknn.index.Neighbors;

/**
 * Predictions when the reference and calibration examples are drawn anew: each is there as often as a Poisson variable of mean 1
 * says, as in the bootstrap of a large set.
 *
 * <p>How often depends on the seed, the draw and the example alone. So a text and a shortened one see the same examples drawn, and
 * what they have in common does not blur their difference; and an example that is not drawn is missing in every layer. An example is
 * its place in the reference set, so another order of the training file gives other draws.
 *
 * @param judge of the classifier
 * @param seed of the draws
 */
record Resampling(ConformalJudge judge, long seed) {

    /** The prediction of one draw; a layer, or a class of it, of which nothing is drawn is kept as it is. */
    Prediction of(Prediction prediction, int draw) {
        NeighborStatistics drawn = statistics(prediction, draw);
        double[] scores = new double[drawn.classes()];
        Arrays.setAll(scores, label -> judge.nonconformity().of(drawn, label));
        return prediction.with(drawn, scores, () -> pValues(scores, mixed(mixed(~seed) + draw)));
    }

    private NeighborStatistics statistics(Prediction prediction, int draw) {
        // the seed is mixed by itself, or the next seed would have the same draws, one place on
        long key = mixed(mixed(seed) + draw);
        List<LayerStatistics> layers = new ArrayList<>();
        for (ClasswiseIndex.Found layer : prediction.found().layers()) {
            layers.add(drawn(layer, key));
        }
        return NeighborStatistics.of(layers);
    }

    private static LayerStatistics drawn(ClasswiseIndex.Found layer, long key) {
        float[][] classes = layer.byLabel().stream()
                .map(near -> distances(near, ranks(near, key)))
                .toArray(float[][]::new);
        long[] votes = votes(layer, ordinal -> times(key, ordinal));
        if (votes.length == 0) {
            votes = votes(layer, ordinal -> 1);
        }
        int[] labels = new int[votes.length];
        float[] distances = new float[votes.length];
        for (int i = 0; i < votes.length; i++) {
            labels[i] = (int) votes[i];
            distances[i] = Float.intBitsToFloat((int) (votes[i] >>> 32));
        }
        return LayerStatistics.of(labels, distances, classes)
                .drawnFrom(layer.statistics().k());
    }

    /** The distances, above, and labels of the votes, each as often as its example is drawn, nearest first. */
    private static long[] votes(ClasswiseIndex.Found layer, IntUnaryOperator times) {
        LabelVotes votes = layer.statistics().votes();
        LongStream.Builder drawn = LongStream.builder();
        for (int label = 0; label < votes.labels(); label++) {
            if (votes.count(label) == 0) {
                continue;
            }
            // the votes of a class are those of its nearest, seats at the k-th distance included
            Neighbors near = layer.byLabel().get(label);
            for (int rank = 0; rank < votes.count(label); rank++) {
                long vote = (long) Float.floatToRawIntBits(near.distance(rank)) << 32 | label;
                for (int left = times.applyAsInt(near.ordinal(rank)); left > 0; left--) {
                    drawn.add(vote);
                }
            }
        }
        return drawn.build().sorted().toArray();
    }
    /** Of each label among the drawn calibration scores of its group; which are drawn depends on their place in rising order. */
    private PValues pValues(double[] scores, long key) {
        boolean isByClass = judge.config().groups() == CalibrationGroups.CLASS_CONDITIONAL;
        double[] values = new double[scores.length];
        int[] sizes = new int[scores.length];
        for (int label = 0; label < values.length; label++) {
            double[] known = judge.calibration().scores(label);
            // groups have no example in common, so each has draws of its own
            long group = isByClass ? mixed(key + label) : key;
            int all = 1;
            int atLeast = 1;
            for (int i = 0; i < known.length; i++) {
                int times = times(group, i);
                all += times;
                atLeast += known[i] >= scores[label] ? times : 0;
            }
            values[label] = (double) atLeast / all;
            sizes[label] = all - 1;
        }
        return PValues.copyOf(values).withGroupSizes(sizes);
    }

    private static float[] distances(Neighbors neighbors, int[] ranks) {
        float[] distances = new float[ranks.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = neighbors.distance(ranks[i]);
        }
        return distances;
    }

    /** Ranks that are drawn, each as often as it is; all once if none is. */
    private static int[] ranks(Neighbors neighbors, long key) {
        int[] ranks = IntStream.range(0, neighbors.size())
                .flatMap(rank -> IntStream.generate(() -> rank).limit(times(key, neighbors.ordinal(rank))))
                .toArray();
        return ranks.length > 0 ? ranks : IntStream.range(0, neighbors.size()).toArray();
    }

    /** A Poisson variable of mean 1. */
    static int times(long key, int item) {
        // 53 random bits as a number in [0, 1)
        double left = (mixed(key + item) >>> 11) * 0x1.0p-53;
        double probability = Math.exp(-1);
        int times = 0;
        while (left >= probability && times < 20) {
            left -= probability;
            times++;
            probability /= times;
        }
        return times;
    }

    /** Steele, Lea and Flood's mixing of 64 bits, as Java's SplittableRandom has it. */
    static long mixed(long bits) {
        long mixed = (bits + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
