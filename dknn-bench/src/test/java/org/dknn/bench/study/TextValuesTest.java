package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.dknn.cli.page.Table;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.junit.jupiter.api.Test;

class TextValuesTest {

    /** Two explainers by two metrics on three texts. */
    private static TextValues values(double plus) {
        return new TextValues(
                List.of("probability", "gradient x input"),
                List.of("first", "second"),
                List.of(
                        List.of(List.of(0 + plus, 0.25 + plus, Double.NaN), List.of(1.0, 1.0, 1.0)),
                        List.of(List.of(0.5, 0.5, 0.5), List.of(0.0, plus > 0 ? Double.NaN : 1, Double.NaN))));
    }

    @Test
    void the_mean_of_seeds_is_taken_text_by_text_where_there_is_one() {
        EvaluationTable mean = TextValues.mean(List.of(values(0), values(0.5)));
        assertEquals(
                List.of(OptionalDouble.of(0.25), OptionalDouble.of(0.5), OptionalDouble.empty()),
                mean.values("probability", "first"));
        assertEquals(
                List.of(OptionalDouble.of(0), OptionalDouble.of(1), OptionalDouble.empty()),
                mean.values("gradient x input", "second"));
        assertEquals(values(0), TextValues.of(TextValues.mean(List.of(values(0)))));
    }

    @Test
    void a_table_has_a_sign_for_each_explainer_compared_with() {
        Table table = AttributionStudy.table(TextValues.mean(List.of(values(0.5))));
        assertEquals(List.of("explainer", "first", "second"), table.columns());
        // .5 and .75 against .5 and .5: the interval of the difference touches 0
        assertEquals(
                List.of(
                        List.of("probability", ".625 == (.500 to .750)", "1.000 =+ (1.000 to 1.000)"),
                        List.of("gradient x input", ".500 == (.500 to .500)", ".000 -= (.000 to .000)")),
                table.rows());
    }
}
