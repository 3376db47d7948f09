package org.dknn.nlp.gate;

import java.util.List;
import org.dknn.activation.InputCodec;

/**
 * Words in a line, as the library writes them. It does not tell that they are words, so that the classifiers of the gate have no
 * out-of-distribution scores by words, as those of earlier releases, with whose answers they are compared.
 */
final class TextLines implements InputCodec<List<String>> {

    private final InputCodec<List<String>> words = InputCodec.words();

    @Override
    public String write(List<String> input) {
        return words.write(input);
    }

    @Override
    public List<String> read(String text) {
        return words.read(text);
    }
}
