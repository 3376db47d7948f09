package org.dknn.cli;

import java.util.ArrayList;
import java.util.Collections;
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
            return cells(fitted.predictAll(words), words, texts);
        }
        List<SelectivePrediction> selected = abstaining.get().predictAll(words);
        List<List<String>> answered =
                cells(selected.stream().map(SelectivePrediction::prediction).toList(), words, texts);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> {
                    List<String> cells = new ArrayList<>(answer(selected.get(i)));
                    cells.addAll(answered.get(i));
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

    private List<List<String>> cells(List<Prediction> predictions, List<List<String>> words, List<String> texts) {
        List<String> like = like(predictions, words);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> cells(predictions.get(i), like.get(i), texts.get(i)))
                .toList();
    }

    private List<String> cells(Prediction prediction, String like, String text) {
        int network = prediction.networkLabel();
        return List.of(
                fitted.labelSet().name(prediction.label()),
                Numbers.share(prediction.credibility()),
                Numbers.share(prediction.confidence()),
                fitted.labelSet().name(network),
                Numbers.share(prediction.probability(network)),
                like,
                text);
    }

    private List<String> like(List<Prediction> predictions, List<List<String>> words) {
        if (!tellsUnlike) {
            return Collections.nCopies(predictions.size(), "");
        }
        return fitted.oodAll(words, predictions, errorRate).stream()
                .map(result -> result.inDistribution() ? "yes" : "no")
                .toList();
    }
}
