package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** The words of a text give the pieces of the text, as the library of Hugging Face cuts it. */
    @Test
    void pieces_are_those_of_the_reference() throws IOException {
        Path file = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
        WordPiece pieces = WordPiece.read(file);
        Random random = new Random(11);
        List<String> parts = List.of(
                "good",
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
            for (int i = 0; i < 2000; i++) {
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
