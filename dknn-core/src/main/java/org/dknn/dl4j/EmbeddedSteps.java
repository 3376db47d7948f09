package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.dl4j.Places.Words;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors that an embedding of a network input gives to words, read from its table without a run of the network. Safe for use by many
 * threads.
 */
final class EmbeddedSteps {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSteps.class);
    private static final int CHECKED_ROWS = 6;
    private static final int LONGER = 9;

    private final EmbeddedWords embedded;
    private final Words required;

    private EmbeddedSteps(EmbeddedWords embedded, Words required) {
        this.embedded = embedded;
        this.required = required;
    }

    /**
     * The steps of a layer, if it is an embedding of the only network input that gives rows of its table as they are, and gives here bit by
     * bit what DL4J gives for some texts of random words.
     *
     * @param plain the same by DL4J, {@code [texts x steps, in this order][channels]}, which is asked here only
     * @param lengths of an input that the network can read
     */
    static Optional<EmbeddedSteps> of(
            ComputationGraph network,
            String layer,
            Function<List<INDArray>, FloatMatrix> plain,
            List<Integer> lengths) {
        try {
            requireCopies(network.getConfiguration(), layer);
            SharedGraph graph = new SharedGraph(network, List.of(layer));
            Places.require(
                    graph.vertices().size() == 1 && graph.sources().size() == 1, "\"" + layer + "\" as no embedding");
            EmbeddedSteps steps = new EmbeddedSteps(
                    graph.sources().get(0).embedded(), graph.places().required(0));
            for (int longer : new int[] {0, LONGER}) {
                steps.check(plain, lengths.get(0) + longer);
            }
            return Optional.of(steps);
        } catch (RuntimeException e) {
            // DL4J runs what cannot be read here, for whatever reason
            LOG.debug("DL4J embeds words: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Refuses what would have to be computed, and so could differ in bits for words that were not checked. */
    private static void requireCopies(ComputationGraphConfiguration configuration, String layer) {
        Places.require(configuration.getNetworkInputs().size() == 1, "an embedding beside other network inputs");
        boolean copies = configuration.getVertices().get(layer) instanceof LayerVertex vertex
                && Sequences.unwrapped(vertex.getLayerConf().getLayer()) instanceof EmbeddingSequenceLayer embedding
                && !embedding.hasBias()
                && embedding.getActivationFn() instanceof ActivationIdentity;
        Places.require(copies, "what \"" + layer + "\" adds to rows of a table");
    }

    private void check(Function<List<INDArray>, FloatMatrix> plain, int length) {
        Random random = new Random(1);
        int[][] rows = new int[CHECKED_ROWS][length];
        for (int[] row : rows) {
            Arrays.setAll(row, i -> random.nextInt(required.height()));
        }
        List<INDArray> features = List.of(Nd4j.createFromArray(rows));
        FloatMatrix expected = plain.apply(features);
        List<FloatMatrix> values = run(features, CHECKED_ROWS)
                .orElseThrow(() -> new UnsupportedOperationException("texts of " + length + " words"));
        Places.require(FloatMatrix.concat(values).equals(expected), "other values than DL4J's");
    }

    /** One matrix per text; empty if the batch is one that DL4J must judge. */
    Optional<List<FloatMatrix>> run(List<INDArray> features, int texts) {
        int[][] words = WordIds.read(features.get(0));
        if (words.length != texts) {
            return Optional.empty();
        }
        List<FloatMatrix> all = new ArrayList<>();
        for (int[] text : words) {
            if (!required.allow(text)) {
                return Optional.empty();
            }
            all.add(FloatMatrix.wrap(text.length, embedded.width(), embedded.vectors(text)));
        }
        return all.stream().allMatch(EmbeddedSteps::isFinite) ? Optional.of(all) : Optional.empty();
    }

    private static boolean isFinite(FloatMatrix vectors) {
        return Float.isFinite(vectors.largestAbsolute());
    }
}
