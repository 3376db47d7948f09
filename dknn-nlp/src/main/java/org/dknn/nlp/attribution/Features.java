package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The words that are explained: those of one segment of an input, whose other segments stay as they are.
 *
 * @param input the whole input
 * @param segment number of the explained segment, from 0
 */
public record Features(Variant input, int segment) {

    /** Checks that the input has the segment. */
    public Features {
        Objects.checkIndex(segment, input.segments().size());
    }

    /** The words of a text. */
    public static Features of(List<String> words) {
        return new Features(Variant.of(words), 0);
    }

    /** The explained words, in their order; may be empty. */
    public List<String> words() {
        return input.words(segment);
    }

    /** The input with other words in the place of the explained ones. */
    public Variant with(List<String> words) {
        List<List<String>> changed = new ArrayList<>(input.segments());
        changed.set(segment, words);
        return new Variant(changed);
    }
}
