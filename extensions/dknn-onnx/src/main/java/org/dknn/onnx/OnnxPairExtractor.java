package org.dknn.onnx;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Fingerprint;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.text.SentencePair;
import org.dknn.vector.FloatMatrix;

/**
 * Activations of pairs of texts by a transformer that reads one text: both texts run by themselves, each different one
 * once, and their vectors u and v become {@code [u, v, |u - v|, u * v]}, which a head reads that was trained on such
 * vectors. So a word that is taken from one side costs one text, and the other side's vector is remembered.
 *
 * <p>Made by {@link OnnxEncoder#withPairHead}. Safe for use by many threads.
 *
 * @see <a href="https://arxiv.org/abs/1705.02364">Conneau et al. (2017), the joined vectors</a>
 */
public final class OnnxPairExtractor implements ActivationExtractor<SentencePair>, AutoCloseable {

    /** How many times as wide as the vector of a text the joined vector of a pair is. */
    private static final int PARTS = 4;

    private final OnnxEncoder encoder;
    private final SoftmaxHead head;
    private final ReadLayers layers;
    private final boolean isOwner;
    private final String fingerprint;

    OnnxPairExtractor(OnnxEncoder encoder, SoftmaxHead head, List<String> layers, boolean isOwner) {
        int width = PARTS * encoder.widths().get(encoder.widths().size() - 1);
        if (head.width() != width) {
            throw new IllegalArgumentException("the head of pairs must read joined vectors of the last layer, of width "
                    + width + ", got one of width " + head.width() + "; train it on encoder.pairVectors(pairs)");
        }
        this.encoder = encoder;
        this.head = head;
        this.layers = new ReadLayers(layers, encoder.layers(), Optional.of(head));
        this.isOwner = isOwner;
        this.fingerprint = new Fingerprint()
                .add("pairs")
                .add(OnnxExtractor.fingerprint(encoder, Optional.of(head), this.layers))
                .value();
    }

    /**
     * What a head of pairs reads.
     *
     * @param premises u of each pair, {@code [pairs x width]}
     * @param hypotheses v of each pair, {@code [pairs x width]}
     * @return {@code [u, v, |u - v|, u * v]}, {@code [pairs x 4 width]}
     */
    public static FloatMatrix joined(FloatMatrix premises, FloatMatrix hypotheses) {
        int width = premises.columns();
        if (hypotheses.rows() != premises.rows() || hypotheses.columns() != width) {
            throw new IllegalArgumentException("needs two matrices of one shape, got " + premises.rows() + " x " + width
                    + " and " + hypotheses.rows() + " x " + hypotheses.columns());
        }
        float[] all = FloatMatrix.allocate(premises.rows(), PARTS * width);
        for (int row = 0; row < premises.rows(); row++) {
            int start = row * PARTS * width;
            for (int i = 0; i < width; i++) {
                float u = premises.get(row, i);
                float v = hypotheses.get(row, i);
                all[start + i] = u;
                all[start + width + i] = v;
                all[start + 2 * width + i] = Math.abs(u - v);
                all[start + 3 * width + i] = u * v;
            }
        }
        return FloatMatrix.wrap(premises.rows(), PARTS * width, all);
    }

    /** The encoder, for other heads. Closed with this extractor if that was loaded. */
    public OnnxEncoder encoder() {
        return encoder;
    }

    SoftmaxHead head() {
        return head;
    }

    /**
     * The same model with other layers: joined vectors of some of the encoder's, and {@link OnnxExtractor#HEAD}, those of its last
     * layer stretched as the head weighs them. Closing one of the two extractors closes what both use.
     *
     * @throws IllegalArgumentException if there is no layer of a name, or a name occurs twice
     */
    public OnnxPairExtractor withLayers(List<String> names) {
        return new OnnxPairExtractor(encoder, head, names, isOwner);
    }

    @Override
    public List<String> layers() {
        return layers.names();
    }

    @Override
    public InputCodec<SentencePair> codec() {
        return SentencePairEncoder.pairs();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean isContextual() {
        return true;
    }

    /** Words of which the vocabulary lacks a piece, and words that are cut, in the premise, then in the hypothesis. */
    @Override
    public List<BitSet> unseen(SentencePair pair) {
        return List.of(encoder.unseen(pair.premise()), encoder.unseen(pair.hypothesis()));
    }

    @Override
    public Activations extract(List<SentencePair> pairs, IntConsumer progress) {
        PairRows rows = new PairRows(encoder, pairs, progress);
        List<FloatMatrix> matrices = IntStream.range(0, encoder.widths().size())
                .mapToObj(rows::matrix)
                .toList();
        return new Activations(layers(), layers.of(matrices), head.probabilities(matrices.get(matrices.size() - 1)));
    }

    /** Closes the model, after the runs that have begun, if this was loaded. No effect the second time. */
    @Override
    public void close() {
        if (isOwner) {
            encoder.close();
        }
    }
}
