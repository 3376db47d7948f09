package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dknn.Dataset;
import org.dknn.bench.data.SnliPairs.Part;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

/** The real pairs, where a data directory is there. */
class RealPairsTest {

    private static final Folders FOLDERS = Folders.usual();

    /** Some pictures have the same caption, such as "a man is sleeping". */
    private static final int SAME_CAPTIONS = 5;

    private static Parts<SentencePair> data() throws IOException {
        assumeTrue(SnliPairs.areIn(FOLDERS), () -> "SKIPPED: no pairs of sentences in " + FOLDERS.data());
        return SnliPairs.read(FOLDERS);
    }

    private static Set<List<String>> premises(Dataset<SentencePair> pairs) {
        Set<List<String>> sentences = new HashSet<>();
        pairs.inputs().forEach(pair -> sentences.add(pair.premise()));
        return sentences;
    }

    @Test
    void what_is_judged_by_is_not_trained_on() throws IOException {
        Parts<SentencePair> data = data();

        Map<Part, Set<List<String>>> premises = new EnumMap<>(Part.class);
        premises.put(Part.TRAINING, premises(data.training()));
        premises.put(Part.CALIBRATION, premises(data.calibration()));
        premises.put(Part.DEV, premises(data.dev()));
        premises.put(Part.TEST, premises(data.test()));

        assertTrue(data.training().size() > 20_000);
        assertTrue(data.test().size() > 1_800);
        premises.forEach((part, some) -> premises.forEach((other, others) -> {
            long shared =
                    part == other ? 0 : some.stream().filter(others::contains).count();
            assertTrue(shared <= SAME_CAPTIONS, () -> shared + " premises are both in " + part + " and " + other);
        }));
    }

    @Test
    void the_marks_are_those_of_the_contradictions_of_the_dev_set() throws IOException {
        assumeTrue(
                FOLDERS.find("esnli/esnli_dev.contradiction.highlights.jsonl").isPresent(), "SKIPPED: no e-SNLI");
        List<MarkedTexts.Pair> pairs = MarkedTexts.ofSnli(FOLDERS);
        assertEquals(3_278, pairs.size());
        assertTrue(pairs.stream().allMatch(pair -> pair.premise().target().equals(Optional.of(Target.of(2)))));
    }

    @Test
    void the_vectors_of_a_real_file_are_read() throws IOException {
        var vectors = SnliPairs.vectors(FOLDERS, Set.of("man", "qqqqq")::contains);
        assumeTrue(vectors.isPresent(), "SKIPPED: no GloVe vectors");

        WordVectors known = vectors.get();

        assertEquals(50, known.vector("man").orElseThrow().length);
        assertTrue(known.vector("qqqqq").isEmpty());
    }
}
