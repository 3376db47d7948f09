package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real files, where a data directory has them. */
class CorpusTest {

    private static SentenceData read(Corpus corpus, int seed) throws IOException {
        assumeTrue(corpus.isThere(), () -> "SKIPPED: no " + corpus.title() + " in " + SentimentSources.places());
        return corpus.read(seed);
    }

    private static Stream<List<String>> sentences(SentenceData data) {
        return Stream.of(data.training(), data.dev(), data.test()).flatMap(part -> part.inputs().stream());
    }

    @ParameterizedTest
    @CsvSource({"SST_2, 6920, 872, 1821", "CR, 3055, 339, 377", "TREC, 4907, 545, 500", "MR, 8637, 959, 1066"})
    void the_parts_have_the_published_sizes_together(Corpus corpus, int training, int dev, int test)
            throws IOException {
        SentenceData data = read(corpus, 1);

        assertEquals(
                List.of(training, dev, test),
                List.of(data.training().size(), data.dev().size(), data.test().size()));
    }

    @ParameterizedTest
    @EnumSource
    void no_character_is_lost(Corpus corpus) throws IOException {
        SentenceData data = read(corpus, 1);

        assertTrue(sentences(data).flatMap(List::stream).noneMatch(word -> word.contains("\ufffd")));
        assertTrue(sentences(data).noneMatch(List::isEmpty));
        assertTrue(data.sources().stream().allMatch(source -> source.sha256().length() == 64));
    }

    @Test
    void reviews_keep_their_accents_and_dashes() throws IOException {
        SentenceData data = read(Corpus.MR, 1);

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
        SentenceData data = read(Corpus.TREC, 1);
        Map<String, Integer> counts = new TreeMap<>();
        Dataset<List<String>> test = data.test();
        for (int i = 0; i < test.size(); i++) {
            counts.merge(data.labelSet().name(test.label(i)), 1, Integer::sum);
        }

        assertEquals(
                "[how, far, is, it, from, denver, to, aspen, ?]",
                test.inputs().get(0).toString());
        assertEquals("number", data.labelSet().name(test.label(0)));
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
        SentenceData first = read(Corpus.TREC, 1);
        SentenceData second = read(Corpus.TREC, 2);

        assertEquals(first.test().inputs(), second.test().inputs());
        assertEquals(first.dev().size(), second.dev().size());
        assertNotEquals(first.dev().inputs(), second.dev().inputs());
    }

    @Test
    void seeds_start_at_one() {
        String message = assertThrows(IllegalArgumentException.class, () -> Corpus.MR.read(0))
                .getMessage();

        assertEquals("the seed must be at least 1, got 0", message);
    }
}
