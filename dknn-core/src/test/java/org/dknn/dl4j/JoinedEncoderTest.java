package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.dknn.activation.InputCodec;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class JoinedEncoderTest {

    /** Gives the same set each time, as an encoder that remembers it does. */
    private record Remembering(BitSet unseen) implements InputEncoder<String> {

        @Override
        public List<Integer> lengths(String input) {
            return List.of(1);
        }

        @Override
        public List<INDArray> encode(List<String> inputs) {
            return List.of();
        }

        @Override
        public String blank() {
            return "";
        }

        @Override
        public InputCodec<String> codec() {
            return InputCodec.strings();
        }

        @Override
        public List<BitSet> unseen(String input) {
            return List.of(unseen);
        }
    }

    @Test
    void what_no_encoder_sees_is_unseen_and_their_own_sets_stay() {
        Remembering first = new Remembering(BitSet.valueOf(new long[] {0b0110}));
        Remembering second = new Remembering(BitSet.valueOf(new long[] {0b1100}));

        assertEquals(
                List.of(BitSet.valueOf(new long[] {0b0100})),
                InputEncoder.joined(List.<InputEncoder<String>>of(first, second))
                        .unseen("any"));
        assertEquals(BitSet.valueOf(new long[] {0b0110}), first.unseen());
    }
}
