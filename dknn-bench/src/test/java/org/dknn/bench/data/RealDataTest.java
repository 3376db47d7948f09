package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.bench.model.PhraseSelection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real treebank, where a data directory is there. */
class RealDataTest {

    private SentenceData data;

    @BeforeEach
    void find() throws IOException {
        assumeTrue(Corpus.SST_2.isThere(), () -> "SKIPPED: no treebank in " + SentimentSources.places());
        data = Corpus.SST_2.read(1);
    }

    @Test
    void the_published_sizes_are_there() {
        assertEquals(6_920, data.training().size());
        assertEquals(76_961, data.phrases().size());
        assertEquals(872, data.dev().size());
        assertEquals(1_821, data.test().size());
    }

    @Test
    void every_training_sentence_is_a_phrase() {
        assertTrue(new HashSet<>(data.phrases().inputs())
                .containsAll(data.training().inputs()));
    }

    @Test
    void no_held_out_sentence_is_trained_on() {
        Dataset.Split<List<String>> split = data.training().holdOut(1_000, 7);

        Dataset<List<String>> training = PhraseSelection.without(split.heldOut(), split.kept(), data.phrases());

        HashSet<List<String>> seen = new HashSet<>(training.inputs());
        HashSet<List<String>> kept = new HashSet<>(split.kept().inputs());
        assertTrue(split.heldOut().inputs().stream().allMatch(words -> !seen.contains(words) || kept.contains(words)));
    }
}
