package org.dknn.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsCodecTest {

    private final InputCodec<List<String>> codec = InputCodec.words();

    static List<List<String>> texts() {
        return List.of(
                List.of(),
                List.of(""),
                List.of("a"),
                List.of("a", "gripping", ",", "film"),
                List.of("new york", "", "\\", "\\s", " "),
                List.of("tab\there", "line\nbreak", "\uD83D\uDE00", "$1"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void reading_gives_back_what_was_written(List<String> words) {
        assertEquals(words, codec.read(codec.write(words)));
    }

    @Test
    void plain_words_stay_readable() {
        assertEquals("a gripping film", codec.write(List.of("a", "gripping", "film")));
    }

    @Test
    void unknown_escapes_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> codec.read("a\\x"));
    }
}
