package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTest {

    @TempDir
    Path directory;

    private WordPiece wordPiece() throws IOException {
        return WordPiece.read(TinyModel.writeTokenizer(directory, TinyModel.PIECES));
    }

    @Test
    void a_word_is_cut_into_the_longest_pieces_first() throws IOException {
        WordPiece pieces = wordPiece();

        assertEquals(List.of(10, 11, 9), pieces.pieces("actings"));
        assertEquals(List.of(6), pieces.pieces("GOOD"));
        assertEquals(List.of(17), pieces.pieces("café"));
        assertEquals(List.of(17), pieces.pieces("cafe\u0301"));
        assertEquals(List.of(15, 14, 16), pieces.pieces("isn't"));
        assertEquals(List.of(6, 8), pieces.pieces("good film"));
        assertEquals(List.of(1), pieces.pieces("goodx"));
        assertEquals(List.of(1), pieces.pieces("a".repeat(101)));
        assertEquals(List.of(), pieces.pieces(" "));
        assertEquals(List.of(4), pieces.pieces("[MASK]"));
    }

    /** The file with other settings; a piece for what each of them would leave. */
    private Path file(String... settings) throws IOException {
        List<String> pieces = new ArrayList<>(TinyModel.PIECES);
        pieces.addAll(
                List.of("Good", "café", "Café", "Cafe", "GOOD", "\u4F60", "\u4F60\u597D", "good\u200B", "i\u0307"));
        Path file = TinyModel.writeTokenizer(directory, pieces);
        String json = Files.readString(file);
        for (String setting : settings) {
            String[] parts = setting.split(":", -1);
            json = json.replaceAll("\"" + parts[0] + "\": [^,}]+", "\"" + parts[0] + "\": " + parts[1]);
        }
        return Files.writeString(file, json);
    }

    @Test
    void the_settings_of_the_file_are_followed() throws IOException {
        WordPiece usual = WordPiece.read(file());
        assertEquals(List.of(6), usual.pieces("Good"));
        assertEquals(List.of(17), usual.pieces("Café"));
        assertEquals(List.of(6), usual.pieces("good\u200B"));
        assertEquals(List.of(23, 1), usual.pieces("\u4F60\u597D"));

        WordPiece cased = WordPiece.read(file("lowercase:false"));
        assertEquals(List.of(18), cased.pieces("Good"));
        assertEquals(List.of(20), cased.pieces("Café"), "accents stay with the case");
        assertEquals(
                List.of(21),
                WordPiece.read(file("lowercase:false", "strip_accents:true")).pieces("Café"));
        assertEquals(List.of(19), WordPiece.read(file("strip_accents:false")).pieces("Café"));
        assertEquals(List.of(25), WordPiece.read(file("clean_text:false")).pieces("good\u200B"));
        assertEquals(
                List.of(24), WordPiece.read(file("handle_chinese_chars:false")).pieces("\u4F60\u597D"));
        assertEquals(
                List.of(1), WordPiece.read(file("max_input_chars_per_word:3")).pieces("good"));
        assertEquals(
                List.of(6), WordPiece.read(file("max_input_chars_per_word:4")).pieces("good"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type:\"Lowercase\" | its model must be WordPiece, got Lowercase",
                "lowercase:\"yes\" | its lowercase must be true or false, got \"yes\"",
                "max_input_chars_per_word:0 | its max_input_chars_per_word must be at least 1, got 0"
            })
    void settings_that_are_not_known_are_refused(String setting, String message) throws IOException {
        Path file = file(setting);

        DknnFormatException refused = assertThrows(DknnFormatException.class, () -> WordPiece.read(file));

        assertTrue(refused.getMessage().endsWith(": " + message), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sequence", "Precompiled", "NFKC"})
    void another_normalizer_is_refused_by_its_name(String name) throws IOException {
        Path file = file();
        Files.writeString(file, Files.readString(file).replace("BertNormalizer", name));

        DknnFormatException refused = assertThrows(DknnFormatException.class, () -> WordPiece.read(file));

        assertTrue(
                refused.getMessage().endsWith(": its normalizer must be BertNormalizer, got " + name),
                refused.getMessage());
    }

    /** The words of a text give the pieces of the text, as the library of Hugging Face cuts it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lowercase:true",
                "lowercase:false",
                "lowercase:false strip_accents:true",
                "strip_accents:false",
                "clean_text:false",
                "handle_chinese_chars:false",
                "max_input_chars_per_word:5"
            })
    void pieces_are_those_of_the_reference(String settings) throws IOException {
        Path file = file(settings.split(" ", -1));
        WordPiece pieces = WordPiece.read(file);
        Random random = new Random(11);
        List<String> parts = List.of(
                "good",
                "Good",
                "GOOD",
                "\u000B",
                "films",
                "acting",
                "isn't",
                "café",
                "Cafe\u0301",
                "badly!",
                "a",
                "\u200B",
                "\u00A0",
                "\t",
                " ",
                "\u0000",
                "Σ",
                "ΑΣ",
                "İ",
                "ß",
                "\u4F60\u597D",
                "\u3042",
                "\uD83D\uDE00",
                "\uD840\uDC00",
                "\uFF01",
                "$",
                "^",
                "—",
                "“a”",
                "x",
                "\uFFFD",
                "\u0085",
                "\u3000",
                "\uE000",
                "\u00AD");
        try (HuggingFaceTokenizer reference = HuggingFaceTokenizer.newInstance(file)) {
            for (int i = 0; i < 600; i++) {
                StringBuilder text = new StringBuilder();
                for (int left = random.nextInt(8); left >= 0; left--) {
                    text.append(parts.get(random.nextInt(parts.size()))).append(random.nextBoolean() ? " " : "");
                }
                List<Long> expected = Arrays.stream(
                                reference.encode(text.toString(), false, false).getIds())
                        .boxed()
                        .toList();
                List<Long> found = pieces.pieces(text.toString()).stream()
                        .map(Integer::longValue)
                        .toList();
                assertEquals(expected, found, "seed 11: " + text);
            }
        }
    }
}
