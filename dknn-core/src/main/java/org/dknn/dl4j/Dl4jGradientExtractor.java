package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Batches;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients of a DeepLearning4J network, {@link MultiLayerNetwork} or {@link ComputationGraph}, that embeds words by an
 * {@link org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer} or reads their vectors, and ends in a softmax or a sigmoid.
 *
 * <p>Networks of embeddings, convolutions over time, pooling, dense layers, merges, sums and products are computed in Java, if that gives
 * what DL4J gives for some random embeddings; a call of ND4J costs more than the arithmetic of a sentence. Others go through DL4J vertex by
 * vertex.
 *
 * <p>The given network itself is never run: each worker runs a replica that shares its parameter memory, without
 * dropout and weight noise and with frozen layers thawed. Each replica needs one further array of the size of the
 * parameters. The application must not train its network further. Safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class Dl4jGradientExtractor<I> implements GradientExtractor<I> {

    private static final int MAX_ROWS = 64;

    private final InputEncoder<I> encoder;
    private final Replicas<GradientGraph> replicas;
    private final Optional<SharedGradient> shared;
    private final int classes;

    private Dl4jGradientExtractor(Model network, InputEncoder<I> encoder, Output reading) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        ComputationGraph graph = GraphAdapter.of(network);
        EmbeddingHeights.require(graph, encoder);
        String output = LayerReader.outputName(graph, reading);
        requireOneQuestion(graph, reading, output);
        I blank = encoder.blank();
        List<Boolean> wordsByRow = wordsByRow(encoder, blank);
        this.replicas = new Replicas<>(
                Runtime.getRuntime().availableProcessors(),
                () -> new GradientGraph(graph, reading, output, wordsByRow));
        this.shared =
                reading(blank, () -> replicas.with(replica -> SharedGradient.of(replica, encoder.lengths(blank))));
        List<FloatMatrix> embeddings = List.of(embeddings(blank));
        this.classes = logits(blank, embeddings).columns();
    }

    /**
     * Gradients of a trained network.
     *
     * @throws IllegalArgumentException if a layer of the network has no gradients, or the network cannot read the
     *     encoder's blank input
     */
    public static <I> Dl4jGradientExtractor<I> of(MultiLayerNetwork network, InputEncoder<I> encoder) {
        return new Dl4jGradientExtractor<>(network, encoder, Output.only());
    }

    /**
     * Gradients of a trained network.
     *
     * @throws IllegalArgumentException if a layer of the network has no gradients, or the network cannot read the
     *     encoder's blank input
     */
    public static <I> Dl4jGradientExtractor<I> of(ComputationGraph network, InputEncoder<I> encoder) {
        return new Dl4jGradientExtractor<>(network, encoder, Output.only());
    }

    /**
     * Gradients of a trained network at an output that is no only softmax: a sequence that is pooled, logits, or one of
     * several labels.
     *
     * @throws IllegalArgumentException as {@link #of(MultiLayerNetwork, InputEncoder)}
     */
    public static <I> Dl4jGradientExtractor<I> of(MultiLayerNetwork network, InputEncoder<I> encoder, Output output) {
        return new Dl4jGradientExtractor<>(network, encoder, output);
    }

    /**
     * Gradients of a trained network at an output that is no only softmax: one of several, a sequence that is pooled,
     * logits, or one of several labels.
     *
     * @throws IllegalArgumentException as {@link #of(ComputationGraph, InputEncoder)}
     */
    public static <I> Dl4jGradientExtractor<I> of(ComputationGraph network, InputEncoder<I> encoder, Output output) {
        return new Dl4jGradientExtractor<>(network, encoder, output);
    }

    /** Per network input, whether it is an image with a word per row. */
    private static <I> List<Boolean> wordsByRow(InputEncoder<I> encoder, I blank) {
        List<INDArray> features = encoder.encode(List.of(blank));
        List<Integer> lengths = encoder.lengths(blank);
        return IntStream.range(0, features.size())
                .mapToObj(i -> TokenBlocks.isImageOfRows(features.get(i), lengths.get(i)))
                .toList();
    }

    private static void requireOneQuestion(ComputationGraph graph, Output reading, String output) {
        String name = OutputKind.layer(graph.getConfiguration(), output);
        boolean isSigmoid = OutputKind.isSigmoid(graph.getConfiguration(), name);
        if (isSigmoid && reading.label().isEmpty() && width(graph, name) > 1) {
            throw new IllegalArgumentException("the output \"" + name + "\" answers " + width(graph, name)
                    + " questions, a sigmoid each; choose one by Output.of(\"" + name + "\").label(i)");
        }
    }

    private static long width(ComputationGraph graph, String name) {
        return graph.getLayer(name).conf().getLayer() instanceof FeedForwardLayer layer ? layer.getNOut() : 1;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public FloatMatrix embeddings(I input) {
        return reading(input, () -> {
            List<INDArray> features = encoder.encode(List.of(input));
            return shared.flatMap(java -> java.embeddings(features))
                    .orElseGet(() -> replicas.with(graph -> graph.embeddings(features)));
        });
    }

    @Override
    public List<Integer> lengths(I input) {
        return List.copyOf(encoder.lengths(input));
    }

    @Override
    public FloatMatrix probabilities(I input, List<FloatMatrix> embeddings) {
        float[] values = FloatMatrix.allocate(embeddings.size(), classes);
        int row = 0;
        for (List<FloatMatrix> batch : batches(embeddings)) {
            LogitOutput.softmax(logits(input, batch)).copyRows(0, batch.size(), values, row * classes);
            row += batch.size();
        }
        return FloatMatrix.wrap(embeddings.size(), classes, values);
    }

    private FloatMatrix logits(I input, List<FloatMatrix> batch) {
        return reading(input, () -> shared.flatMap(java -> java.logits(encoder.lengths(input), batch))
                .orElseGet(() -> replicas.with(graph -> graph.logits(features(input, batch.size()), batch))));
    }

    @Override
    public List<ClassGradient> gradients(I input, List<FloatMatrix> embeddings, ClassOutput output) {
        LogitOutput read = new LogitOutput(output, classes);
        List<ClassGradient> gradients = new ArrayList<>();
        for (List<FloatMatrix> batch : batches(embeddings)) {
            GradientGraph.Pass pass = pass(input, batch, read);
            for (int i = 0; i < batch.size(); i++) {
                gradients.add(new ClassGradient(
                        read.value(pass.logits(), i), pass.gradients().get(i)));
            }
        }
        return gradients;
    }

    private GradientGraph.Pass pass(I input, List<FloatMatrix> batch, LogitOutput read) {
        return reading(input, () -> shared.flatMap(java -> java.gradients(encoder.lengths(input), batch, read::seed))
                .orElseGet(() ->
                        replicas.with(graph -> graph.gradients(features(input, batch.size()), batch, read::seed))));
    }

    @Override
    public ClassGradient gradient(I input, FloatMatrix embeddings, LayerScore score) {
        return reading(input, () -> {
            List<INDArray> features = encoder.encode(List.of(input));
            return shared.flatMap(java -> java.gradient(features, embeddings, score))
                    .orElseGet(() -> replicas.with(graph -> graph.gradient(features, embeddings, score)));
        });
    }

    private List<INDArray> features(I input, int times) {
        return encoder.encode(Collections.nCopies(times, input));
    }

    /** Batches of the size that the network reads at once, smaller for long inputs. */
    private static List<List<FloatMatrix>> batches(List<FloatMatrix> embeddings) {
        int tokens = embeddings.stream().mapToInt(FloatMatrix::rows).max().orElse(1);
        int rows = Math.max(1, Math.min(MAX_ROWS, Batches.MAX_TOKENS / Math.max(1, tokens)));
        List<List<FloatMatrix>> batches = new ArrayList<>();
        for (int start = 0; start < embeddings.size(); start += rows) {
            batches.add(embeddings.subList(start, Math.min(embeddings.size(), start + rows)));
        }
        return batches;
    }

    private <T> T reading(I input, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network cannot read an input of lengths " + encoder.lengths(input)
                            + " or give its gradients; it says: " + Causes.oneLine(e),
                    e);
        }
    }
}
