package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real files, where a data directory has them. */
class CorpusTest {

    private static final Folders FOLDERS = Folders.usual();
    private static final Dataset<Integer> NUMBERS =
            Dataset.of(IntStream.range(0, 103).boxed().toList(), new int[103], LabelSet.numbered(2));
    private static final LabelSet SIX = LabelSet.numbered(6);

    @TempDir
    private Path directory;

    private static Parts<List<String>> read(Corpus corpus, int seed) throws IOException {
        assumeTrue(corpus.isIn(FOLDERS), () -> "SKIPPED: no " + corpus + " in " + FOLDERS.data());
        return corpus.read(FOLDERS, seed);
    }

    private static Stream<List<String>> sentences(Parts<List<String>> data) {
        return Stream.of(data.training(), data.calibration(), data.dev(), data.test())
                .flatMap(part -> part.inputs().stream());
    }

    @ParameterizedTest
    @CsvSource({"SST_2, 6920, 872, 1821", "CR, 3055, 339, 377", "TREC, 4907, 545, 500", "MR, 8637, 959, 1066"})
    void the_parts_have_the_published_sizes_together(Corpus corpus, int training, int dev, int test)
            throws IOException {
        Parts<List<String>> data = read(corpus, 1);

        assertEquals(
                List.of(training, dev, test),
                List.of(
                        data.training().size() + data.calibration().size(),
                        data.dev().size(),
                        data.test().size()));
    }

    @ParameterizedTest
    @EnumSource
    void no_character_is_lost(Corpus corpus) throws IOException {
        Parts<List<String>> data = read(corpus, 1);

        assertTrue(sentences(data).flatMap(List::stream).noneMatch(word -> word.contains("\ufffd")));
        assertTrue(sentences(data).noneMatch(List::isEmpty));
    }

    @Test
    void reviews_keep_their_accents_and_dashes() throws IOException {
        Parts<List<String>> data = read(Corpus.MR, 1);

        long accents = sentences(data)
                .flatMap(List::stream)
                .filter(word -> word.contains("\u00e9"))
                .count();
        long dashes = sentences(data)
                .flatMap(List::stream)
                .filter(word -> word.contains("\u2014"))
                .count();

        assertTrue(accents > 50, "got " + accents);
        assertEquals(13, dashes);
    }

    @Test
    void questions_are_in_lower_case_and_keep_their_classes() throws IOException {
        Parts<List<String>> data = read(Corpus.TREC, 1);
        Map<String, Integer> counts = new TreeMap<>();
        Dataset<List<String>> test = data.test();
        for (int i = 0; i < test.size(); i++) {
            counts.merge(data.training().labelSet().name(test.label(i)), 1, Integer::sum);
        }

        assertEquals(
                "[how, far, is, it, from, denver, to, aspen, ?]",
                test.inputs().get(0).toString());
        assertEquals("number", data.training().labelSet().name(test.label(0)));
        assertEquals(
                Map.of(
                        "description",
                        138,
                        "entity",
                        94,
                        "abbreviation",
                        9,
                        "person",
                        65,
                        "location",
                        81,
                        "number",
                        113),
                counts);
    }

    @Test
    void what_is_published_as_test_set_stays_it_for_each_seed() throws IOException {
        Parts<List<String>> first = read(Corpus.TREC, 1);
        Parts<List<String>> second = read(Corpus.TREC, 2);

        assertEquals(first.test().inputs(), second.test().inputs());
        assertEquals(first.dev().size(), second.dev().size());
        assertNotEquals(first.dev().inputs(), second.dev().inputs());
    }

    @Test
    void seeds_start_at_one() {
        String message = assertThrows(IllegalArgumentException.class, () -> Corpus.MR.read(FOLDERS, 0))
                .getMessage();

        assertEquals("the seed must be at least 1, got 0", message);
    }

    @Test
    void no_calibration_sentence_is_trained_on() throws IOException {
        Parts<List<String>> data = read(Corpus.SST_2, 1);
        assertEquals(76_961, data.phrases().size());
        Set<List<String>> seen = new HashSet<>(Parts.open(data).inputs());
        Set<List<String>> kept = new HashSet<>(data.training().inputs());
        assertTrue(seen.containsAll(kept));
        assertTrue(
                data.calibration().inputs().stream().allMatch(words -> !seen.contains(words) || kept.contains(words)));
    }

    @Test
    void phrases_of_calibration_sentences_are_left_out_unless_they_occur_elsewhere() {
        Dataset<List<String>> training = texts("a film");
        Parts<List<String>> parts = new Parts<>(
                "made up",
                training,
                texts("a fine film"),
                training,
                training,
                texts("fine", "film", "a fine film", "a film", "dull"));
        assertEquals(
                texts("film", "a film", "dull", "a film").inputs(),
                Parts.open(parts).inputs());
    }

    private static Dataset<List<String>> texts(String... texts) {
        List<List<String>> words =
                Stream.of(texts).map(text -> List.of(text.split(" ", -1))).toList();
        return Dataset.of(words, new int[texts.length], LabelSet.of("negative", "positive"));
    }

    @Test
    void every_example_is_tested_on_in_one_fold() {
        List<Integer> tested = new ArrayList<>();
        for (int fold = 0; fold < Corpus.FOLDS; fold++) {
            Dataset.Split<Integer> split = Corpus.fold(NUMBERS, fold);
            assertEquals(103, split.kept().size() + split.heldOut().size());
            assertTrue(
                    Collections.disjoint(split.kept().inputs(), split.heldOut().inputs()));
            int size = split.heldOut().size();
            assertTrue(size == 10 || size == 11, "fold " + fold + " has " + size);
            tested.addAll(split.heldOut().inputs());
        }
        assertEquals(NUMBERS.inputs(), tested.stream().sorted().toList());
    }

    private Parts<List<String>> folded(int seed) throws IOException {
        Path file = directory.resolve("mr/rt-polarity.all");
        Files.createDirectories(file.getParent());
        Files.write(
                file, IntStream.range(0, 200).mapToObj(i -> i % 2 + " w" + i).toList());
        return Corpus.MR.read(new Folders(List.of(directory), directory), seed);
    }

    @Test
    void a_seed_stands_for_a_fold_whose_parts_share_nothing_and_lose_nothing() throws IOException {
        Parts<List<String>> data = folded(1);
        assertEquals(
                List.of(146, 16, 18, 20),
                Stream.of(data.training(), data.calibration(), data.dev(), data.test())
                        .map(Dataset::size)
                        .toList());
        assertEquals(200, sentences(data).distinct().count());
        assertEquals(data.test().inputs(), folded(11).test().inputs());
        assertNotEquals(data.test().inputs(), folded(2).test().inputs());
    }

    private static String refusal(int withoutText, String... lines) {
        return assertThrows(
                        IllegalArgumentException.class, () -> Corpus.parse(List.of(lines), SIX, withoutText, "a file"))
                .getMessage();
    }

    @Test
    void lines_are_read_by_class() {
        Dataset<List<String>> read = Corpus.parse(List.of("5 how  far ?", "4 ", "0 why ? "), SIX, 1, "a file");
        assertEquals(List.of(List.of("how", "far", "?"), List.of("why", "?")), read.inputs());
        assertArrayEquals(new int[] {5, 0}, read.labels());
    }

    @Test
    void what_is_no_labelled_sentence_is_refused() {
        assertEquals(
                "a file, line 2: needs a label in 0..5, a space and a sentence, got \"6 why ?\"",
                refusal(0, "5 why ?", "6 why ?"));
        assertEquals(
                "a file, line 2: needs a label in 0..5, a space and a sentence, got \"\"", refusal(0, "5 why ?", ""));
        assertEquals(
                "a file: needs a sentence after the label in all lines but 0, got none in 2",
                refusal(0, "5 why ?", "4 ", "3  "));
        assertEquals(
                "a file: needs a sentence after the label in all lines but 1, got none in 0", refusal(1, "5 why ?"));
    }

    @Test
    void a_missing_file_is_named() {
        String message = assertThrows(
                        FileNotFoundException.class,
                        () -> Corpus.CR.read(new Folders(List.of(directory), directory), 1))
                .getMessage();
        assertEquals("found no cr/custrev.all in [" + directory + "]", message);
    }
}
