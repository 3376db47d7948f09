package org.dknn.cli;

import java.util.ArrayList;
import java.util.List;
import org.dknn.cli.result.Column;
import org.dknn.cli.result.RowFormat;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;

/** Explanations as rows: one per word, with a column per method. */
final class ExplanationRows {

    private static final List<Column> FIRST = List.of(
            Column.number("number"),
            Column.text("label", 0),
            Column.number("credibility"),
            Column.number("confidence"),
            Column.text("network", 0),
            Column.number("probability"),
            Column.text("segment", 0),
            Column.number("position"),
            Column.text("word", 0));

    private ExplanationRows() {}

    private static List<Column> columns(List<String> methods) {
        List<Column> columns = new ArrayList<>(FIRST);
        methods.forEach(method -> columns.add(Column.number(method)));
        return columns;
    }

    static String head(RowFormat format, List<String> methods) {
        return format.head("Explanations", columns(methods));
    }

    /** The rows of an explanation; one without a word for each segment that has none. */
    static String of(RowFormat format, Explanation explanation, int number) {
        StringBuilder rows = new StringBuilder();
        for (Segment segment : explanation.segments()) {
            List<Column> columns = columns(segment.methods());
            if (segment.tokens().isEmpty()) {
                rows.append(format.row(columns, cells(explanation, number, segment, -1)));
            }
            for (int position = 0; position < segment.tokens().size(); position++) {
                rows.append(format.row(columns, cells(explanation, number, segment, position)));
            }
        }
        return rows.toString();
    }

    private static List<String> cells(Explanation explanation, int number, Segment segment, int position) {
        PredictionSummary prediction = explanation.prediction();
        int network = prediction.networkLabel();
        List<String> cells = new ArrayList<>(List.of(
                String.valueOf(number),
                explanation.labelName(),
                number(prediction.credibility()),
                number(prediction.confidence()),
                explanation.labelSet().name(network),
                number(prediction.probability(network)),
                segment.name(),
                position < 0 ? "" : String.valueOf(position + 1),
                position < 0 ? "" : segment.tokens().get(position).word()));
        for (Attributions values : segment.attributions()) {
            cells.add(position < 0 ? "" : number(values.value(position)));
        }
        return cells;
    }

    /** As many digits as a float has, which is what networks compute in. */
    static String number(double value) {
        return Float.toString((float) value);
    }
}
