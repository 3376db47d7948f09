package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedCorpusTest {

    private static final Dataset<Integer> NUMBERS =
            Dataset.of(IntStream.range(0, 103).boxed().toList(), new int[103], LabelSet.numbered(2));

    @TempDir
    private Path directory;

    private SentenceData read(int seed) throws IOException {
        Path file = directory.resolve("all");
        Files.write(
                file, IntStream.range(0, 200).mapToObj(i -> i % 2 + " w" + i).toList());
        return new FoldedCorpus("some", LabelledLines.of(SentimentSources.LABELS)).read(file, seed);
    }

    @Test
    void every_example_is_tested_on_in_one_fold() {
        List<Integer> tested = new ArrayList<>();
        for (int fold = 0; fold < FoldedCorpus.FOLDS; fold++) {
            Dataset.Split<Integer> split = FoldedCorpus.fold(NUMBERS, fold);
            assertEquals(103, split.kept().size() + split.heldOut().size());
            assertTrue(
                    Collections.disjoint(split.kept().inputs(), split.heldOut().inputs()));
            int size = split.heldOut().size();
            assertTrue(size == 10 || size == 11, "fold " + fold + " has " + size);
            tested.addAll(split.heldOut().inputs());
        }

        assertEquals(NUMBERS.inputs(), tested.stream().sorted().toList());
    }

    @Test
    void parts_share_nothing_and_lose_nothing() throws IOException {
        SentenceData data = read(1);

        assertEquals(162, data.training().size());
        assertEquals(18, data.dev().size());
        assertEquals(20, data.test().size());
        assertEquals(
                200,
                Stream.of(data.training(), data.dev(), data.test())
                        .flatMap(part -> part.inputs().stream())
                        .distinct()
                        .count());
    }

    @Test
    void a_seed_stands_for_a_fold() throws IOException {
        assertEquals(read(1).test().inputs(), read(1).test().inputs());
        assertNotEquals(read(1).test().inputs(), read(2).test().inputs());
        assertEquals(read(1).test().inputs(), read(11).test().inputs());
        assertTrue(read(2).origin().endsWith("fold 2 of 10"), read(2).origin());
    }
}
