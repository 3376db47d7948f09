package org.dknn.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dknn.Dataset;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

/** The real pairs, where a data directory is there. */
class RealPairsTest {

    private static PairData data() throws IOException {
        PairData data = PairSources.find(line -> {});
        assumeTrue(!data.isMadeUp(), () -> "SKIPPED: no pairs of sentences in " + SentimentSources.places());
        return data;
    }

    private static Set<List<String>> sentences(Dataset<SentencePair> pairs) {
        Set<List<String>> sentences = new HashSet<>();
        pairs.inputs().forEach(pair -> sentences.add(pair.premise()));
        return sentences;
    }

    @Test
    void what_is_judged_by_is_not_trained_on() throws IOException {
        PairData data = data();

        assertEquals(9_842, data.dev().size());
        assertEquals(1_000, data.calibration().size());
        assertTrue(data.training().size() > 7_330);
        Set<List<String>> trained = sentences(data.training());
        long sharedWithDev =
                sentences(data.dev()).stream().filter(trained::contains).count();
        assertEquals(0, sharedWithDev);
    }

    @Test
    void the_highlights_are_those_of_the_contradictions_of_the_dev_set() throws IOException {
        assumeTrue(PairSources.highlights().isPresent(), "SKIPPED: no e-SNLI highlights");

        List<HighlightedPair> pairs =
                HighlightedPair.read(PairSources.highlights().get());

        assertEquals(3_278, pairs.size());
        assertTrue(pairs.stream().allMatch(pair -> pair.label() == 2));
    }

    @Test
    void the_vectors_of_a_real_file_are_read() throws IOException {
        var vectors = PairSources.vectors(Set.of("man", "qqqqq")::contains);
        assumeTrue(vectors.isPresent(), "SKIPPED: no GloVe vectors");

        WordVectors known = vectors.get();

        assertEquals(50, known.vector("man").orElseThrow().length);
        assertTrue(known.vector("qqqqq").isEmpty());
    }
}
