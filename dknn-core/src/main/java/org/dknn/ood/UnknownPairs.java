package org.dknn.ood;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.ood.KnownWords.Count;

/** Share of pairs of words, one behind the other, that no reference input has. */
record UnknownPairs<I>(InputCodec<I> codec, KnownWords known) implements OodScore<I> {

    @Override
    public String name() {
        return "unknown word pairs";
    }

    @Override
    public double[] scores(List<I> inputs, List<NeighborStatistics> statistics) {
        return inputs.stream().mapToDouble(input -> share(codec.texts(input))).toArray();
    }

    private double share(List<List<String>> texts) {
        Count pairs = known.pairs(texts);
        return pairs.all() == 0 ? known.words(texts).share() : pairs.share();
    }

    @Override
    public String reason(I input) {
        Count pairs = known.pairs(codec.texts(input));
        return pairs.unknown() + " of " + pairs.all() + " word pairs unknown";
    }
}
