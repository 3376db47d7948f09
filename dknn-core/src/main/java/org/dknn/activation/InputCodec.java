package org.dknn.activation;

import java.util.List;

/**
 * Writes inputs as text and reads them back, so that saved reference examples can be shown again.
 *
 * <p>{@code read(write(input))} equals {@code input}. Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface InputCodec<I> {

    /** The input as text. */
    String write(I input);

    /** The input of a text that {@link #write} made. */
    I read(String text);

    /** Strings as they are. */
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

    /** Words with single spaces between them; spaces and backslashes within a word are escaped. */
    static InputCodec<List<String>> words() {
        return new WordsCodec();
    }
}
