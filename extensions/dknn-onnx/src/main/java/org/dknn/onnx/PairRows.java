package org.dknn.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.vector.FloatMatrix;

/** The rows of both texts of pairs; each different text has run once. */
final class PairRows {

    private final OnnxEncoder encoder;
    private final int[] premises;
    private final int[] hypotheses;
    private final List<List<float[]>> rows;

    PairRows(OnnxEncoder encoder, List<SentencePair> pairs, IntConsumer progress) {
        this.encoder = encoder;
        this.premises = new int[pairs.size()];
        this.hypotheses = new int[pairs.size()];
        Map<List<String>, Integer> ordinals = new LinkedHashMap<>();
        for (int i = 0; i < premises.length; i++) {
            premises[i] = ordinal(ordinals, pairs.get(i).premise());
            hypotheses[i] = ordinal(ordinals, pairs.get(i).hypothesis());
        }
        this.rows = encoder.rows(
                List.copyOf(ordinals.keySet()), new Share(progress, premises.length, Math.max(1, ordinals.size())));
    }

    private static int ordinal(Map<List<String>, Integer> ordinals, List<String> text) {
        Integer next = ordinals.size();
        Integer known = ordinals.putIfAbsent(text, next);
        return known == null ? next : known;
    }

    /** Tells of pairs what is told of their texts. */
    private static final class Share implements IntConsumer {

        private final IntConsumer pairs;
        private final long count;
        private final long texts;
        private long done;
        private long told;

        Share(IntConsumer pairs, long count, long texts) {
            this.pairs = pairs;
            this.count = count;
            this.texts = texts;
        }

        @Override
        public synchronized void accept(int more) {
            done += more;
            long now = count * done / texts;
            pairs.accept((int) (now - told));
            told = now;
        }
    }

    /** Joined vectors of a layer, {@code [pairs x 4 width]}. */
    FloatMatrix matrix(int layer) {
        return OnnxPairExtractor.joined(side(layer, premises), side(layer, hypotheses));
    }

    private FloatMatrix side(int layer, int[] texts) {
        List<float[]> side = new ArrayList<>();
        for (int text : texts) {
            side.add(rows.get(text).get(layer));
        }
        return FloatMatrix.copyOf(encoder.widths().get(layer), side);
    }
}
