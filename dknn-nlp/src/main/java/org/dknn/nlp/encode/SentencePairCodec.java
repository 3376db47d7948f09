package org.dknn.nlp.encode;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.text.SentencePair;

/**
 * A pair in one line: the words of both sides, as {@link InputCodec#words} writes them, with two spaces between the sides.
 * Words hold no space once they are written and none is empty, so two spaces stand nowhere else.
 */
final class SentencePairCodec implements InputCodec<SentencePair> {

    private static final String BETWEEN = "  ";

    private final InputCodec<List<String>> words = InputCodec.words();

    @Override
    public String write(SentencePair pair) {
        return words.write(pair.premise()) + BETWEEN + words.write(pair.hypothesis());
    }

    @Override
    public SentencePair read(String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0 || text.indexOf(BETWEEN, between + BETWEEN.length()) >= 0) {
            throw new IllegalArgumentException(
                    "a pair is two texts with two spaces between them, once, got \"" + text + "\"");
        }
        return new SentencePair(
                words.read(text.substring(0, between)), words.read(text.substring(between + BETWEEN.length())));
    }

    @Override
    public List<List<String>> texts(SentencePair pair) {
        return List.of(pair.premise(), pair.hypothesis());
    }
}
