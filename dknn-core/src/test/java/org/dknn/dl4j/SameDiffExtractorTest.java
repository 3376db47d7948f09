package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dknn.activation.Activations;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SameDiffExtractorTest {

    /** Embeds numbers of words, takes their mean, two layers, softmax over three classes; biases are not zero. */
    private static SameDiff graph() {
        Nd4j.getRandom().setSeed(3);
        SameDiff graph = SameDiff.create();
        SDVariable ids = graph.placeHolder("ids", DataType.INT32, -1, -1);
        SDVariable table = graph.var("table", Nd4j.randn(DataType.FLOAT, Networks.WORDS, 6));
        SDVariable words = graph.gather("words", table, ids, 0); // [batch x time x 6]
        SDVariable mean = words.mean("mean", 1);
        SDVariable hidden = graph.math()
                .tanh(
                        "hidden",
                        mean.mmul(graph.var("w1", Nd4j.randn(DataType.FLOAT, 6, 5)))
                                .add(graph.var("b1", Nd4j.randn(DataType.FLOAT, 5))));
        SDVariable logits = hidden.mmul(graph.var("w2", Nd4j.randn(DataType.FLOAT, 5, 3)))
                .add("logits", graph.var("b2", Nd4j.randn(DataType.FLOAT, 3)));
        graph.nn().softmax("probabilities", logits, 1);
        return graph;
    }

    private static SameDiffExtractor.Builder<String> builder(SameDiff graph) {
        return SameDiffExtractor.builder(graph, new IdEncoder(), "ids")
                .layer("words", Pooling.MAX_OVER_TIME)
                .layer("hidden")
                .channelsLast();
    }

    private static List<String> texts() {
        Random random = new Random(29);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder("7");
            for (int t = random.nextInt(9); t > 0; t--) {
                text.append(' ').append(random.nextInt(Networks.WORDS));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static float[] own(SameDiff graph, String text) {
        INDArray ids = new IdEncoder().encode(List.of(text)).get(0);
        return graph.output(Map.of("ids", ids), "probabilities")
                .get("probabilities")
                .toFloatVector();
    }

    @Test
    void probabilities_are_the_graphs_own() throws Exception {
        SameDiff graph = graph();
        SameDiffExtractor<String> extractor =
                builder(graph).output(Output.of("probabilities")).build();
        List<String> texts = texts();

        for (String text : texts) {
            assertArrayEquals(
                    own(graph, text),
                    extractor.extract(List.of(text)).probabilities().row(0),
                    0);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Activations>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> extractor.extract(texts)));
            }
            for (Future<Activations> result : results) {
                for (int i = 0; i < texts.size(); i++) {
                    assertArrayEquals(
                            own(graph, texts.get(i)),
                            result.get().probabilities().row(i),
                            1e-5f);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sequences_with_channels_last_are_pooled() {
        Activations got =
                builder(graph()).output(Output.of("probabilities")).build().extract(List.of("7 3"));

        assertEquals(6, got.matrices().get(0).columns());
        assertEquals(5, got.matrices().get(1).columns());
    }

    @Test
    void logits_are_read_by_their_name() {
        SameDiff graph = graph();
        Activations got =
                builder(graph).output(Output.of("logits").logits()).build().extract(List.of("7 3 1"));

        assertArrayEquals(own(graph, "7 3 1"), got.probabilities().row(0), 1e-6f);
    }

    @Test
    void the_fingerprint_is_that_of_the_weights() {
        SameDiff graph = graph();
        String before =
                builder(graph).output(Output.of("probabilities")).build().fingerprint();

        assertEquals(
                before,
                builder(graph()).output(Output.of("probabilities")).build().fingerprint());
        graph.getVariable("b2").getArr().addi(1);
        assertNotEquals(
                before,
                builder(graph).output(Output.of("probabilities")).build().fingerprint());
    }

    @Test
    void wrong_names_are_refused_with_the_right_ones() {
        SameDiff graph = graph();

        assertRefused("name the variable of the class probabilities", () -> builder(graph)
                .build());
        assertRefused(
                "there is no computed variable \"softmax\"; there are [add, hidden, logits,",
                () -> builder(graph).output(Output.of("softmax")).build());
        assertRefused("there is no placeholder \"input\"; there are [ids]", () -> SameDiffExtractor.builder(
                        graph, new IdEncoder(), "input")
                .layer("hidden")
                .output(Output.of("probabilities"))
                .build());
        assertRefused(
                "if they are logits, say so by",
                () -> builder(graph).output(Output.of("logits")).build());
    }
}
