package org.dknn.ood;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.ood.KnownWords.Count;

/** Share of words that no reference input has. */
record UnknownWords<I>(InputCodec<I> codec, KnownWords known) implements OodScore<I> {

    @Override
    public String name() {
        return "unknown words";
    }

    @Override
    public double[] scores(List<I> inputs, List<NeighborStatistics> statistics) {
        return inputs.stream()
                .mapToDouble(input -> known.words(codec.texts(input)).share())
                .toArray();
    }

    @Override
    public String reason(I input) {
        Count words = known.words(codec.texts(input));
        return words.unknown() + " of " + words.all() + " words unknown";
    }
}
