package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dknn.Dataset;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

/** The real pairs, where a data directory is there. */
class RealPairsTest {

    /** Some pictures have the same caption, such as "a man is sleeping". */
    private static final int SAME_CAPTIONS = 5;

    private static PairData data() throws IOException {
        assumeTrue(PairSources.isThere(), () -> "SKIPPED: no pairs of sentences in " + SentimentSources.places());
        return PairSources.find();
    }

    private static Set<List<String>> premises(Dataset<SentencePair> pairs) {
        Set<List<String>> sentences = new HashSet<>();
        pairs.inputs().forEach(pair -> sentences.add(pair.premise()));
        return sentences;
    }

    @Test
    void what_is_judged_by_is_not_trained_on() throws IOException {
        PairData data = data();

        Map<SnliPart, Set<List<String>>> premises = new EnumMap<>(SnliPart.class);
        premises.put(SnliPart.TRAINING, premises(data.training()));
        premises.put(SnliPart.CALIBRATION, premises(data.calibration()));
        premises.put(SnliPart.CHOOSING, premises(data.dev()));
        premises.put(SnliPart.UNSEEN, premises(data.unseen()));

        assertTrue(data.training().size() > 20_000);
        assertTrue(data.unseen().size() > 1_800);
        premises.forEach((part, some) -> premises.forEach((other, others) -> {
            long shared =
                    part == other ? 0 : some.stream().filter(others::contains).count();
            assertTrue(shared <= SAME_CAPTIONS, () -> shared + " premises are both in " + part + " and " + other);
        }));
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
