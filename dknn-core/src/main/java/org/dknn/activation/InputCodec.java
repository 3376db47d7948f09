package org.dknn.activation;

import java.util.List;

/**
 * Codec of inputs as text, by which reference examples are saved and read back.
 *
 * <p>{@code read(write(input))} equals {@code input}. Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface InputCodec<I> {

    /** The input as text. */
    String write(I input);

    /** The input that {@link #write} wrote. */
    I read(String text);

    /** The words of each text of an input. Default: none are known, an empty list. */
    default List<List<String>> texts(I input) {
        return List.of();
    }

    /** Codec of strings, unchanged. */
    static InputCodec<String> strings() {
        return new InputCodec<>() {
            @Override
            public String write(String input) {
                return input;
            }

            @Override
            public String read(String text) {
                return text;
            }
        };
    }

    /** Codec of lists of words, separated by single spaces; spaces and backslashes within a word are escaped. */
    static InputCodec<List<String>> words() {
        return new WordsCodec();
    }
}
