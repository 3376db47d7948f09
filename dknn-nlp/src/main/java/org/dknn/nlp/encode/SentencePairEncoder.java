package org.dknn.nlp.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.nlp.text.SentencePair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pairs of texts for networks with two inputs, the premise first; each side is encoded by an encoder of its own, so the sides
 * may have different vocabularies, lengths and length policies.
 *
 * <p>Pairs share a batch if both their premises and their hypotheses are of equal length. An empty side is what its encoder
 * makes of an empty text. Immutable, safe for use by many threads.
 */
public final class SentencePairEncoder implements InputEncoder<SentencePair> {

    private final InputEncoder<List<String>> premises;
    private final InputEncoder<List<String>> hypotheses;

    /** Encodes both sides alike. */
    public SentencePairEncoder(InputEncoder<List<String>> sides) {
        this(sides, sides);
    }

    /** Encodes each side by an encoder. */
    public SentencePairEncoder(InputEncoder<List<String>> premises, InputEncoder<List<String>> hypotheses) {
        this.premises = Objects.requireNonNull(premises, "premises");
        this.hypotheses = Objects.requireNonNull(hypotheses, "hypotheses");
    }

    InputEncoder<List<String>> premises() {
        return premises;
    }

    InputEncoder<List<String>> hypotheses() {
        return hypotheses;
    }

    @Override
    public List<Integer> lengths(SentencePair pair) {
        return joined(premises.lengths(pair.premise()), hypotheses.lengths(pair.hypothesis()));
    }

    /**
     * Encodes a batch of pairs of equal lengths.
     *
     * @return the arrays of the premises, then those of the hypotheses; two {@code [pairs x length]} arrays for {@link
     *     TokenIds}s
     */
    @Override
    public List<INDArray> encode(List<SentencePair> pairs) {
        return joined(
                premises.encode(sides(pairs, SentencePair::premise)),
                hypotheses.encode(sides(pairs, SentencePair::hypothesis)));
    }

    private static List<List<String>> sides(List<SentencePair> pairs, Function<SentencePair, List<String>> side) {
        return pairs.stream().map(side).toList();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    @Override
    public List<Optional<LargestId>> largestIds() {
        return joined(filled(premises), filled(hypotheses));
    }

    /** One entry per array of a side. */
    private static List<Optional<LargestId>> filled(InputEncoder<List<String>> side) {
        List<Optional<LargestId>> ids = new ArrayList<>(side.largestIds());
        while (ids.size() < side.lengths(side.blank()).size()) {
            ids.add(Optional.empty());
        }
        return ids;
    }

    /** Positions in the premise, then in the hypothesis; none are known unless both encoders know them. */
    @Override
    public List<BitSet> unseen(SentencePair pair) {
        List<BitSet> both = joined(premises.unseen(pair.premise()), hypotheses.unseen(pair.hypothesis()));
        return both.size() == 2 ? both : List.of();
    }

    @Override
    public SentencePair blank() {
        return new SentencePair(premises.blank(), hypotheses.blank());
    }

    /** The example of each side. */
    @Override
    public SentencePair example() {
        return new SentencePair(premises.example(), hypotheses.example());
    }

    @Override
    public InputCodec<SentencePair> codec() {
        return pairs();
    }

    /** Codec of pairs, for extractors that read them without an encoder of sides. */
    public static InputCodec<SentencePair> pairs() {
        return new SentencePairCodec();
    }

    @Override
    public String toString() {
        return "SentencePairEncoder[" + premises + ", " + hypotheses + "]";
    }
}
