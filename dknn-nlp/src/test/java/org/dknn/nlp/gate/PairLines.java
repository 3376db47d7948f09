package org.dknn.nlp.gate;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.text.SentencePair;

/** Pairs as lines: two spaces between the sides. The gate's own, so that no encoder and no ND4J is needed to replay. */
final class PairLines implements InputCodec<SentencePair> {

    private static final String BETWEEN = "  ";

    private final InputCodec<List<String>> words = InputCodec.words();

    @Override
    public String write(SentencePair pair) {
        return words.write(pair.premise()) + BETWEEN + words.write(pair.hypothesis());
    }

    @Override
    public SentencePair read(String text) {
        int between = text.indexOf(BETWEEN);
        return new SentencePair(
                words.read(text.substring(0, between)), words.read(text.substring(between + BETWEEN.length())));
    }
}
