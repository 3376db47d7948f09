package org.dknn.bench.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dknn.bench.data.GeneratedPairs;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.explain.TextPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of pairs from data to report, on generated pairs: they are easy, so a network that learns gets them right. */
class PairStudyTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void useOwnCache() {
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
    }

    @AfterEach
    void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    private String run(TextPair... pairs) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new PairStudy(
                        GeneratedPairs.make(1),
                        Recipe.onFewPairs(),
                        directory.resolve("pairs.html"),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(List.of(pairs));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void pairs_are_learned_once_and_then_loaded_and_explained() throws IOException {
        String first = run();
        String second = run(new TextPair("a red ball lies in the park", "the ball is blue <u>"));

        Matcher line = Pattern.compile("generated pairs, unseen pairs: softmax (\\S+), DkNN (\\S+) \\(n=200\\)")
                .matcher(first);
        assertTrue(line.find(), first);
        assertTrue(Double.parseDouble(line.group(1)) > 0.9, first);
        assertTrue(Double.parseDouble(line.group(2)) > 0.9, first);
        assertTrue(second.contains("Loads the network of pairs") && second.contains(line.group()), second);
        assertTrue(second.contains("hypothesis: the ball is blue <u>"), second);
        String report = Files.readString(directory.resolve("pairs.html"));
        assertTrue(report.contains(">blue</span>") && report.contains("&lt;") && !report.contains("<u>"), report);
    }

    @Test
    void a_pair_is_given_with_an_arrow_and_the_paper_s_ones_else() {
        assertEquals(List.of(new TextPair("A b.", "C d.")), SnliPairs.pairs(" A b. -> C d."));
        assertEquals(4, SnliPairs.pairs("", " ").size());
        assertThrows(IllegalArgumentException.class, () -> SnliPairs.pairs("no arrow"));
    }
}
