package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.SmallNetwork;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained network with an embedding has all out-of-distribution scores without being told. */
class OodOfNetworksTest {

    private static final SmallNetwork NETWORK = SmallNetwork.trained();

    private static Dl4jExtractor<List<String>> extractor() {
        return Dl4jExtractor.builder(NETWORK.graph(), TokenIds.of(NETWORK.vocabulary()))
                .layer("pooled")
                .layer("dense")
                .workers(1)
                .build();
    }

    private static DeepKnn<List<String>> fitted() {
        Dataset.Split<List<String>> split = NETWORK.examples().holdOut(60, 1);
        return DeepKnn.builder(extractor()).neighbors(5).fit(split.kept(), split.heldOut());
    }

    private static OodResult ood(DeepKnn<List<String>> dknn, String text) {
        return Explainer.of(dknn, Tokenizer.whitespace())
                .explain(text)
                .prediction()
                .ood()
                .orElseThrow();
    }

    @Test
    void foreign_words_are_named_and_files_keep_the_results(@TempDir Path directory) throws IOException {
        try (DeepKnn<List<String>> dknn = fitted()) {
            OodResult usual =
                    ood(dknn, String.join(" ", NETWORK.examples().inputs().get(3)));
            OodResult foreign = ood(dknn, "where is the tallest tower of paris ?");

            assertEquals(
                    List.of("distance in pooled", "windows of three words", "unknown words", "unknown word pairs"),
                    dknn.oodScores());
            assertTrue(usual.inDistribution(), usual.toString());
            assertFalse(foreign.inDistribution(), foreign.toString());
            assertTrue(foreign.reasons().contains("7 of 8 words unknown"), foreign.toString());
            dknn.save(directory);
            try (DeepKnn<List<String>> loaded = DeepKnn.load(directory, extractor())) {
                assertEquals(foreign, ood(loaded, "where is the tallest tower of paris ?"));
            }
        }
    }

    @Test
    void no_more_texts_of_the_same_kind_are_called_foreign_than_allowed() {
        Dataset.Split<List<String>> split = NETWORK.examples().holdOut(120, 2);
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor())
                .neighbors(5)
                .fit(
                        split.kept(),
                        split.heldOut().select(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18))) {
            List<List<String>> others = split.heldOut().inputs().subList(19, 120);
            long alarms = dknn.oodAll(others, dknn.predictAll(others), .1).stream()
                    .filter(result -> !result.inDistribution())
                    .count();

            assertTrue(alarms <= 101 * (.1 + 4 * Math.sqrt(.09 / 101 + .09 / 19)), "seed 2: " + alarms);
        }
    }

    @Test
    void pairs_are_told_by_the_words_of_both_texts() {
        InputCodec<SentencePair> codec = new PairProducts().codec();

        assertEquals(
                List.of(List.of("a", "b"), List.of("c")),
                codec.texts(new SentencePair(List.of("a", "b"), List.of("c"))));
    }
}
