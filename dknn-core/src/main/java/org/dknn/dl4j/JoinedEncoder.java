package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One input read in several ways, one per network input. */
record JoinedEncoder<I>(List<InputEncoder<I>> encoders) implements InputEncoder<I> {

    JoinedEncoder {
        encoders = List.copyOf(encoders);
        if (encoders.isEmpty()) {
            throw new IllegalArgumentException("needs at least one encoder, got none");
        }
    }

    private <T> List<T> all(Function<InputEncoder<I>, List<T>> part) {
        return encoders.stream()
                .flatMap(encoder -> part.apply(encoder).stream())
                .toList();
    }

    @Override
    public List<Integer> lengths(I input) {
        return all(encoder -> encoder.lengths(input));
    }

    @Override
    public List<INDArray> encode(List<I> inputs) {
        return all(encoder -> encoder.encode(inputs));
    }

    @Override
    public List<Optional<LargestId>> largestIds() {
        return all(encoder -> {
            List<Optional<LargestId>> ids = new ArrayList<>(encoder.largestIds());
            while (ids.size() < encoder.lengths(encoder.blank()).size()) {
                ids.add(Optional.empty());
            }
            return ids;
        });
    }

    /** What no encoder sees; none are known unless all encoders know them. */
    @Override
    public List<BitSet> unseen(I input) {
        List<BitSet> unseen = encoders.get(0).unseen(input).stream()
                .map(positions -> (BitSet) positions.clone()) // those of the encoder stay as they are
                .toList();
        for (InputEncoder<I> encoder : encoders.subList(1, encoders.size())) {
            List<BitSet> others = encoder.unseen(input);
            if (others.size() != unseen.size()) {
                return List.of();
            }
            for (int segment = 0; segment < unseen.size(); segment++) {
                unseen.get(segment).and(others.get(segment));
            }
        }
        return unseen;
    }

    @Override
    public I blank() {
        return encoders.get(0).blank();
    }

    /** The first that is not blank. */
    @Override
    public I example() {
        return encoders.stream()
                .map(InputEncoder::example)
                .filter(example -> !example.equals(blank()))
                .findFirst()
                .orElse(blank());
    }

    @Override
    public InputCodec<I> codec() {
        return encoders.get(0).codec();
    }
}
