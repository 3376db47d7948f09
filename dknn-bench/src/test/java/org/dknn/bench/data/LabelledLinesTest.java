package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledLinesTest {

    private static final LabelledLines SIX = LabelledLines.of(LabelSet.numbered(6));

    @TempDir
    private Path directory;

    private Path file(byte... bytes) throws IOException {
        return Files.write(directory.resolve("lines"), bytes);
    }

    private static String refusal(LabelledLines form, String... lines) {
        return assertThrows(IllegalArgumentException.class, () -> form.parse(List.of(lines), "a file"))
                .getMessage();
    }

    @Test
    void labels_of_all_classes_are_read() {
        Dataset<List<String>> read = SIX.parse(List.of("5 how  far ?", "0 why ? "), "a file");

        assertEquals(List.of(List.of("how", "far", "?"), List.of("why", "?")), read.inputs());
        assertArrayEquals(new int[] {5, 0}, read.labels());
    }

    @Test
    void a_label_beyond_the_classes_is_refused_by_line() {
        assertEquals(
                "a file, line 2: needs a label in 0..5, a space and a sentence, got \"6 why ?\"",
                refusal(SIX, "5 why ?", "6 why ?"));
    }

    @Test
    void an_empty_line_is_refused_by_line() {
        assertEquals(
                "a file, line 2: needs a label in 0..5, a space and a sentence, got \"\"", refusal(SIX, "5 why ?", ""));
    }

    @Test
    void a_label_without_a_sentence_is_refused_by_line() {
        assertEquals(
                "a file: needs a sentence after the label in all lines but 0, got none in the lines [2, 3]",
                refusal(SIX, "5 why ?", "4 ", "3  "));
    }

    @Test
    void as_many_lines_as_are_known_to_have_no_sentence_are_left_out() {
        Dataset<List<String>> read = SIX.without(1).parse(List.of("4 ", "5 why ?"), "a file");

        assertArrayEquals(new int[] {5}, read.labels());
        assertEquals(
                "a file: needs a sentence after the label in all lines but 1, got none in the lines []",
                refusal(SIX.without(1), "5 why ?"));
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused_by_file_and_line() throws IOException {
        Path file = file("0 fine\n1 clich\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        String message = assertThrows(IllegalArgumentException.class, () -> SIX.read(file))
                .getMessage();

        assertEquals(file + ", line 2: needs text in UTF-8, got the byte e9", message);
    }

    @Test
    void windows_1252_keeps_accents_dashes_and_ellipses() throws IOException {
        Path file = file((byte) '0', (byte) ' ', (byte) 0xe9, (byte) 0x85, (byte) ' ', (byte) 0x97, (byte) '\n');

        Dataset<List<String>> read = SIX.in(Corpus.windows1252()).read(file);

        assertEquals(List.of(List.of("\u00e9\u2026", "\u2014")), read.inputs());
    }

    @Test
    void a_byte_that_windows_1252_lacks_is_refused() throws IOException {
        Path file = file((byte) '0', (byte) ' ', (byte) 0x81, (byte) '\n');

        String message = assertThrows(IllegalArgumentException.class, () -> SIX.in(Corpus.windows1252())
                        .read(file))
                .getMessage();

        assertEquals(file + ", line 1: needs text in windows-1252, got the byte 81", message);
    }
}
