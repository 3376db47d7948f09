package org.dknn.bench.study;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.text.SentencePair;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.OnnxPairExtractor;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * A head of pairs over vectors that were computed before. Immutable, thread-safe.
 *
 * @param texts with their vectors
 * @param head over the joined vectors of the last layer
 * @param layers with neighbors: of the transformer, or {@link OnnxExtractor#HEAD}
 */
record EncodedPairs(EncodedTexts texts, SoftmaxHead head, List<String> layers)
        implements ActivationExtractor<SentencePair> {

    @Override
    public InputCodec<SentencePair> codec() {
        return SentencePairEncoder.pairs();
    }

    @Override
    public String fingerprint() {
        return "never saved";
    }

    @Override
    public boolean isContextual() {
        return true;
    }

    @Override
    public Activations extract(List<SentencePair> pairs, IntConsumer progress) {
        FloatMatrix read = joined(texts, last(texts), pairs);
        List<FloatMatrix> matrices = layers.stream()
                .map(layer -> layer.equals(OnnxExtractor.HEAD) ? head.stretched(read) : joined(texts, layer, pairs))
                .toList();
        progress.accept(pairs.size());
        return new Activations(layers, matrices, head.probabilities(read));
    }

    /** Whether the vectors of both texts are there. */
    boolean knows(SentencePair pair) {
        return texts.ordinals().containsKey(pair.premise()) && texts.ordinals().containsKey(pair.hypothesis());
    }

    /** The layer that heads read. */
    static String last(EncodedTexts texts) {
        return texts.layers().get(texts.layers().size() - 1);
    }

    /** Joined vectors of pairs at a layer. */
    static FloatMatrix joined(EncodedTexts texts, String layer, List<SentencePair> pairs) {
        return OnnxPairExtractor.joined(
                texts.vectors(layer, pairs.stream().map(SentencePair::premise).toList()),
                texts.vectors(
                        layer, pairs.stream().map(SentencePair::hypothesis).toList()));
    }
}
