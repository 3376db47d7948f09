package org.dknn.nlp.text;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    private static final List<List<String>> TEXTS =
            List.of(List.of("b", "a", "c"), List.of(), List.of("c", "b"), List.of("c", "a", "d"));

    @TempDir
    private Path directory;

    @Test
    void the_most_frequent_words_come_first_and_equals_by_letter() {
        Vocabulary vocabulary = Vocabulary.build(TEXTS, 1); // c 3, a 2, b 2, d 1

        assertEquals(List.of("c", "a", "b", "d"), vocabulary.words());
        assertEquals(6, vocabulary.size());
        assertEquals(2, vocabulary.id("c"));
        assertEquals(5, vocabulary.id("d"));
    }

    @Test
    void words_of_a_list_keep_its_order() {
        Vocabulary vocabulary = Vocabulary.of(List.of("c", "a", "b"));

        assertEquals(List.of("c", "a", "b"), vocabulary.words());
        assertEquals(4, vocabulary.id("b"));
        assertEquals(Vocabulary.UNKNOWN, vocabulary.id("d"));
        assertRefused("words must differ, got \"a\" twice", () -> Vocabulary.of(List.of("a", "b", "a")));
    }

    @Test
    void rare_words_are_unknown() {
        Vocabulary vocabulary = Vocabulary.build(TEXTS, 2);

        assertEquals(List.of("c", "a", "b"), vocabulary.words());
        assertEquals(Vocabulary.UNKNOWN, vocabulary.id("d"));
        assertFalse(vocabulary.contains("d"));
        assertTrue(vocabulary.contains("a"));
    }

    @Test
    void no_texts_give_no_words() {
        Vocabulary vocabulary = Vocabulary.build(List.of(), 1);

        assertEquals(2, vocabulary.size());
        assertEquals(Vocabulary.UNKNOWN, vocabulary.id("a"));
        assertEquals(Vocabulary.UNKNOWN, vocabulary.id(""));
    }

    @Test
    void a_word_must_occur_at_least_once() {
        assertRefused("the minimum count must be at least 1, got 0", () -> Vocabulary.build(TEXTS, 0));
    }

    @Test
    void saving_and_loading_changes_nothing() throws IOException {
        Vocabulary vocabulary =
                Vocabulary.build(List.of(List.of("clich\u00E9", "\uD83D\uDC4D", "", "a b", "long".repeat(50_000))), 1);
        Path file = directory.resolve("words");

        vocabulary.save(file);
        Vocabulary.build(TEXTS, 1).save(directory.resolve("others"));

        assertEquals(vocabulary, Vocabulary.load(file));
        assertEquals(vocabulary.hashCode(), Vocabulary.load(file).hashCode());
        assertNotEquals(vocabulary, Vocabulary.load(directory.resolve("others")));
    }

    @Test
    void half_a_surrogate_pair_is_a_word_like_others() throws IOException {
        Vocabulary vocabulary = Vocabulary.build(List.of(List.of("\uD83D", "\uDC4D", "?")), 1);
        Path file = directory.resolve("words");

        vocabulary.save(file);

        assertEquals(vocabulary, Vocabulary.load(file));
    }

    @Test
    void a_damaged_or_truncated_file_is_refused() throws IOException {
        Path file = directory.resolve("words");
        Vocabulary.build(TEXTS, 1).save(file);
        byte[] bytes = Files.readAllBytes(file);

        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThrows(DknnFormatException.class, () -> Vocabulary.load(file), "byte " + at);
        }
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThrows(DknnFormatException.class, () -> Vocabulary.load(file), "length " + length);
        }
    }

    @Test
    void a_file_of_another_kind_or_version_is_refused() throws IOException {
        Path file = directory.resolve("words");

        ContainerFile.write(file, "labels", 1, out -> out.writeInt(0));
        assertRefused(DknnFormatException.class, "should hold a vocabulary", () -> Vocabulary.load(file));
        ContainerFile.write(file, "vocabulary", 2, out -> out.writeInt(0));
        assertRefused(DknnFormatException.class, "version 2 of the vocabulary format", () -> Vocabulary.load(file));
    }

    @Test
    void a_payload_that_is_no_vocabulary_is_refused() throws IOException {
        assertIllFormed(out -> out.writeInt(-1));
        assertIllFormed(out -> out.writeInt(Integer.MAX_VALUE));
        assertIllFormed(out -> {
            out.writeInt(1);
            out.writeInt(-1);
        });
        assertIllFormed(out -> {
            out.writeInt(1);
            out.writeInt(Integer.MAX_VALUE);
            out.writeChar('a');
        });
        assertIllFormed(out -> {
            out.writeInt(2);
            word(out, "a");
            word(out, "a");
        });
        assertIllFormed(out -> {
            out.writeInt(1);
            out.writeInt(1 << 20);
            out.writeChar('a');
        });
    }

    private static void word(DataOutputStream out, String word) throws IOException {
        out.writeInt(word.length());
        out.writeChars(word);
    }

    private void assertIllFormed(ContainerFile.Writer payload) throws IOException {
        Path file = directory.resolve("words");
        ContainerFile.write(file, "vocabulary", 1, payload);
        assertThrows(DknnFormatException.class, () -> Vocabulary.load(file));
    }

    @Test
    void a_failed_load_names_a_file_that_is_not_there() {
        assertThrows(IOException.class, () -> Vocabulary.load(directory.resolve("none")));
    }
}
