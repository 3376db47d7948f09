package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.bench.study.SentenceStudy.Document;
import org.junit.jupiter.api.Test;

class SentenceStudyTest {

    private static final Dataset<List<String>> SENTENCES = Dataset.of(
            IntStream.range(0, 60).mapToObj(i -> List.of("word" + i, ".")).toList(),
            IntStream.range(0, 60).map(i -> i % 2).toArray(),
            LabelSet.of("negative", "positive"));

    @Test
    void documents_have_two_sentences_of_one_class_and_eight_of_the_other() {
        List<Document> documents = SentenceStudy.documents(SENTENCES, 100, 1);

        // 30 of each class, and two documents take ten of each
        assertEquals(6, documents.size());
        Set<List<String>> seen = new HashSet<>();
        for (Document document : documents) {
            assertEquals(10, document.sentences().size());
            for (int i = 0; i < 10; i++) {
                int label = SENTENCES.label(
                        SENTENCES.inputs().indexOf(document.sentences().get(i)));
                assertEquals(document.isFew().get(i), label == document.few());
            }
            assertEquals(2, document.isFew().stream().filter(few -> few).count());
            seen.addAll(document.sentences());
        }
        assertEquals(60, seen.size());
        assertEquals(documents, SentenceStudy.documents(SENTENCES, 100, 1));
    }

    @Test
    void average_precision_by_hand() {
        Document document =
                new Document(List.of(List.of("a"), List.of("b", "b"), List.of("c")), 1, List.of(true, false, true));

        // means 3, 2, 1: the first and the third of three
        assertEquals((1 + 2 / 3.0) / 2, document.averagePrecision(new double[] {3, 4, 0, 1}), 1e-12);
        assertEquals(1, document.averagePrecision(new double[] {3, 0, 0, 1}), 1e-12);
    }
}
