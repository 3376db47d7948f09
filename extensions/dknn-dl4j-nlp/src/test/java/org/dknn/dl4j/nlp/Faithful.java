package org.dknn.dl4j.nlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;

/** Holds an extractor to the probabilities that the program around the network computes itself. */
final class Faithful {

    private Faithful() {}

    /**
     * One input alone bit for bit, in a batch and from 8 threads within 1e-5.
     *
     * @param own probabilities by the program
     */
    static <I> void assertFaithful(ActivationExtractor<I> extractor, List<I> inputs, Function<I, float[]> own)
            throws Exception {
        List<float[]> expected = inputs.stream().map(own).toList();
        for (int i = 0; i < inputs.size(); i++) {
            assertArrayEquals(expected.get(i), row(extractor.extract(List.of(inputs.get(i))), 0), "alone");
        }
        assertRows(expected, extractor.extract(inputs));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Activations>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> extractor.extract(inputs)));
            }
            for (Future<Activations> answer : answers) {
                assertRows(expected, answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertRows(List<float[]> expected, Activations got) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), row(got, i), 1e-5f);
        }
    }

    private static float[] row(Activations activations, int row) {
        return activations.probabilities().row(row);
    }
}
