package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.ScoreFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.LocalLinearModel;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.ValueFunction;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Faithfulness;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.evaluate.Sparseness;
import org.dknn.nlp.gradient.GradientAttribution;

/**
 * Explains the dev sentences of the Stanford Sentiment Treebank by several methods and compares what they say with the labels that
 * people gave to single words, and with what the network does when words are deleted.
 *
 * @param store of the models
 * @param every one of so many dev sentences is explained
 * @param isFew whether methods are left out that draw sixty texts per sentence
 */
public record AttributionStudy(ModelStore store, int every, boolean isFew) {

    /** One of so many sentences, at most, is judged by what the network does, which takes hundreds of texts per sentence. */
    private static final int EVERY_DELETED = 12;

    private static final SamplingBudget BUDGET = new SamplingBudget(60, 1);

    /** What a network has learned from. */
    public enum Training {
        /** Phrases of the treebank. */
        PHRASES,
        /** Whole sentences. */
        SENTENCES
    }

    /** Explains and judges by the models of seeds 1 to a number; two tables per network and training. */
    public Page run(List<NetworkKind> kinds, List<Training> trainings, int seeds) throws IOException {
        List<ExplanationMetric> ofPeople = Stream.concat(
                        Plausibility.all().stream().limit(4), Sparseness.all().stream())
                .toList();
        Page page = new Page("Attributions");
        for (NetworkKind kind : kinds) {
            for (Training training : trainings) {
                String title = kind + " trained on " + training.name().toLowerCase(Locale.ROOT);
                List<TextValues> seen = new ArrayList<>();
                List<TextValues> used = new ArrayList<>();
                for (int seed = 1; seed <= seeds; seed++) {
                    store.out().println(title + ", seed " + seed);
                    ModelDesign<List<String>> design =
                            ModelDesign.of(store.folders(), Corpus.SST_2, kind, training == Training.PHRASES, seed);
                    seen.add(values(design, "words", ofPeople, every));
                    used.add(values(
                            design, "deletions", Faithfulness.ofProbability().all(), Math.max(EVERY_DELETED, every)));
                }
                page.heading(title + ", word labels").table(table(TextValues.mean(seen)));
                page.heading(title + ", words deleted").table(table(TextValues.mean(used)));
            }
        }
        return page;
    }

    private TextValues values(ModelDesign<List<String>> design, String name, List<ExplanationMetric> metrics, int step)
            throws IOException {
        String cell = ModelStore.name(design) + " " + name + " every " + step + (isFew ? " few" : " all");
        return new ResultFile<>(store.folders().cache().resolve("attributions.jsonl"), TextValues.class)
                .get(cell, () -> {
                    List<AnnotatedText> texts = MarkedTexts.ofTreebank(store.folders(), step);
                    try (TrainedModel<List<String>> model = store.loadOrTrain(design)) {
                        return TextValues.of(evaluation(model, metrics).run(texts));
                    }
                });
    }

    private Evaluation evaluation(TrainedModel<List<String>> model, List<ExplanationMetric> metrics) {
        List<Attribution> attributions = isFew ? few(model) : all(model);
        return Evaluation.builder(Predictor.of(model.dknn()))
                .attributions(attributions.toArray(Attribution[]::new))
                .metrics(metrics)
                .seed(1)
                .progress(new ConsoleProgress(store.out()))
                .build();
    }

    /**
     * One row per explainer, one column per metric. Each mean stands with a sign for the network's probability and for the gradient, {@code +} for more, {@code -} for
     * less, {@code =} where the interval of the paired difference includes 0, and with its own interval.
     */
    static Table table(EvaluationTable means) {
        List<String> columns = new ArrayList<>(List.of("explainer"));
        columns.addAll(means.metrics());
        Table table = new Table(columns.toArray(String[]::new));
        for (String explainer : means.explainers()) {
            List<String> cells = new ArrayList<>(List.of(explainer));
            means.metrics().forEach(metric -> cells.add(cell(means, explainer, metric)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String cell(EvaluationTable means, String explainer, String metric) {
        String signs = means.explainers().stream()
                .filter(name -> name.equals(LeaveOneOut.probability().name()) || name.startsWith("gradient"))
                .map(rival -> means.difference(explainer, rival, metric)
                        .map(AttributionStudy::sign)
                        .orElse("="))
                .collect(Collectors.joining());
        return Shown.estimate(means.estimate(explainer, metric), " " + signs);
    }

    private static String sign(Estimate difference) {
        return difference.low() > 0 ? "+" : difference.high() < 0 ? "-" : "=";
    }

    /** Those that ask for two texts per word at most. */
    private static List<Attribution> few(TrainedModel<List<String>> model) {
        return List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.conformity(),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.probability(),
                GradientAttribution.timesInput(model.gradients()));
    }

    private static List<Attribution> all(TrainedModel<List<String>> model) {
        List<Attribution> all = new ArrayList<>(few(model));
        all.add(ShapleyValues.conformity(BUDGET));
        all.add(new ShapleyValues("neighbors Shapley", ValueFunction.of(ScoreFunction.LOG_RATIO), BUDGET));
        all.add(LocalLinearModel.of(ScoreFunction.LOG_RATIO, BUDGET));
        return all;
    }
}
