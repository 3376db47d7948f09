package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Activations of a few reference examples, stored with a model and computed again when it is loaded. They reveal
 * differences that a fingerprint of the weights cannot, such as another vocabulary.
 *
 * @param ordinals the examples
 * @param activations one per layer, {@code [examples x width]}
 */
record RoundTripProbe(List<Integer> ordinals, List<FloatMatrix> activations) {

    private static final int COUNT = 8;

    /** Allows for other batch sizes and processors, and is far below the effect of another word. */
    private static final double TOLERANCE = 1e-4;

    static <I> RoundTripProbe of(List<I> inputs, ActivationExtractor<I> extractor) {
        int count = Math.min(COUNT, inputs.size());
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ordinals.add((int) ((long) i * inputs.size() / count));
        }
        return new RoundTripProbe(
                ordinals, extractor.extract(chosen(inputs, ordinals)).matrices());
    }

    private static <I> List<I> chosen(List<I> inputs, List<Integer> ordinals) {
        return ordinals.stream().map(inputs::get).toList();
    }

    <I> void requireReproducedBy(ActivationExtractor<I> extractor, List<I> inputs, Path file)
            throws DknnFormatException {
        List<FloatMatrix> now = extractor.extract(chosen(inputs, ordinals)).matrices();
        for (int layer = 0; layer < activations.size(); layer++) {
            String name = extractor.layers().get(layer);
            requireNear(activations.get(layer), now.get(layer), file + ": layer " + name);
        }
    }

    private static void requireNear(FloatMatrix then, FloatMatrix now, String where) throws DknnFormatException {
        if (then.columns() != now.columns()) {
            throw new DknnFormatException(where + " was " + then.columns() + " wide, got " + now.columns());
        }
        for (int row = 0; row < then.rows(); row++) {
            for (int column = 0; column < then.columns(); column++) {
                float wanted = then.get(row, column);
                float got = now.get(row, column);
                if (Math.abs(wanted - got) > TOLERANCE * Math.max(1, Math.abs(wanted))) {
                    throw new DknnFormatException(where + " gave " + wanted + " for a stored example, got " + got
                            + "; the network is the same, so its inputs are encoded differently: another vocabulary?");
                }
            }
        }
    }

    /**
     * Requires that each example is found among those of its class, in each layer. Indexes that were exchanged between
     * layers, classes or models do not pass.
     */
    void requireFoundIn(List<ClasswiseIndex> indexes, Metric metric, Path file) throws DknnFormatException {
        for (int layer = 0; layer < indexes.size(); layer++) {
            ReferenceExamples<?> reference = indexes.get(layer).reference();
            for (int i = 0; i < ordinals.size(); i++) {
                int label = reference.examples().label(ordinals.get(i));
                FloatMatrix query = activations.get(layer).rows(i, i + 1);
                NeighborIndex index = indexes.get(layer).byLabel().get(label).orElseThrow();
                if (!isFoundIn(index, query, metric)) {
                    throw new DknnFormatException(file + ": the index of class \""
                            + reference.examples().labelSet().name(label) + "\" in layer " + layer
                            + " lacks a stored example of that class; it was exchanged for another one");
                }
            }
        }
    }

    /** Asks for all vectors if the nearest is another one, because an approximate index may miss the right one. */
    private static boolean isFoundIn(NeighborIndex index, FloatMatrix query, Metric metric) {
        if (query.columns() != index.dimension()) {
            return false;
        }
        double bound = bound(query.row(0), metric);
        return index.search(query, 1).get(0).distance(0) <= bound
                || index.search(query, index.size()).get(0).distance(0) <= bound;
    }

    /** Largest distance of vectors whose values differ by the tolerance; for cosine, 1 - cos(a) is near a * a / 2. */
    static double bound(float[] query, Metric metric) {
        double difference = 0;
        double length = 0;
        for (float value : query) {
            difference += Math.pow(TOLERANCE * Math.max(1, Math.abs(value)), 2);
            length += (double) value * value;
        }
        if (metric == Metric.EUCLIDEAN) {
            return Math.sqrt(difference);
        }
        return length == 0 ? 2 : difference / length + 1e-6;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(ordinals.size());
        for (int ordinal : ordinals) {
            out.writeInt(ordinal);
        }
        for (FloatMatrix matrix : activations) {
            matrix.write(out);
        }
    }

    static RoundTripProbe read(DataInputStream in, int layers) throws IOException {
        int count = Utf16.readCount(in);
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ordinals.add(in.readInt());
        }
        List<FloatMatrix> activations = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            activations.add(FloatMatrix.read(in));
        }
        return new RoundTripProbe(List.copyOf(ordinals), List.copyOf(activations));
    }
}
