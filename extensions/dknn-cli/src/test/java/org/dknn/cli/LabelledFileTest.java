package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledFileTest {

    @TempDir
    private Path directory;

    private LabelledFile read(String text) throws IOException {
        return LabelledFile.read(Files.writeString(directory.resolve("file"), text));
    }

    private String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
    }

    @Test
    void a_label_ends_at_the_tab_or_else_at_the_first_space() throws IOException {
        LabelledFile file = read("very good\ta b\tc\ngood d e\r\n");

        assertEquals(List.of("very good", "good"), file.labels());
        assertEquals(List.of("a b\tc", "d e"), file.texts());
    }

    @Test
    void numbers_come_in_their_order_and_then_words_in_theirs() throws IOException {
        assertEquals(
                LabelSet.of("-1", "2", "10", "a", "b"),
                read("b x\n10 x\na x\n2 x\n-1 x\na y\n").labelSet());
    }

    @Test
    void labels_get_the_numbers_of_their_classes() throws IOException {
        LabelledFile file = read("b fine\na poor\n");

        Dataset<String> texts = file.dataset(LabelSet.of("a", "b", "c"));

        assertEquals(List.of("fine", "poor"), texts.inputs());
        assertEquals(1, texts.label(0));
        assertEquals(0, texts.label(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a x\n\nb y\n", "a x\nb\n", "a x\nb \n", "a x\n\ty\n", "a x\n y\n"})
    void lines_without_label_or_text_are_refused_by_number(String text) {
        String line = text.lines().toList().get(1);

        assertEquals(
                directory.resolve("file") + ", line 2: needs a label, a tab or a space, and a text, got \"" + line
                        + "\"",
                refusal(text));
    }

    @Test
    void an_empty_file_and_a_single_class_are_refused() throws IOException {
        assertEquals(directory.resolve("file") + " has no lines", refusal(""));
        LabelledFile one = read("a x\na y\n");

        assertEquals(
                directory.resolve("file") + " needs lines of at least two classes, got only a",
                assertThrows(IllegalArgumentException.class, one::labelSet).getMessage());
    }

    @Test
    void texts_without_words_are_refused_by_number() throws IOException {
        LabelledFile file = read("a x\nb \u200B\n");

        assertEquals(
                directory.resolve("file") + ", line 2: the text has no words: \"\u200B\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> file.words(LabelSet.of("a", "b"), WordReader.ENGLISH))
                        .getMessage());
    }

    @Test
    void other_bytes_than_utf_8_are_refused() throws IOException {
        Path file = Files.write(directory.resolve("latin"), "a \u00E9t\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                file + " is not UTF-8",
                assertThrows(IllegalArgumentException.class, () -> LabelledFile.read(file))
                        .getMessage());
    }

    @Test
    void a_missing_file_is_named() {
        assertThrows(NoSuchFileException.class, () -> LabelledFile.read(directory.resolve("none")));
    }
}
