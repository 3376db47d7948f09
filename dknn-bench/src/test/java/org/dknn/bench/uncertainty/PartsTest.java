package org.dknn.bench.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dknn.DeepKnn;
import org.dknn.activation.StepExtractor;
import org.dknn.cli.WordCounts;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The parts of the report, on texts that are made up and a network that counts words. */
class PartsTest {

    private static final Subject SUBJECT = subject();

    private static Subject subject() {
        DeepKnn<List<String>> dknn =
                DeepKnn.builder(new WordCounts()).neighbors(40).fit(WordCounts.texts(1, 400), WordCounts.texts(2, 300));
        return Subject.of("made up", dknn, WordCounts.texts(3, 300), WordCounts.texts(4, 300));
    }

    @AfterAll
    static void close() {
        SUBJECT.dknn().close();
    }

    private static double number(Table table, int row, String column) {
        String cell = table.rows().get(row).get(table.columns().indexOf(column));
        return Double.parseDouble(cell.replace(" %", ""));
    }

    @Test
    void prediction_sets_cover_as_they_say() {
        Table table = CoveragePart.table();
        new CoveragePart(SUBJECT, table).add();
        assertEquals(24, table.rows().size()); // three kinds and two levels of pooled, by class and two classes
        for (int row = 0; row < 24; row++) {
            assertTrue(number(table, row, "off by") > -3, table.rows().get(row).toString());
            assertTrue(
                    number(table, row, "mean size") < 2, table.rows().get(row).toString());
        }
    }

    @Test
    void words_that_never_stood_together_are_told_by_step() {
        Table table = OodPart.table();
        List<List<String>> strange = Collections.nCopies(50, List.of("bad", "plain", "bad", "plain"));
        List<List<String>> usual = Collections.nCopies(100, List.of("plain", "plain", "bad", "bad"));
        try (SequenceOodDetector<List<String>> steps =
                SequenceOodDetector.fit(new WordSteps().windows(2), usual, usual)) {
            new OodPart(SUBJECT, List.of(steps)).addTo(table, Map.of("turned", strange));

            // the test texts have "good" in them, which is farther still
            List<String> row = table.rows().get(3);
            assertEquals(4, table.rows().size());
            assertEquals("made up: words x 2 by step", row.get(0));
            assertEquals("100.0 %", row.get(6));
        }
        assertEquals(0, number(table, 0, "AUROC less that of softmax"));
        assertEquals("0.000 to 0.000", table.rows().get(0).get(5));
    }

    @Test
    void the_difference_of_areas_has_an_interval_around_it() {
        // one tells all apart, the other by chance: a half
        double[] low = new Random(3).doubles(200).toArray();
        double[] chance = new Random(4).doubles(200).toArray();
        double[] other = new Random(5).doubles(200).toArray();
        double[] high = Arrays.stream(low).map(value -> value + 1).toArray();

        OodPart.Scores told = new OodPart.Scores(list(high), list(low));
        double[] interval = told.intervalOfMore(new OodPart.Scores(list(chance), list(other)));
        assertTrue(interval[0] < 0.5 && 0.5 < interval[1], Arrays.toString(interval));
        // the standard error of an area of a half is sqrt(401 / (12 * 200 * 200)), .029
        assertEquals(4 * 0.029, interval[1] - interval[0], 0.03);
    }

    private static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A direction for each word. */
    private record WordSteps() implements StepExtractor<List<String>> {

        @Override
        public String layer() {
            return "words";
        }

        @Override
        public List<FloatMatrix> extract(List<List<String>> texts) {
            return texts.stream()
                    .map(words -> FloatMatrix.copyOf(
                            words.stream().map(WordSteps::direction).toArray(float[][]::new)))
                    .toList();
        }

        private static float[] direction(String word) {
            float[] direction = new float[3];
            direction[List.of("plain", "good", "bad").indexOf(word)] = 1;
            return direction;
        }
    }

    @Test
    void selective_answers_have_figures_and_pictures() {
        Table areas = SelectionPart.areas();
        Table errors = SelectionPart.errors();
        SelectionPart part = new SelectionPart(SUBJECT);
        part.addAreas(areas);
        part.addErrors(errors);
        assertEquals(7, part.pictures().size());

        assertEquals(17, areas.rows().size());
        assertEquals(0.8, number(areas, 0, "accuracy"), 0.1);
        assertTrue(number(areas, 0, "AURC") < 1 - number(areas, 0, "accuracy"));
        // scaling changes no order, but for floats next to 1 that it tells apart by those next to 0
        assertEquals(number(areas, 0, "AURC"), number(areas, 1, "AURC"), 0.001);
        // an isotonic confidence is nearer to the share right than the plain one
        assertTrue(
                number(errors, 4, "ECE, 15 bins") < number(errors, 2, "ECE, 15 bins"),
                errors.rows().toString());
    }

    @Test
    void saturation_is_counted_over_layers_and_maps() {
        Page page = new Page("");
        new SaturationPart(SUBJECT, 30).addTo(page);

        String count = page.markdown()
                .lines()
                .filter(line -> line.startsWith("| count |"))
                .findFirst()
                .orElseThrow();
        assertEquals(6, count.chars().filter(c -> c == '|').count(), count);
        assertTrue(page.html().contains("made up: saturation per layer"));
    }

    @Test
    void shuffled_texts_keep_their_words_and_random_ones_their_lengths() {
        List<List<String>> usual = WordCounts.texts(6, 20).inputs();

        Map<String, List<List<String>>> strange = OodPart.strange(usual, List.of(List.of("why", "?")), 1);
        List<List<String>> shuffled = strange.get("shuffled words");
        List<List<String>> random = strange.get("random words");
        assertEquals(List.of(List.of("why", "?")), strange.get("TREC questions"));

        assertNotEquals(usual, shuffled);
        assertEquals(strange, OodPart.strange(usual, List.of(List.of("why", "?")), 1));
        for (int i = 0; i < 20; i++) {
            assertEquals(counts(usual.get(i)), counts(shuffled.get(i)));
            assertEquals(10, random.get(i).size());
            assertTrue(new HashSet<>(List.of("plain", "good", "bad")).containsAll(random.get(i)));
        }
    }

    private static Map<String, Integer> counts(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }
}
