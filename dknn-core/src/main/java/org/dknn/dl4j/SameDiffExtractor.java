package org.dknn.dl4j;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Batches;
import org.dknn.activation.InputCodec;
import org.dknn.activation.RowCollector;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations of a SameDiff graph by the names of its variables: of graphs that were built by hand, and of imports from
 * Keras, TensorFlow or ONNX that end in one.
 *
 * <p>Batches hold inputs of equal length. SameDiff runs one graph in several threads at once. The graph must not be
 * trained further. Safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class SameDiffExtractor<I> implements ActivationExtractor<I> {

    private final SameDiff graph;
    private final InputEncoder<I> encoder;
    private final List<String> inputs;
    private final ArrayReader arrays;
    private final boolean channelsLast;
    private final int batchSize;
    private final String fingerprint;

    private SameDiffExtractor(Builder<I> builder, ArrayReader arrays) {
        this.graph = builder.graph;
        this.encoder = builder.encoder;
        this.inputs = builder.inputs;
        this.arrays = arrays;
        this.channelsLast = builder.channelsLast;
        this.batchSize = builder.batchSize;
        this.fingerprint = fingerprint(graph);
    }

    /** What it was built of. */
    record Description<I>(
            SameDiff graph,
            InputEncoder<I> encoder,
            List<String> inputs,
            boolean channelsLast,
            ReadingFormat reading) {}

    Description<I> description() {
        ReadingFormat reading = new ReadingFormat(
                batchSize, arrays.selections(), arrays.output().output());
        return new Description<>(graph, encoder, inputs, channelsLast, reading);
    }

    /**
     * A builder with a trained graph and the encoder of its inputs.
     *
     * @param inputs names of the placeholders, in the order of the encoder's arrays
     */
    public static <I> Builder<I> builder(SameDiff graph, InputEncoder<I> encoder, String... inputs) {
        return new Builder<>(graph, encoder, List.of(inputs));
    }

    @Override
    public List<String> layers() {
        return arrays.layers();
    }

    @Override
    public InputCodec<I> codec() {
        return encoder.codec();
    }

    @Override
    public List<BitSet> unseen(I input) {
        return encoder.unseen(input);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** Of the graph as SameDiff writes it, with its weights. */
    private static String fingerprint(SameDiff graph) {
        ByteBuffer written = graph.asFlatBuffers(false);
        return ModelFingerprint.of(written);
    }

    @Override
    public Activations extract(List<I> inputs, IntConsumer progress) {
        RowCollector collector = arrays.collector(inputs.size());
        Batches.forEach(inputs, encoder::lengths, batchSize, (positions, batch) -> {
            collector.add(positions, KeptBuffers.during(() -> run(batch)));
            progress.accept(positions.length);
        });
        return collector.toActivations();
    }

    private List<float[]> run(List<I> batch) {
        List<INDArray> features = encoder.encode(batch);
        INDArray[] found;
        try {
            found = computed(graph, inputs, arrays.names(), features);
        } catch (RuntimeException e) {
            throw Causes.unreadable("the graph", batch, encoder, e);
        }
        return arrays.rows(found, batch.size());
    }

    private static INDArray[] computed(
            SameDiff graph, List<String> inputs, List<String> names, List<INDArray> features) {
        if (features.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "the encoder must give one array per input " + inputs + ", got " + features.size());
        }
        Map<String, INDArray> placeholders = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            placeholders.put(
                    inputs.get(i),
                    features.get(i).castTo(graph.getVariable(inputs.get(i)).dataType()));
        }
        Map<String, INDArray> found = graph.output(placeholders, names);
        return names.stream().map(found::get).toArray(INDArray[]::new);
    }

    /**
     * Builder of {@link SameDiffExtractor}. Not safe for use by many threads.
     *
     * @param <I> type of the inputs
     */
    public static final class Builder<I> {

        private final SameDiff graph;
        private final InputEncoder<I> encoder;
        private final List<String> inputs;
        private final List<LayerSelection> selections = new ArrayList<>();
        private Optional<Output> output = Optional.empty();
        private Optional<I> example = Optional.empty();
        private boolean channelsLast;
        private int batchSize = 64;

        private Builder(SameDiff graph, InputEncoder<I> encoder, List<String> inputs) {
            this.graph = Objects.requireNonNull(graph, "graph");
            this.encoder = Objects.requireNonNull(encoder, "encoder");
            this.inputs = inputs;
        }

        /** Adds a variable of one vector per input, {@code [batch x width]}. */
        public Builder<I> layer(String variable) {
            selections.add(new LayerSelection(Objects.requireNonNull(variable, "variable"), Optional.empty()));
            return this;
        }

        /** Adds a variable of one vector per time step, {@code [batch x channels x time]}, which are pooled into one. */
        public Builder<I> layer(String variable, Pooling pooling) {
            selections.add(new LayerSelection(Objects.requireNonNull(variable, "variable"), Optional.of(pooling)));
            return this;
        }

        /** Reads sequences as {@code [batch x time x channels]}, as TensorFlow and ONNX graphs give them. */
        public Builder<I> channelsLast() {
            this.channelsLast = true;
            return this;
        }

        /** Sets the variable of the class probabilities and how it is read. Must be called, with a name. */
        public Builder<I> output(Output output) {
            this.output = Optional.of(output);
            return this;
        }

        /** Sets the input that {@link #build} runs, twice, as a check. Default: {@link InputEncoder#example}. */
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
         * Builds the extractor. Runs one input through encoder and graph as a check.
         *
         * @throws IllegalArgumentException if a variable is unknown, the message lists the known ones, or as {@link
         *     Dl4jExtractor.Builder#build} throws it
         */
        public SameDiffExtractor<I> build() {
            return KeptBuffers.during(this::built);
        }

        private SameDiffExtractor<I> built() {
            String name = output.flatMap(Output::name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "name the variable of the class probabilities by .output(Output.of(name)); there are "
                                    + variables(VariableType.ARRAY)));
            inputs.forEach(input -> requireKnown(input, VariableType.PLACEHOLDER));
            ArrayReader.requireDifferent(selections, variables(VariableType.ARRAY));
            selections.forEach(selection -> requireKnown(selection.name(), VariableType.ARRAY));
            requireKnown(name, VariableType.ARRAY);
            OutputReader reader = new OutputReader(name, output.get(), channelsLast, false);
            List<Boolean> last = selections.stream().map(any -> channelsLast).toList();
            ArrayReader unsized = new ArrayReader(List.copyOf(selections), last, reader, List.of());
            INDArray[] found = new Probe<>(encoder, example.orElseGet(encoder::example))
                    .run(features -> computed(graph, inputs, unsized.names(), features));
            return new SameDiffExtractor<>(this, unsized.sizedBy(found));
        }

        private void requireKnown(String name, VariableType type) {
            List<String> known = variables(type);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no "
                        + (type == VariableType.PLACEHOLDER ? "placeholder" : "computed variable") + " \"" + name
                        + "\"; there are " + known);
            }
        }

        private List<String> variables(VariableType type) {
            return graph.variables().stream()
                    .filter(variable -> variable.getVariableType() == type)
                    .map(SDVariable::name)
                    .sorted()
                    .toList();
        }
    }
}
