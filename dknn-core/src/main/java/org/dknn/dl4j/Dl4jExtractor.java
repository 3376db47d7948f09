package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Batches;
import org.dknn.activation.InputCodec;
import org.dknn.activation.RowCollector;
import org.dknn.activation.StepExtractor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Activations of a DeepLearning4J network, {@link MultiLayerNetwork} or {@link ComputationGraph}.
 *
 * <p>Batches hold inputs of equal length and run without masks. The given network itself is never run: each worker runs
 * a replica that shares its parameter memory, or reads copies of its weights. The application may keep using its network, but must
 * not train it further or change its weights. Values in half or double precision are read as floats. Safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class Dl4jExtractor<I> implements ActivationExtractor<I> {

    private static final Logger LOG = LoggerFactory.getLogger(Dl4jExtractor.class);

    private final ComputationGraph graph;
    private final InputEncoder<I> encoder;
    private final LayerReader outputs;
    private final Replicas<ComputationGraph> replicas;
    private final int batchSize;
    private final ModelFingerprint fingerprint;
    private final Optional<SharedForward> shared;

    private Dl4jExtractor(
            ComputationGraph graph, LayerReader outputs, Optional<SharedForward> shared, Builder<I> builder) {
        this.graph = graph;
        this.encoder = builder.encoder;
        this.outputs = outputs;
        this.replicas = new Replicas<>(builder.workers, () -> GraphAdapter.replica(graph));
        this.batchSize = builder.batchSize;
        this.shared = shared;
        this.fingerprint = new ModelFingerprint(graph);
    }

    /** A builder with a trained network and the encoder of its inputs. */
    public static <I> Builder<I> builder(MultiLayerNetwork network, InputEncoder<I> encoder) {
        return new Builder<>(network, encoder);
    }

    /** A builder with a trained network and the encoder of its inputs. */
    public static <I> Builder<I> builder(ComputationGraph network, InputEncoder<I> encoder) {
        return new Builder<>(network, encoder);
    }

    /** What it was built of. */
    record Description<I>(
            ComputationGraph graph,
            InputEncoder<I> encoder,
            List<LayerSelection> selections,
            Output output,
            int batchSize) {}

    Description<I> description() {
        ArrayReader arrays = outputs.arrays();
        return new Description<>(
                graph, encoder, arrays.selections(), arrays.output().output(), batchSize);
    }

    @Override
    public List<String> layers() {
        return outputs.layers();
    }

    @Override
    public InputCodec<I> codec() {
        return encoder.codec();
    }

    @Override
    public String fingerprint() {
        return fingerprint.value();
    }

    @Override
    public List<BitSet> unseen(I input) {
        return encoder.unseen(input);
    }

    @Override
    public Optional<StepExtractor<I>> embedding() {
        List<String> names = EmbeddingHeights.sequences(graph.getConfiguration());
        return names.size() == 1 && EmbeddingHeights.readsAnInput(graph.getConfiguration(), names.get(0))
                ? Optional.of(Dl4jStepExtractor.of(graph, encoder, names.get(0)))
                : Optional.empty();
    }

    @Override
    public Activations extract(List<I> inputs, IntConsumer progress) {
        RowCollector collector = outputs.collector(inputs.size());
        Batches.forEach(inputs, encoder::lengths, batchSize, (positions, batch) -> {
            collector.add(positions, rows(batch));
            progress.accept(positions.length);
        });
        return collector.toActivations();
    }

    private List<float[]> rows(List<I> batch) {
        return KeptBuffers.during(() -> {
            List<INDArray> features = encoder.encode(batch);
            return shared.flatMap(forward -> read(batch, () -> forward.run(features, batch.size())))
                    .orElseGet(() -> replicas.with(graph -> read(batch, () -> outputs.run(graph, features))));
        });
    }

    private <R> R read(List<I> batch, Supplier<R> run) {
        try {
            return run.get();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Causes.unreadable("the network", batch, encoder, e);
        }
    }

    /**
     * Builder of {@link Dl4jExtractor}. Not safe for use by many threads.
     *
     * @param <I> type of the inputs
     */
    public static final class Builder<I> {

        private final Model network;
        private final InputEncoder<I> encoder;
        private final List<LayerSelection> selections = new ArrayList<>();
        private Output output = Output.only();
        private Optional<I> example = Optional.empty();
        private int batchSize = 64;
        private int workers = Runtime.getRuntime().availableProcessors();

        private Builder(Model network, InputEncoder<I> encoder) {
            this.network = Objects.requireNonNull(network, "network");
            this.encoder = Objects.requireNonNull(encoder, "encoder");
        }

        /**
         * Adds a layer or vertex that gives one vector per input. Layers without a name are named by their number, from
         * "0".
         */
        public Builder<I> layer(String name) {
            selections.add(new LayerSelection(Objects.requireNonNull(name, "name"), Optional.empty()));
            return this;
        }

        /**
         * Adds a layer or vertex that gives one vector per time step, or per position of an image, which are pooled
         * into one.
         */
        public Builder<I> layer(String name, Pooling pooling) {
            selections.add(new LayerSelection(Objects.requireNonNull(name, "name"), Optional.of(pooling)));
            return this;
        }

        /**
         * Sets where the class probabilities are and how they are read. Needed if the network has several outputs, or
         * one that is a sequence, logits or several independent answers. Default: {@link Output#only}.
         */
        public Builder<I> output(Output output) {
            this.output = Objects.requireNonNull(output, "output");
            return this;
        }

        /**
         * Sets the input that {@link #build} runs, twice, as a check. A real one shows more: an encoder that infers
         * vectors gives the empty text the same zeros each time. Default: {@link InputEncoder#example}. Not
         * saved with an explainer.
         */
        public Builder<I> example(I input) {
            this.example = Optional.of(input);
            return this;
        }

        /** Largest number of inputs per batch. Default: 64. */
        public Builder<I> batchSize(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("a batch must have at least 1 row, got " + rows);
            }
            this.batchSize = rows;
            return this;
        }

        /**
         * Number of replicas of the network, and so of threads that run it in DL4J at the same time. Networks whose texts share
         * their work run in Java, by any number of threads. Default: the number of cores.
         * Not saved with an explainer, as it is one of the machine.
         */
        public Builder<I> workers(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("needs at least 1 worker, got " + count);
            }
            this.workers = count;
            return this;
        }

        /**
         * Builds the extractor. Runs one input through encoder and network as a check.
         *
         * @throws IllegalArgumentException if no layer was added, a name is unknown or occurs twice, a sequence has no
         *     pooling or a vector has one, the output gives no probabilities as it is read, the encoder numbers a word
         *     above the embedding or gives an input different arrays each time, or the network cannot read the input
         */
        public Dl4jExtractor<I> build() {
            return KeptBuffers.during(this::built);
        }

        private Dl4jExtractor<I> built() {
            ComputationGraph graph = GraphAdapter.of(network);
            EmbeddingHeights.require(graph, encoder);
            I probe = example.orElseGet(encoder::example);
            LayerReader outputs = LayerReader.of(graph, selections, output, encoder, probe);
            Optional<SharedForward> shared = SharedForward.of(
                    graph, outputs.arrays(), features -> outputs.run(graph, features), encoder.lengths(probe));
            LOG.debug("extracts {} with {} replicas, batches of up to {}", outputs.layers(), workers, batchSize);
            return new Dl4jExtractor<>(graph, outputs, shared, this);
        }
    }
}
