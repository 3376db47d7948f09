package org.dknn.cli.data;

import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Texts with labels of known classes.
 *
 * @param texts in the order of the file
 * @param labelSet the classes
 */
public record LabelledTexts(List<Labelled> texts, LabelSet labelSet) {

    /**
     * A text with its label.
     *
     * @param line its first in the file, from 1 on
     * @param label as it is written
     * @param text as it is written
     * @param words at least one
     */
    public record Labelled(int line, String label, String text, List<String> words) {

        /** Copies the words. */
        public Labelled {
            words = List.copyOf(words);
        }
    }

    /** Copies the list. */
    public LabelledTexts {
        texts = List.copyOf(texts);
    }

    /** The texts as they are written. */
    public Dataset<String> dataset() {
        return Dataset.of(texts.stream().map(Labelled::text).toList(), labels(), labelSet);
    }

    /** The words of the texts. */
    public Dataset<List<String>> words() {
        return Dataset.of(texts.stream().map(Labelled::words).toList(), labels(), labelSet);
    }

    private int[] labels() {
        Map<String, Integer> numbers = Labels.numbers(labelSet);
        return texts.stream()
                .mapToInt(text -> numbers.getOrDefault(Labels.key(text.label()), -1))
                .toArray();
    }
}
