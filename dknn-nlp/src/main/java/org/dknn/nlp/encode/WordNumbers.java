package org.dknn.nlp.encode;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.dknn.dl4j.InputEncoder.LargestId;
import org.dknn.nlp.text.Vocabulary;

/**
 * Numbering of words: a vocabulary, a table or a function.
 *
 * @param lookup of a word's number
 * @param largest number
 * @param vocabulary where the numbers come from one
 * @param table where they come from one; empty for a function
 */
record WordNumbers(
        Function<String, OptionalInt> lookup,
        LargestId largest,
        Optional<Vocabulary> vocabulary,
        Map<String, Integer> table) {

    static WordNumbers of(Vocabulary vocabulary) {
        Objects.requireNonNull(vocabulary, "vocabulary");
        int last = vocabulary.size() - 1;
        String word = vocabulary.words().isEmpty()
                ? "the unknown word"
                : quoted(vocabulary.words().get(vocabulary.words().size() - 1));
        return new WordNumbers(
                text -> {
                    int id = vocabulary.id(text);
                    return id == Vocabulary.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(id);
                },
                new LargestId(last, word),
                Optional.of(vocabulary),
                Map.of());
    }

    static WordNumbers of(Map<String, Integer> numbers) {
        Map<String, Integer> table = TokenIds.checked(numbers);
        Map.Entry<String, Integer> largest = table.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow(() -> new IllegalArgumentException("needs the number of at least one word, got none"));
        return new WordNumbers(
                word -> {
                    Integer id = table.get(word);
                    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
                },
                new LargestId(largest.getValue(), quoted(largest.getKey())),
                Optional.empty(),
                table);
    }

    static WordNumbers of(int size, Function<String, OptionalInt> numbers) {
        Objects.requireNonNull(numbers, "numbers");
        if (size < 1) {
            throw new IllegalArgumentException("the size must be at least 1, got " + size);
        }
        return new WordNumbers(
                word -> checked(word, numbers.apply(word), size),
                new LargestId(size - 1, "the last of its words"),
                Optional.empty(),
                Map.of());
    }

    private static OptionalInt checked(String word, OptionalInt id, int size) {
        if (id.orElse(0) < 0 || id.orElse(0) >= size) {
            throw new IllegalArgumentException(
                    "the number of \"" + word + "\" must be in 0.." + (size - 1) + ", got " + id.getAsInt());
        }
        return id;
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }

    OptionalInt of(String word) {
        return lookup.apply(word);
    }

    /** Whether the numbers are a function's, of which nothing can be saved. */
    boolean isFunction() {
        return vocabulary.isEmpty() && table.isEmpty();
    }

    @Override
    public String toString() {
        return vocabulary.map(Vocabulary::toString).orElse(isFunction() ? "a function" : table.size() + " words");
    }
}
