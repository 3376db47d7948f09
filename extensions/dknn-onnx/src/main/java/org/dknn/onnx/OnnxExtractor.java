package org.dknn.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Fingerprint;
import org.dknn.activation.InputCodec;
import org.dknn.internal.Softmax;
import org.dknn.vector.FloatMatrix;

/**
 * Activations of a transformer that ONNX Runtime runs, and the probabilities of its own head or of one that was trained
 * on it.
 *
 * <p>An input is the list of a text's words. Pieces of words are made inside, so that whatever is removed, shown or
 * compared is whole words. The words {@code [MASK]} and {@code [UNK]} are the model's own. Texts longer than the
 * model's positions are cut; {@link #unseen} tells which words that concerns. Safe for use by many threads; see {@link
 * OnnxEncoder} for batches and threads.
 */
public final class OnnxExtractor implements ActivationExtractor<List<String>>, AutoCloseable {

    /**
     * Name of a layer for {@link #withLayers}: the vectors that the head reads, stretched along the directions by which it tells
     * classes apart, so that its neighbors are those of the task and not of the encoder alone.
     */
    public static final String HEAD = "head";

    private final OnnxEncoder encoder;
    private final Optional<SoftmaxHead> head;
    private final ReadLayers layers;
    private final boolean isOwner;
    private final String fingerprint;

    OnnxExtractor(OnnxEncoder encoder, Optional<SoftmaxHead> head, boolean isOwner) {
        this(encoder, head, encoder.layers(), isOwner);
    }

    OnnxExtractor(OnnxEncoder encoder, Optional<SoftmaxHead> head, List<String> layers, boolean isOwner) {
        int width = encoder.widths().get(encoder.widths().size() - 1);
        if (head.isPresent() && head.get().width() != width) {
            throw new IllegalArgumentException("the head must read vectors of the last layer \""
                    + encoder.layers().get(encoder.layers().size() - 1) + "\", of width " + width
                    + ", got one of width "
                    + head.get().width());
        }
        if (head.isEmpty() && encoder.logits().isEmpty()) {
            throw new IllegalArgumentException(
                    "needs probabilities, from .logits(tensor) or .head(SoftmaxHead.train(...))");
        }
        this.encoder = encoder;
        this.head = head;
        this.layers = new ReadLayers(layers, encoder.layers(), head);
        this.isOwner = isOwner;
        this.fingerprint = fingerprint(encoder, head, this.layers);
    }

    static String fingerprint(OnnxEncoder encoder, Optional<SoftmaxHead> head, ReadLayers layers) {
        Fingerprint fingerprint = new Fingerprint()
                .add(encoder.model().modelFile().fingerprint())
                .add(encoder.model().tokenizerFile().fingerprint())
                .add(String.valueOf(encoder.model().pieces().most()));
        encoder.settings().layers().forEach(layer -> fingerprint
                .add(layer.name())
                .add(layer.pooling().map(Pooling::token).orElse("")));
        encoder.model().tensors().forEach(fingerprint::add);
        if (!layers.areAll()) {
            layers.names().forEach(fingerprint::add);
        }
        return fingerprint
                .add(head.map(SoftmaxHead::fingerprint)
                        .orElse("logits " + encoder.settings().logits().orElse("")))
                .value();
    }

    /**
     * A builder with the files of a model.
     *
     * @param model in the format of ONNX, with the inputs {@code input_ids} and {@code attention_mask}
     * @param tokenizer {@code tokenizer.json} of the model, with WordPiece as BERT has it
     */
    public static Builder builder(Path model, Path tokenizer) {
        return new Builder(new EncoderSettings(model, tokenizer), Optional.empty());
    }

    /** The encoder, for other heads. Closed with this extractor if that built it. */
    public OnnxEncoder encoder() {
        return encoder;
    }

    Optional<SoftmaxHead> head() {
        return head;
    }

    /**
     * The same model with other layers: some of the encoder's, and {@link #HEAD} if the head was trained on it. The head reads the
     * encoder's last layer whether that is among them or not. Closing one of the two extractors closes what both use.
     *
     * @throws IllegalArgumentException if there is no layer of a name, or a name occurs twice
     */
    public OnnxExtractor withLayers(List<String> names) {
        return new OnnxExtractor(encoder, head, names, isOwner);
    }

    @Override
    public List<String> layers() {
        return layers.names();
    }

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean isContextual() {
        return true;
    }

    /** Words of which the vocabulary lacks a piece, and words that are cut. */
    @Override
    public List<BitSet> unseen(List<String> input) {
        return List.of(encoder.unseen(input));
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        List<List<float[]>> rows = encoder.rows(inputs, progress);
        List<FloatMatrix> matrices = new ArrayList<>();
        for (int i = 0; i < encoder.widths().size(); i++) {
            int layer = i;
            matrices.add(FloatMatrix.copyOf(
                    encoder.widths().get(i),
                    rows.stream().map(row -> row.get(layer)).toList()));
        }
        return new Activations(layers(), layers.of(matrices), probabilities(rows, matrices));
    }

    private FloatMatrix probabilities(List<List<float[]>> rows, List<FloatMatrix> matrices) {
        int last = matrices.size();
        return head.map(some -> some.probabilities(matrices.get(last - 1)))
                .orElseGet(() -> FloatMatrix.copyOf(
                        Math.max(2, encoder.logits().orElseThrow()),
                        rows.stream().map(row -> Softmax.of(row.get(last))).toList()));
    }

    /** Closes the model, after the runs that have begun, if this built it. No effect the second time. */
    @Override
    public void close() {
        if (isOwner) {
            encoder.close();
        }
    }

    /** Builder of {@link OnnxExtractor} and {@link OnnxEncoder}. Not safe for use by many threads. */
    public static final class Builder {

        private EncoderSettings settings;
        private Optional<SoftmaxHead> head;

        private Builder(EncoderSettings settings, Optional<SoftmaxHead> head) {
            this.settings = settings;
            this.head = head;
        }

        /** Adds a tensor of one vector per text, {@code [batch x width]}, by its name or a short one. */
        public Builder layer(String name) {
            settings = settings.with(new EncoderSettings.Layer(Objects.requireNonNull(name, "name"), Optional.empty()));
            return this;
        }

        /**
         * Adds a tensor of one vector per piece, {@code [batch x pieces x width]}, which are pooled into one. It need
         * not be an output of the model.
         *
         * @param name of a tensor, or a short one: {@code encoder.layer.4} is what the operations {@code
         *     /encoder/layer.4/...} end in
         */
        public Builder layer(String name, Pooling pooling) {
            settings = settings.with(
                    new EncoderSettings.Layer(Objects.requireNonNull(name, "name"), Optional.of(pooling)));
            return this;
        }

        /**
         * Sets the tensor of the logits of the model's own head, {@code [batch x classes]}. A single one is the logit of
         * class 1 of two.
         */
        public Builder logits(String name) {
            settings = settings.withLogits(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Sets a head over the last layer that was added. It is used instead of the model's own. */
        public Builder head(SoftmaxHead head) {
            this.head = Optional.of(head);
            return this;
        }

        /** Number of threads of one run of the model. Default: 1, as several batches run at once. */
        public Builder threads(int count) {
            settings = settings.withThreads(requirePositive("threads", count));
            return this;
        }

        /** Largest number of texts per batch. Default: 32. */
        public Builder batchSize(int rows) {
            settings = settings.withBatchSize(requirePositive("batch size", rows));
            return this;
        }

        /** Largest number of pieces of a text, begin and end included. Default: the model's positions, else 512. */
        public Builder mostPieces(int most) {
            settings = settings.withMostPieces(requirePositive("number of pieces", most - 2) + 2);
            return this;
        }

        /** Number of inputs whose rows are kept, so that several heads run the model once. Default: 4096. */
        public Builder remembering(int inputs) {
            if (inputs < 0) {
                throw new IllegalArgumentException("the number of remembered inputs must be 0 or more, got " + inputs);
            }
            settings = settings.withRemembered(inputs);
            return this;
        }

        private static int requirePositive(String what, int number) {
            if (number < 1) {
                throw new IllegalArgumentException("the " + what + " must be at least 1, got " + number);
            }
            return number;
        }

        /**
         * Builds the encoder alone, to train heads on it. Close it after use.
         *
         * @throws IOException if a file cannot be read; as {@link org.dknn.internal.DknnFormatException} if it is
         *     damaged, cut off or of another kind
         * @throws IllegalArgumentException if no layer was added, or a name is unknown, the message lists near ones; if
         *     the model lacks an input or has fixed lengths; if the tokenizer is of another model
         */
        public OnnxEncoder buildEncoder() throws IOException {
            return new OnnxEncoder(settings, LoadedModel.of(settings));
        }

        /**
         * Builds the extractor. Runs one text as a check. Close it after use.
         *
         * @throws IOException as {@link #buildEncoder}
         * @throws IllegalArgumentException as {@link #buildEncoder}, and if there is neither a head nor logits
         */
        public OnnxExtractor build() throws IOException {
            OnnxEncoder encoder = buildEncoder();
            try {
                OnnxExtractor extractor = new OnnxExtractor(encoder, head, true);
                extractor.extract(List.of(List.of("a")));
                return extractor;
            } catch (RuntimeException e) {
                encoder.close();
                throw e;
            }
        }
    }
}
