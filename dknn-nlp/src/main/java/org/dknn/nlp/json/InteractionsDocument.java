package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dknn.nlp.explain.Interactions;

/** The JSON of interactions; rows are words of the first segment, columns words of the second. */
@JsonPropertyOrder({"method", "premise", "hypothesis", "both", "values"})
record InteractionsDocument(String method, DropsDocument premise, DropsDocument hypothesis, List<List<Double>> both) {

    InteractionsDocument {
        both = both.stream().map(List::copyOf).toList();
    }

    /** The JSON of words of one segment, and of how much the score drops without each. */
    @JsonPropertyOrder({"positions", "drops"})
    record DropsDocument(List<Integer> positions, List<Double> drops) {

        static DropsDocument of(Interactions.Drops side) {
            return new DropsDocument(side.positions(), side.drops());
        }

        Interactions.Drops toDrops() {
            return new Interactions.Drops(positions, drops);
        }
    }

    static InteractionsDocument of(Interactions found) {
        return new InteractionsDocument(
                found.method(),
                DropsDocument.of(found.premise()),
                DropsDocument.of(found.hypothesis()),
                table(found, row -> column -> found.bothDrop(row, column)));
    }

    private static List<List<Double>> table(Interactions found, IntFunction<IntFunction<Double>> cell) {
        int columns = found.hypothesis().positions().size();
        return IntStream.range(0, found.premise().positions().size())
                .mapToObj(row ->
                        IntStream.range(0, columns).mapToObj(cell.apply(row)).toList())
                .toList();
    }

    Interactions toInteractions() {
        double[][] drops = both.stream().map(ExplanationDocument::array).toArray(double[][]::new);
        return Interactions.of(method, premise.toDrops(), hypothesis.toDrops(), drops);
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    List<List<Double>> values() {
        Interactions found = toInteractions();
        return table(found, row -> column -> found.value(row, column));
    }
}
