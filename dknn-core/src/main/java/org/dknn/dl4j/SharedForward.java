package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A forward pass whose texts share their work, for networks of embeddings, convolutions over time, pooling and dense layers.
 *
 * <p>A vertex that sees a few neighboring steps gives the same vector wherever the same steps stand below it. So each text is a row
 * of ids at such a vertex, and a table holds each different vector once; the windows of a text without one of its words are nearly
 * all windows of the text. Nobody has to say which text the others were made of. A convolution is a sum over its places, so each
 * different word is multiplied once with all places of all convolutions, and remembered. All of it runs in Java: for a few rows, a
 * call of ND4J costs more than its arithmetic.
 *
 * <p>Values differ from those of DL4J by rounding, some 10^-6 of the largest one of a layer, as DL4J's own differ between a text
 * alone and in a batch. Safe for use by many threads.
 */
final class SharedForward {

    /** Largest difference from DL4J's values, relative to the largest value of a layer; a mistake makes a larger one. */
    private static final double TOLERANCE = 1e-5;

    private static final Logger LOG = LoggerFactory.getLogger(SharedForward.class);
    private static final int CHECKED_ROWS = 6;
    private static final int LONGER = 9;

    private final SharedGraph graph;
    private final ArrayReader arrays;

    private SharedForward(SharedGraph graph, ArrayReader arrays) {
        this.graph = graph;
        this.arrays = arrays;
    }

    /**
     * The shared pass of a network, if it has the shape and gives what DL4J gives for some texts of random words.
     *
     * @param arrays what is read of it
     * @param plain the same by DL4J, which is asked here only
     * @param lengths of an input that the network can read
     */
    static Optional<SharedForward> of(
            ComputationGraph network,
            ArrayReader arrays,
            Function<List<INDArray>, List<float[]>> plain,
            List<Integer> lengths) {
        try {
            SharedForward shared = new SharedForward(readable(network, arrays), arrays);
            for (int longer : new int[] {0, LONGER}) {
                shared.check(plain, lengths.stream().map(n -> n + longer).toList());
            }
            LOG.debug("texts share their way through the network");
            return Optional.of(shared);
        } catch (RuntimeException e) {
            // whatever it is that cannot be read here, DL4J runs it
            LOG.debug("texts do not share their way through the network: {}", e.toString());
            return Optional.empty();
        }
    }

    private static SharedGraph readable(ComputationGraph network, ArrayReader arrays) {
        SharedGraph graph = new SharedGraph(network, arrays.names());
        for (LayerSelection selection : arrays.selections()) {
            requireVector(graph, selection.name(), selection.pooling());
        }
        requireVector(graph, arrays.output().name(), arrays.output().output().pooling());
        return graph;
    }

    private static void requireVector(SharedGraph graph, String name, Optional<Pooling> pooling) {
        if (graph.places().known(name).isSteps() != pooling.isPresent()) {
            throw new UnsupportedOperationException("the pooling of \"" + name + "\"");
        }
    }

    private void check(Function<List<INDArray>, List<float[]>> plain, List<Integer> lengths) {
        Random random = new Random(1);
        List<INDArray> features = new ArrayList<>();
        for (int input = 0; input < lengths.size(); input++) {
            int height = graph.places().required(input).height();
            int[][] rows = new int[CHECKED_ROWS][lengths.get(input)];
            for (int row = 0; row < rows.length; row++) {
                // every second text has few different words, so that windows repeat
                int words = row % 2 == 0 ? height : Math.min(height, 3);
                Arrays.setAll(rows[row], i -> random.nextInt(words));
            }
            features.add(Nd4j.createFromArray(rows));
        }
        List<float[]> expected = plain.apply(features);
        List<float[]> values = run(features, CHECKED_ROWS)
                .orElseThrow(() -> new UnsupportedOperationException("texts of lengths " + lengths));
        for (int layer = 0; layer < expected.size(); layer++) {
            double difference = difference(expected.get(layer), values.get(layer));
            if (!(difference <= TOLERANCE)) {
                throw new UnsupportedOperationException("values that differ by " + difference + " of the largest");
            }
        }
    }

    /** Largest difference of two arrays, relative to the largest value of the first. */
    static double difference(float[] expected, float[] values) {
        double largest = Float.MIN_NORMAL;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - values[i]));
        }
        return difference / largest;
    }

    /**
     * Runs one batch.
     *
     * @param features as the encoder makes them
     * @return values of the selected layers, then of the output, row by row; empty if the batch is one that DL4J must judge, such as
     *     texts that are too short
     */
    Optional<List<float[]>> run(List<INDArray> features, int texts) {
        List<int[][]> words = new ArrayList<>();
        for (INDArray feature : features) {
            int[][] ids = WordIds.read(feature);
            if (ids.length != texts) {
                return Optional.empty();
            }
            words.add(ids);
        }
        if (!isReadable(words)) {
            return Optional.empty();
        }
        SharedRun run = new SharedRun(words, graph.places().size());
        graph.vertices().forEach(vertex -> vertex.run(run));
        List<float[]> rows = new ArrayList<>();
        for (LayerSelection selection : arrays.selections()) {
            rows.add(vectors(run, selection.name(), selection.pooling()));
        }
        OutputReader output = arrays.output();
        float[] read = vectors(run, output.name(), output.output().pooling());
        if (!rows.stream().allMatch(SharedForward::isFinite) || !isFinite(read)) {
            return Optional.empty();
        }
        rows.add(output.probabilities(read, graph.places().known(output.name()).width()));
        return Optional.of(rows);
    }

    private boolean isReadable(List<int[][]> words) {
        for (Map.Entry<Integer, Places.Words> input : graph.places().inputs().entrySet()) {
            if (!Arrays.stream(words.get(input.getKey())).allMatch(input.getValue()::allow)) {
                return false;
            }
        }
        return true;
    }

    /** Values of their own, which a caller may change. */
    private float[] vectors(SharedRun run, String name, Optional<Pooling> pooling) {
        Places.Place place = graph.places().known(name);
        return pooling.map(p -> StepPooling.of(p).pool(run.steps(place.at()), place.width()))
                .orElseGet(() -> run.vectors(place.at()).clone());
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
