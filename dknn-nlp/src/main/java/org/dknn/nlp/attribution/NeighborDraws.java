package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.Neighbors;

/**
 * The evidence of a prediction when the reference examples are drawn anew: each is there as often as a Poisson variable of mean
 * 1 says, as in the bootstrap of a large set.
 *
 * <p>How often depends on the seed, the draw and the example alone. So a text and a shortened one see the same examples drawn, and
 * what they have in common does not blur their difference; and an example that is not drawn is missing in every layer.
 *
 * @param labels of the reference examples, by ordinal
 * @param seed of the draws
 */
record NeighborDraws(IntUnaryOperator labels, long seed) {

    /** The evidence of one draw; a layer, or a class of it, of which nothing is drawn is kept as it is. */
    NeighborStatistics evidence(Prediction prediction, int draw) {
        // the seed is mixed by itself, or the next seed would have the same draws, one place on
        long key = mixed(mixed(seed) + draw);
        List<LayerStatistics> layers = new ArrayList<>();
        for (int layer = 0; layer < prediction.neighbors().size(); layer++) {
            int[] ranks = ranks(prediction.neighbors().get(layer), key);
            Neighbors neighbors = prediction.neighbors().get(layer);
            float[][] classes = prediction.classNeighbors().get(layer).stream()
                    .map(near -> distances(near, ranks(near, key)))
                    .toArray(float[][]::new);
            int[] drawn = Arrays.stream(ranks)
                    .map(rank -> labels.applyAsInt(neighbors.ordinal(rank)))
                    .toArray();
            layers.add(LayerStatistics.of(drawn, distances(neighbors, ranks), classes));
        }
        return NeighborStatistics.of(layers);
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
