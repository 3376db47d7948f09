package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dknn.activation.StepExtractor;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class Dl4jStepExtractorTest {

    private static final float TOLERANCE = 1e-5f;

    private static List<String> texts() {
        Random random = new Random(29);
        List<String> texts = new ArrayList<>(List.of("", "7"));
        for (int i = 0; i < 50; i++) {
            StringBuilder text = new StringBuilder(String.valueOf(random.nextInt(Networks.WORDS)));
            for (int t = random.nextInt(12); t > 0; t--) {
                text.append(' ').append(random.nextInt(Networks.WORDS));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void the_largest_over_the_steps_is_what_pooling_gives() {
        assertPoolsTo(
                Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                        .layer("conv3", Pooling.MAX_OVER_TIME)
                        .build(),
                Dl4jStepExtractor.of(Networks.cnn(), new IdEncoder(), "conv3"));
        assertPoolsTo(
                Dl4jExtractor.builder(Networks.biLstm(), new IdEncoder())
                        .layer("1", Pooling.MAX_OVER_TIME)
                        .build(),
                Dl4jStepExtractor.of(Networks.biLstm(), new IdEncoder(), "1"));
    }

    private static void assertPoolsTo(Dl4jExtractor<String> pooled, StepExtractor<String> steps) {
        List<String> texts = texts();
        FloatMatrix expected = pooled.extract(texts).matrices().get(0);
        List<FloatMatrix> found = steps.extract(texts);

        for (int i = 0; i < texts.size(); i++) {
            FloatMatrix own = found.get(i);
            assertEquals(Math.max(1, Arrays.asList(texts.get(i).split(" ")).size()), own.rows());
            for (int channel = 0; channel < own.columns(); channel++) {
                float largest = Float.NEGATIVE_INFINITY;
                for (int step = 0; step < own.rows(); step++) {
                    largest = Math.max(largest, own.get(step, channel));
                }
                assertEquals(expected.get(i, channel), largest, TOLERANCE, texts.get(i));
            }
        }
    }

    @Test
    void an_embedding_gives_the_same_vector_for_the_same_word_wherever_it_stands() {
        StepExtractor<String> steps = Dl4jStepExtractor.of(Networks.cnn(), new IdEncoder(), "embedding");

        List<FloatMatrix> found = steps.extract(List.of("3 5 3", "5"));

        assertEquals("embedding", steps.layer());
        assertEquals(found.get(0).rows(0, 1), found.get(0).rows(2, 3));
        assertEquals(found.get(1), found.get(0).rows(1, 2));
        assertEquals(List.of(), steps.extract(List.of()));
    }

    @Test
    void layers_without_steps_are_refused() {
        assertRefused(
                "layer \"dense\" must give one vector per step",
                () -> Dl4jStepExtractor.of(Networks.cnn(), new IdEncoder(), "dense"));
        assertRefused(
                "there is no layer \"conv9\"; there are [",
                () -> Dl4jStepExtractor.of(Networks.cnn(), new IdEncoder(), "conv9"));
        assertRefused(
                "layer \"2\" must give one vector per step",
                () -> Dl4jStepExtractor.of(Networks.densePerStep(), new IdEncoder(), "2"));
    }
}
