package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

class SnliPairsTest {

    @Test
    void a_generated_pair_is_explained() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        SnliPairs.run(
                SnliPairs.generate(600, 1),
                Recipe.EASY,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new TextPair("A man is singing at home.", "Nobody is singing."));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Test accuracy of the neighbors: "), text);
        assertTrue(text.contains("contradiction"), text);
    }

    @Test
    void lines_with_quotes_are_read_and_hyphens_left_out() {
        Dataset<SentencePair> pairs = SnliPairs.parse(List.of(
                "pairID,sentence1,sentence2,label",
                "1,\"A man, who \"\"sings\"\".\",He sings.,entailment",
                "2,A man.,A boy.,-"));

        assertEquals(1, pairs.size());
        assertEquals(
                new SentencePair(
                        List.of("a", "man", ",", "who", "``", "sings", "''", "."), List.of("he", "sings", ".")),
                pairs.inputs().get(0));
    }
}
