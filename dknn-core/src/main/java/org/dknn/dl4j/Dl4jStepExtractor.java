package org.dknn.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Batches;
import org.dknn.activation.StepExtractor;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations per step of one layer of a DeepLearning4J network. Batches and replicas are as in {@link Dl4jExtractor}:
 * inputs of equal length, no masks, replicas of the given network, which must not be trained further. Safe for use by
 * many threads.
 *
 * @param <I> type of the inputs
 */
public final class Dl4jStepExtractor<I> implements StepExtractor<I> {

    private static final int BATCH = 64;

    private final InputEncoder<I> encoder;
    private final String layer;
    private final boolean channelsLast;
    private final Replicas<ComputationGraph> replicas;

    /** Reads the layer in Java; empty if it is no embedding of words, or DL4J gives other values. */
    private final Optional<EmbeddedSteps> shared;

    private Dl4jStepExtractor(ComputationGraph graph, InputEncoder<I> encoder, String layer) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.layer = layer;
        this.channelsLast = Sequences.isChannelsLast(graph.getConfiguration(), layer);
        this.replicas = new Replicas<>(Runtime.getRuntime().availableProcessors(), () -> GraphAdapter.replica(graph));
        replicas.with(replica -> run(replica, encoder.encode(List.of(encoder.blank())), List.of(encoder.blank())));
        this.shared = replicas.with(replica -> EmbeddedSteps.of(
                graph,
                layer,
                features -> rows(replica.output(List.of(layer), false, features.toArray(new INDArray[0]), null)[0]),
                encoder.lengths(encoder.blank())));
    }

    /**
     * An extractor of one layer. Runs the encoder's blank input through the network once as a check.
     *
     * @param layer or vertex that gives one vector per time step, such as a convolution; layers without a name are
     *     named by their number, from "0"
     * @throws IllegalArgumentException if there is no such layer, it gives one vector per input, or the network cannot
     *     read the blank input
     */
    public static <I> Dl4jStepExtractor<I> of(ComputationGraph network, InputEncoder<I> encoder, String layer) {
        return ofModel(network, encoder, layer);
    }

    /** An extractor of one layer, as {@link #of(ComputationGraph, InputEncoder, String)} makes it. */
    public static <I> Dl4jStepExtractor<I> of(MultiLayerNetwork network, InputEncoder<I> encoder, String layer) {
        return ofModel(network, encoder, layer);
    }

    private static <I> Dl4jStepExtractor<I> ofModel(Model network, InputEncoder<I> encoder, String layer) {
        ComputationGraph graph = GraphAdapter.of(network);
        LayerReader.requireKnown(graph, layer);
        return new Dl4jStepExtractor<>(graph, encoder, layer);
    }

    @Override
    public String layer() {
        return layer;
    }

    @Override
    public List<FloatMatrix> extract(List<I> inputs) {
        FloatMatrix[] all = new FloatMatrix[inputs.size()];
        Batches.forEach(inputs, encoder::lengths, BATCH, (positions, batch) -> {
            List<FloatMatrix> steps = steps(batch);
            for (int i = 0; i < positions.length; i++) {
                all[positions[i]] = steps.get(i);
            }
        });
        return List.of(all);
    }

    private List<FloatMatrix> steps(List<I> batch) {
        return KeptBuffers.during(() -> {
            List<INDArray> features = encoder.encode(batch);
            return shared.flatMap(embedded -> embedded.run(features, batch.size()))
                    .orElseGet(() -> replicas.with(graph -> run(graph, features, batch)));
        });
    }

    private List<FloatMatrix> run(ComputationGraph graph, List<INDArray> features, List<I> batch) {
        INDArray output = output(graph, features.toArray(new INDArray[0]), batch.get(0));
        if (output.rank() < 3 || output.size(0) != batch.size()) {
            throw new IllegalArgumentException(
                    "layer \"" + layer + "\" must give one vector per step, [inputs x channels x" + " steps], got "
                            + Arrays.toString(output.shape()) + " for " + batch.size() + " inputs");
        }
        FloatMatrix rows = rows(output).requireFinite("activations of layer " + layer);
        int steps = rows.rows() / batch.size();
        return IntStream.range(0, batch.size())
                .mapToObj(i -> rows.rows(i * steps, (i + 1) * steps))
                .toList();
    }

    /** Steps of the first input, then those of the second, and so on. */
    private FloatMatrix rows(INDArray output) {
        INDArray sequence = Sequences.channelsFirst(output, channelsLast);
        long rows = sequence.size(0) * sequence.size(2);
        INDArray vectors = sequence.permute(0, 2, 1).dup('c').reshape('c', rows, sequence.size(1));
        // refuses more than fit, so the shape is of ints
        return FloatMatrix.wrap((int) rows, (int) sequence.size(1), ArrayRows.copy(vectors));
    }

    private INDArray output(ComputationGraph graph, INDArray[] features, I first) {
        try {
            return graph.output(List.of(layer), false, features, null)[0];
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network cannot read inputs of lengths " + encoder.lengths(first) + "; it says: "
                            + Causes.oneLine(e),
                    e);
        }
    }
}
