package org.dknn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.cli.result.Column;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Abstention;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Label;

/** Predictions as rows: one per text. Safe for use by many threads. */
final class PredictionRows {

    private final DeepKnn<List<String>> fitted;
    private final Optional<AbstainingClassifier<List<String>>> abstaining;
    private final double errorRate;
    private final boolean tellsUnlike;
    private final List<Column> columns;

    PredictionRows(
            DeepKnn<List<String>> fitted, Optional<AbstainingClassifier<List<String>>> abstaining, double errorRate) {
        this.fitted = fitted;
        this.abstaining = abstaining;
        this.errorRate = errorRate;
        this.tellsUnlike = fitted.calibrationScores().size() + 1 >= 1 / errorRate;
        this.columns = columns(fitted.labelSet(), abstaining.isPresent());
    }

    private static List<Column> columns(LabelSet labels, boolean abstains) {
        int width = labels.names().stream().mapToInt(String::length).max().orElse(0);
        List<Column> columns = new ArrayList<>();
        if (abstains) {
            columns.add(Column.text("answer", width));
            columns.add(Column.text("abstains because of", "unlike the training texts".length()));
        }
        columns.add(Column.text("label", width));
        columns.add(Column.number("credibility"));
        columns.add(Column.number("confidence"));
        columns.add(Column.text("network", width));
        columns.add(Column.number("probability"));
        columns.add(Column.text("like the training texts", 0));
        columns.add(Column.text("text", 0));
        return columns;
    }

    List<Column> columns() {
        return columns;
    }

    /** The cells of some texts, row by row. */
    List<List<String>> of(List<String> texts, Tokenizer tokenizer) {
        List<List<String>> words = texts.stream().map(tokenizer::words).toList();
        if (abstaining.isEmpty()) {
            List<Prediction> predictions = fitted.predictAll(words);
            return IntStream.range(0, texts.size())
                    .mapToObj(i -> cells(predictions.get(i), texts.get(i)))
                    .toList();
        }
        List<SelectivePrediction> selected = abstaining.get().predictAll(words);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> {
                    List<String> cells = new ArrayList<>(answer(selected.get(i)));
                    cells.addAll(cells(selected.get(i).prediction(), texts.get(i)));
                    return cells;
                })
                .toList();
    }

    /** The label, or the reason why there is none. */
    private List<String> answer(SelectivePrediction selected) {
        if (selected instanceof Label given) {
            return List.of(fitted.labelSet().name(given.label()), "");
        }
        SelectivePrediction.Reason reason = ((Abstention) selected).reason();
        return List.of(
                "",
                switch (reason) {
                    case OUT_OF_DISTRIBUTION -> "unlike the training texts";
                    case LOW_SCORE -> "low probability";
                });
    }

    private List<String> cells(Prediction prediction, String text) {
        int network = prediction.networkLabel();
        return List.of(
                fitted.labelSet().name(prediction.label()),
                Numbers.share(prediction.credibility()),
                Numbers.share(prediction.confidence()),
                fitted.labelSet().name(network),
                Numbers.share(prediction.probability(network)),
                like(prediction),
                text);
    }

    private String like(Prediction prediction) {
        if (!tellsUnlike) {
            return "";
        }
        return fitted.ood(prediction, errorRate).inDistribution() ? "yes" : "no";
    }
}
