package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyFileTest {

    @TempDir
    private Path directory;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(directory.resolve("words.txt"), text.getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_no_part_of_the_first_word(String encoding) throws IOException {
        Path file = file("\uFEFFfilm\r\nsch\u00F6n \r\n", Charset.forName(encoding));

        assertEquals(
                List.of("film", "sch\u00F6n"),
                VocabularyFile.read(file, Optional.empty(), 4).words());
    }

    @Test
    void other_encodings_are_read_by_name_and_told_by_file_and_line() throws IOException {
        Path file = file("film\nsch\u00F6n\n", StandardCharsets.ISO_8859_1);

        assertEquals(
                List.of("film", "sch\u00F6n"),
                VocabularyFile.read(file, Optional.of(StandardCharsets.ISO_8859_1), 4)
                        .words());
        assertEquals(
                file
                        + ": 1 bad line\n  line 2: not UTF-8: 0xF6 behind \"sch\"; if the file is in another encoding, name it,"
                        + " such as --encoding windows-1252",
                assertThrows(IllegalArgumentException.class, () -> VocabularyFile.read(file, Optional.empty(), 4))
                        .getMessage());
    }
}
