package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.dl4j.Places.Words;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors that an embedding of a network input gives to words, read from its table without a run of the network. Safe for use by many
 * threads.
 */
final class SharedSteps {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSteps.class);
    private static final int CHECKED_ROWS = 6;
    private static final int LONGER = 9;

    private final int input;
    private final Words required;
    private final EmbeddedWords embedded;

    private SharedSteps(SharedGraph.Source source, Words required) {
        this.input = source.input();
        this.required = required;
        this.embedded = source.embedded();
    }

    /**
     * The steps of a layer, if it is an embedding of a network input, and gives here bit by bit what DL4J gives for some texts of random
     * words.
     *
     * @param plain the same by DL4J, {@code [texts x steps, in this order][channels]}, which is asked here only
     * @param lengths of an input that the network can read
     */
    static Optional<SharedSteps> of(
            ComputationGraph network,
            String layer,
            Function<List<INDArray>, FloatMatrix> plain,
            List<Integer> lengths) {
        try {
            SharedGraph graph = new SharedGraph(network, List.of(layer));
            Places.require(
                    graph.vertices().size() == 1 && graph.sources().size() == 1, "\"" + layer + "\" as no embedding");
            SharedGraph.Source source = graph.sources().get(0);
            SharedSteps steps = new SharedSteps(source, graph.places().required(source.input()));
            for (int longer : new int[] {0, LONGER}) {
                steps.check(plain, lengths.stream().map(n -> n + longer).toList());
            }
            return Optional.of(steps);
        } catch (RuntimeException e) {
            // whatever it is that cannot be read here, DL4J runs it
            LOG.debug("DL4J embeds words: {}", e.toString());
            return Optional.empty();
        }
    }

    private void check(Function<List<INDArray>, FloatMatrix> plain, List<Integer> lengths) {
        Random random = new Random(1);
        List<INDArray> features = new ArrayList<>();
        for (int length : lengths) {
            int[][] rows = new int[CHECKED_ROWS][length];
            for (int[] row : rows) {
                Arrays.setAll(row, i -> random.nextInt(features.size() == input ? required.height() : 1));
            }
            features.add(Nd4j.createFromArray(rows));
        }
        FloatMatrix expected = plain.apply(features);
        List<FloatMatrix> values =
                run(features, CHECKED_ROWS).orElseThrow(() -> new UnsupportedOperationException("texts of " + lengths));
        Places.require(FloatMatrix.concat(values).equals(expected), "other values than DL4J's");
    }

    /** One matrix per text; empty if the batch is one that DL4J must judge. */
    Optional<List<FloatMatrix>> run(List<INDArray> features, int texts) {
        int[][] words = WordIds.read(features.get(input));
        if (words.length != texts) {
            return Optional.empty();
        }
        List<FloatMatrix> all = new ArrayList<>();
        for (int[] text : words) {
            if (text.length < required.length() || !areKnown(text)) {
                return Optional.empty();
            }
            all.add(FloatMatrix.wrap(text.length, embedded.width(), embedded.vectors(text)));
        }
        return all.stream().allMatch(SharedSteps::isFinite) ? Optional.of(all) : Optional.empty();
    }

    private static boolean isFinite(FloatMatrix vectors) {
        return Float.isFinite(vectors.largestAbsolute());
    }

    private boolean areKnown(int... text) {
        return Arrays.stream(text).allMatch(word -> word >= 0 && word < required.height());
    }
}
