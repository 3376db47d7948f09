package org.dknn.nlp.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GloveFileTest {

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.write(directory.resolve("vectors.txt"), text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertDamaged(String message, String text) throws IOException {
        Path file = file(text);

        String said = assertThrows(DknnFormatException.class, () -> GloveFile.load(file))
                .getMessage();

        assertTrue(said.contains(message), said);
    }

    @Test
    void a_line_is_a_word_and_its_vector() throws IOException {
        GloveFile vectors = GloveFile.load(file("the 0.5 -1\n\u00E9t\u00E9 1e-2 3\n"));

        assertEquals(2, vectors.size());
        assertEquals(2, vectors.width());
        assertArrayEquals(new float[] {0.5f, -1}, vectors.vector("the").orElseThrow());
        assertArrayEquals(
                new float[] {0.01f, 3}, vectors.vector("\u00E9t\u00E9").orElseThrow());
        assertEquals(Optional.empty(), vectors.vector("The"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_word_or_of_the_head_line() throws IOException {
        GloveFile bare = GloveFile.load(file("\uFEFFthe 0.5 -1\r\na 1 2\r\n"));
        GloveFile headed = GloveFile.load(file("\uFEFF2 2\nthe 0.5 -1\na 1 2\n"));

        assertArrayEquals(new float[] {0.5f, -1}, bare.vector("the").orElseThrow());
        assertArrayEquals(new float[] {0.5f, -1}, headed.vector("the").orElseThrow());
        assertEquals(2, headed.size());
    }

    @Test
    void a_vector_is_nobody_elses() throws IOException {
        GloveFile vectors = GloveFile.load(file("the 0.5 -1"));
        vectors.vector("the").orElseThrow()[0] = 9;

        assertArrayEquals(new float[] {0.5f, -1}, vectors.vector("the").orElseThrow());
    }

    @Test
    void words_may_hold_spaces() throws IOException {
        GloveFile vectors = GloveFile.load(file("the 1 2\n. . . 3 4\nat name@domain.com 5 6\n"));

        assertArrayEquals(new float[] {3, 4}, vectors.vector(". . .").orElseThrow());
        assertArrayEquals(
                new float[] {5, 6}, vectors.vector("at name@domain.com").orElseThrow());
    }

    @Test
    void a_head_line_and_spaces_at_the_ends_are_those_of_word2vec() throws IOException {
        GloveFile vectors = GloveFile.load(file("2 3\nthe 1 2 3 \na 4 5 6 \n"));

        assertEquals(3, vectors.width());
        assertEquals(2, vectors.size());
        assertArrayEquals(new float[] {4, 5, 6}, vectors.vector("a").orElseThrow());
        assertEquals(3, GloveFile.load(file("the 1 2 3 \n")).width());
    }

    @Test
    void the_first_of_two_vectors_counts() throws IOException {
        assertArrayEquals(
                new float[] {1}, GloveFile.load(file("a 1\na 2\n")).vector("a").orElseThrow());
    }

    @Test
    void only_wanted_words_are_kept() throws IOException {
        GloveFile vectors = GloveFile.load(file("a 1\nb 2\nc 3\n"), Set.of("b", "x")::contains);

        assertEquals(1, vectors.size());
        assertEquals(Optional.empty(), vectors.vector("a"));
        assertArrayEquals(new float[] {2}, vectors.vector("b").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "'a 1 2;b 3', 'line 2: needs a word and 2 values, got 1 values in \"b 3\"'",
        "'a 1 2;;b 3 4', 'line 2: needs a word and 2 values, got 0 values'",
        "'a 1 2;b 3 x', 'line 2: value 2 of 2 must be a finite number, got \"x\"'",
        "'a 1 2;b NaN 4', 'line 2: value 1 of 2 must be a finite number, got \"NaN\"'",
        "'a 1 1e39', 'line 1: value 2 of 2 must be a finite number, got \"1e39\"'",
        "'2 2;a 1 2;b 3', 'line 3: needs a word and 2 values'",
        "'word', 'line 1: needs a word, a space and its vector, got \"word\"'",
        "'', 'got an empty file'"
    })
    void a_damaged_line_is_named(String lines, String message) throws IOException {
        assertDamaged(message, lines.replace(';', '\n'));
    }

    @Test
    void a_long_line_is_shown_in_part() throws IOException {
        assertDamaged("\"" + "x".repeat(57) + "...\"", "x".repeat(100_000));
    }

    @Test
    void a_file_that_is_no_utf_8_is_refused() throws IOException {
        Path file =
                Files.write(directory.resolve("latin.txt"), "caf\u00E9 1 2\n".getBytes(StandardCharsets.ISO_8859_1));

        String said = assertThrows(DknnFormatException.class, () -> GloveFile.load(file))
                .getMessage();

        assertTrue(said.contains("must be text in UTF-8"), said);
    }
}
