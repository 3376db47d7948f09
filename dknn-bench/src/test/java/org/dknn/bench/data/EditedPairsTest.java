package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.nlp.text.SentencePair.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedPairsTest {

    private static final String HEAD = "sentence1\tsentence2\tgold_label\n";

    @TempDir
    private Path data;

    private Folders folders;
    private Path pairs;

    @BeforeEach
    void write() throws IOException {
        pairs = Files.createDirectories(data.resolve("snli_related/cad_nli"));
        folders = new Folders(List.of(data), data.resolve("cache"));
        Files.writeString(pairs.resolve("original.test.tsv"), HEAD + "A dog runs.\tAn animal moves.\tentailment\n");
        Files.writeString(
                pairs.resolve("revised_hypothesis.test.tsv"),
                HEAD + "A dog runs.\tAn animal sleeps.\tcontradiction\nA dog runs.\tAn animal.\tneutral\n");
    }

    @ParameterizedTest(name = "{0} became {1}")
    @CsvSource({
        "a dog runs, a dog runs, ...",
        "a dog runs, a cat runs, .x.",
        "a dog runs, a dog runs fast, ...x",
        "a dog runs, runs a dog, x..",
        "a dog runs, a, .",
        "a, the old man, xxx",
        "a man and a dog, a man and a small dog, ....x.",
        "x a b, a b x, ..x"
    })
    void changed_words_are_those_outside_a_longest_common_subsequence(String before, String after, String marks) {
        boolean[] expected = new boolean[marks.length()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = marks.charAt(i) == 'x';
        }
        assertArrayEquals(expected, EditedPairs.changed(List.of(before.split(" ", -1)), List.of(after.split(" ", -1))));
    }

    @Test
    void a_pair_has_its_new_label_and_edits_that_put_no_word_there_are_left_out() throws IOException {
        List<MarkedTexts.Pair> found = EditedPairs.test(folders, Side.HYPOTHESIS);

        assertEquals(1, found.size());
        assertEquals(
                SnliPairs.LABELS.label("contradiction"),
                found.get(0).hypothesis().target().orElseThrow().label());
        assertEquals(
                List.of("an", "animal", "sleeps", "."),
                found.get(0).hypothesis().features().words());
    }

    @Test
    void files_that_do_not_fit_each_other_are_refused() throws IOException {
        Files.writeString(
                pairs.resolve("revised_hypothesis.test.tsv"),
                HEAD + "A cat runs.\tAn animal sleeps.\tcontradiction\nA dog runs.\tAn animal.\tneutral\n");
        assertThrows(IOException.class, () -> EditedPairs.test(folders, Side.HYPOTHESIS));

        Files.writeString(
                pairs.resolve("revised_hypothesis.test.tsv"), HEAD + "A dog runs.\tAn animal sleeps.\tcontradiction\n");
        assertThrows(IOException.class, () -> EditedPairs.test(folders, Side.HYPOTHESIS));
    }
}
