package org.dknn.bench.study;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.bench.model.TrainedModel;
import org.dknn.vector.FloatMatrix;

/**
 * Training examples some of whose labels were changed to the next class.
 *
 * @param examples with the changed labels
 * @param changed ordinals of the changed ones
 */
record PlantedErrors<I>(Dataset<I> examples, BitSet changed) {

    /** Size of a group of changed examples. */
    private static final int GROUP = 15;

    /** How errors are planted. */
    enum Kind {
        /** Any examples, each as likely. */
        SCATTERED,
        /** Examples of one class that lie together, as a careless annotator or a rule would mistake them. */
        GROUPED;

        @Override
        public String toString() {
            return this == SCATTERED ? "scattered" : "grouped";
        }
    }

    /** Plants errors in the training set of a network; groups lie together in its first layer. */
    static <I> PlantedErrors<I> in(TrainedModel<I> clean, Kind kind, double share) {
        Dataset<I> training = clean.data().training();
        FloatMatrix rows =
                clean.dknn().extractor().extract(training.inputs()).matrices().get(0);
        return of(training, kind, share, rows, 100 + clean.design().recipe().seed());
    }

    /**
     * Plants errors.
     *
     * @param share of the examples that get another label
     * @param rows what a layer of a network with clean labels makes of the examples, by which groups lie together
     */
    static <I> PlantedErrors<I> of(Dataset<I> clean, Kind kind, double share, FloatMatrix rows, long seed) {
        int count = (int) Math.round(share * clean.size());
        Random random = new Random(seed);
        BitSet changed = new BitSet();
        while (changed.cardinality() < count) {
            int drawn = random.nextInt(clean.size());
            if (kind == Kind.SCATTERED) {
                changed.set(drawn);
            } else {
                near(clean, drawn, rows, changed).stream()
                        .limit(Math.min(GROUP, count - changed.cardinality()))
                        .forEach(changed::set);
            }
        }
        int[] labels = clean.labels();
        changed.stream()
                .forEach(i -> labels[i] = (labels[i] + 1) % clean.labelSet().size());
        return new PlantedErrors<>(Dataset.of(clean.inputs(), labels, clean.labelSet()), changed);
    }

    /** Unchanged examples of the label of one, the nearest by cosine first. */
    private static List<Integer> near(Dataset<?> clean, int center, FloatMatrix rows, BitSet changed) {
        int[] unchanged = IntStream.range(0, clean.size())
                .filter(i -> clean.label(i) == clean.label(center) && !changed.get(i))
                .toArray();
        double[] cosines = new double[clean.size()];
        for (int row : unchanged) {
            cosines[row] = cosine(rows, row, center);
        }
        return IntStream.of(unchanged)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -cosines[i]).thenComparing(i -> i))
                .toList();
    }

    private static double cosine(FloatMatrix rows, int one, int other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int column = 0; column < rows.columns(); column++) {
            product += (double) rows.get(one, column) * rows.get(other, column);
            first += (double) rows.get(one, column) * rows.get(one, column);
            second += (double) rows.get(other, column) * rows.get(other, column);
        }
        return product / Math.sqrt(Math.max(1e-30, first * second));
    }

    /** Ordinals of the changed ones among the most suspect. */
    List<Integer> among(double[] suspicions, int first) {
        return IntStream.range(0, suspicions.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -suspicions[i]).thenComparing(i -> i))
                .limit(first)
                .filter(changed::get)
                .sorted()
                .toList();
    }
}
