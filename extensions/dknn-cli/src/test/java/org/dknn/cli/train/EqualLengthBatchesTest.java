package org.dknn.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;

class EqualLengthBatchesTest {

    private static EqualLengthBatches<List<String>> of(int... lengths) {
        List<List<String>> texts = IntStream.of(lengths)
                .mapToObj(length -> Collections.nCopies(length, "word"))
                .toList();
        Dataset<List<String>> examples = Dataset.of(texts, new int[lengths.length], LabelSet.of("a", "b"));
        return new EqualLengthBatches<>(examples, Reading.sentences(Vocabulary.build(texts, 1)));
    }

    private static List<Integer> sizes(EqualLengthBatches<List<String>> batches, int maxRows) {
        return batches.inOrder(maxRows).stream().map(List::size).sorted().toList();
    }

    @Test
    void texts_of_equal_lengths_share_batches() {
        assertEquals(List.of(1, 2, 2), sizes(of(3, 3, 5, 3, 3), 3)); // four of length 3 in two batches of two
    }

    @Test
    void a_batch_of_long_texts_has_fewer_rows() {
        int[] lengths = IntStream.generate(() -> 5_000).limit(10).toArray();

        assertEquals(List.of(3, 3, 4), sizes(of(lengths), 50)); // 20,000 words are four texts
        assertEquals(List.of(1), sizes(of(30_000), 50));
    }
}
