package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceValuesTest {

    private static final List<ExplanationMetric> METRICS =
            Metrics.plausibility().subList(0, 2);
    private static final String FIRST = METRICS.get(0).name();
    private static final String SECOND = METRICS.get(1).name();

    @TempDir
    private Path directory;

    /** Two explainers by two metrics on three sentences. */
    private static SentenceValues values(double plus) {
        double[][][] values = {
            {{0 + plus, 0.25 + plus, Double.NaN}, {1, 1, 1}},
            {{0.5, 0.5, 0.5}, {0, plus > 0 ? Double.NaN : 1, Double.NaN}}
        };
        return SentenceValues.of(EvaluationTable.of(List.of("a", "b"), METRICS, values, 1), METRICS);
    }

    private static String markdown(SentenceValues values) {
        return new SaliencyTable(SentenceValues.mean(List.of(values)), List.of("b")).markdown();
    }

    @Test
    void the_mean_of_seeds_is_taken_sentence_by_sentence_where_there_is_one() {
        EvaluationTable mean = SentenceValues.mean(List.of(values(0), values(0.5)));

        assertEquals(
                List.of(OptionalDouble.of(0.25), OptionalDouble.of(0.5), OptionalDouble.empty()),
                mean.values("a", FIRST));
        assertEquals(
                List.of(OptionalDouble.of(0), OptionalDouble.of(1), OptionalDouble.empty()), mean.values("b", SECOND));
    }

    @Test
    void what_is_written_is_read() throws IOException {
        Path file = directory.resolve("new").resolve("values.tsv");
        assertEquals(Optional.empty(), SentenceValues.read(file, METRICS));

        values(0.125).write(file);

        assertEquals(
                Optional.of(markdown(values(0.125))),
                SentenceValues.read(file, METRICS).map(SentenceValuesTest::markdown));
    }

    @Test
    void values_of_another_meaning_are_found_again() throws IOException {
        Path file = directory.resolve("values.tsv");
        Files.writeString(file, "# 1\nconformity\thuman Spearman\t0.5\n");

        assertEquals(Optional.empty(), SentenceValues.read(file, METRICS));
    }

    @Test
    void only_the_zero_before_the_point_is_left_out() {
        double[][][] values = {{{-20.3, -20.3}, {10.5, 10.5}}};
        EvaluationTable table = EvaluationTable.of(List.of("a"), METRICS, values, 1);

        String markdown = new SaliencyTable(table, List.of("a")).markdown();

        assertTrue(markdown.contains("| a | -20.300 = (-20.300 to -20.300) | 10.500 = (10.500 to 10.500) |"), markdown);
    }

    @Test
    void a_table_has_a_sign_for_each_explainer_compared_with() {
        String markdown = new SaliencyTable(SentenceValues.mean(List.of(values(0.5))), List.of("a", "b")).markdown();

        assertTrue(markdown.startsWith("| | " + FIRST + " | " + SECOND + " |\n|---|---|---|\n"), markdown);
        // .5 and .75 against .5 and .5: the interval of the difference touches 0
        assertTrue(markdown.contains("| a | .625 == (.500 to .750) | 1.000 =+ (1.000 to 1.000) |"), markdown);
        assertTrue(markdown.contains("| b | .500 == (.500 to .500) | .000 -= (.000 to .000) |"), markdown);
    }
}
