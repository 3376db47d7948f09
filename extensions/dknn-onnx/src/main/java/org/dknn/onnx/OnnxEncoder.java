package org.dknn.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.Batches;
import org.dknn.nlp.text.SentencePair;
import org.dknn.vector.FloatMatrix;

/**
 * A transformer without a head: the vectors of texts at selected layers. One encoder serves any number of heads; the
 * rows of the inputs that were asked for last are kept, so that it runs once for all of them.
 *
 * <p>Texts of near-equal length run together, padded under a mask. A model whose activations are rounded by the largest
 * value of a batch (dynamic 8-bit quantization) runs texts one by one: its rows would depend on each other. Batches run
 * in the threads of the common pool. Safe for use by many threads.
 */
public final class OnnxEncoder implements AutoCloseable {

    private final EncoderSettings settings;
    private final LoadedModel model;
    private final RowMemory memory;

    OnnxEncoder(EncoderSettings settings, LoadedModel model) {
        this.settings = settings;
        this.model = model;
        this.memory = new RowMemory(settings.remembered());
    }

    /** Names of the selected layers, in their order. */
    public List<String> layers() {
        return settings.layers().stream().map(EncoderSettings.Layer::name).toList();
    }

    /** Widths of the selected layers. */
    List<Integer> widths() {
        return model.widths().subList(0, settings.layers().size());
    }

    /** Number of logits, if the model has a head of its own. */
    Optional<Integer> logits() {
        return settings.logits()
                .map(name -> model.widths().get(settings.layers().size()));
    }

    EncoderSettings settings() {
        return settings;
    }

    LoadedModel model() {
        return model;
    }

    /** Number of texts that the model has run so far. */
    long runs() {
        return model.runs();
    }

    /**
     * The vectors of inputs at the last selected layer, which a head reads.
     *
     * @param inputs words of each, as a tokenizer gives them
     * @return {@code [inputs x width]}
     * @throws IllegalStateException if the encoder is closed
     */
    public FloatMatrix vectors(List<List<String>> inputs) {
        int last = settings.layers().size() - 1;
        return matrix(last, rows(inputs, done -> {}));
    }

    /**
     * The vectors of inputs at all selected layers.
     *
     * @param inputs words of each, as a tokenizer gives them
     * @return per layer, {@code [inputs x width]}
     * @throws IllegalStateException if the encoder is closed
     */
    public List<FloatMatrix> vectorsPerLayer(List<List<String>> inputs) {
        List<List<float[]>> rows = rows(inputs, done -> {});
        return IntStream.range(0, settings.layers().size())
                .mapToObj(layer -> matrix(layer, rows))
                .toList();
    }

    /**
     * The vectors of pairs at the last selected layer, which a head of pairs reads: {@link OnnxPairExtractor#joined}. Each
     * different text runs once.
     *
     * @param pairs words of both texts, as a tokenizer gives them
     * @return {@code [pairs x 4 width]}
     * @throws IllegalStateException if the encoder is closed
     */
    public FloatMatrix pairVectors(List<SentencePair> pairs) {
        int last = settings.layers().size() - 1;
        return new PairRows(this, pairs, done -> {})
                .matrix(last)
                .requireFinite("activations of layer " + layers().get(last));
    }

    private FloatMatrix matrix(int layer, List<List<float[]>> rows) {
        return FloatMatrix.copyOf(
                        widths().get(layer),
                        rows.stream().map(row -> row.get(layer)).toList())
                .requireFinite("activations of layer " + layers().get(layer));
    }

    /** An extractor by a trained head over this encoder, which stays open when the extractor is closed. */
    public OnnxExtractor withHead(SoftmaxHead head) {
        return new OnnxExtractor(this, Optional.of(head), false);
    }

    /**
     * An extractor of pairs by a head that was trained on {@link #pairVectors}, over this encoder, which stays open when the
     * extractor is closed.
     *
     * @throws IllegalArgumentException if the head reads vectors of another width
     */
    public OnnxPairExtractor withPairHead(SoftmaxHead head) {
        return new OnnxPairExtractor(this, head, layers(), false);
    }

    /** Words that hold an unknown piece, or are cut. */
    BitSet unseen(List<String> words) {
        return model.pieces().read(words).unseen();
    }

    /** Per input, one vector per layer, then the logits if there are any. */
    List<List<float[]>> rows(List<List<String>> inputs, IntConsumer progress) {
        List<Optional<List<float[]>>> known =
                new ArrayList<>(inputs.stream().map(memory::get).toList());
        int[] missing = IntStream.range(0, inputs.size())
                .filter(i -> known.get(i).isEmpty())
                .toArray();
        progress.accept(inputs.size() - missing.length);
        List<Pieces> pieces = Arrays.stream(missing)
                .mapToObj(i -> model.pieces().read(inputs.get(i)))
                .toList();
        List<Optional<List<float[]>>> found = Collections.synchronizedList(known);
        Batches.forEachNear(pieces, Pieces::size, model.batchSize(settings), (positions, batch) -> {
            List<List<float[]>> vectors = model.run(batch);
            for (int i = 0; i < positions.length; i++) {
                int input = missing[positions[i]];
                found.set(input, Optional.of(vectors.get(i)));
                memory.put(inputs.get(input), vectors.get(i));
            }
            progress.accept(positions.length);
        });
        return found.stream().map(Optional::orElseThrow).toList();
    }

    /** Closes the model, after the runs that have begun. No effect the second time. */
    @Override
    public void close() {
        model.close();
    }
}
