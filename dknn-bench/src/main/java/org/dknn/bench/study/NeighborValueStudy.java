package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.dknn.ScoreFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.AttributionStudy.Training;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.gradient.GradientAttribution;
import org.dknn.nlp.gradient.IntegratedGradients;
import org.dknn.nlp.gradient.NeighborGradient;
import org.dknn.vector.Metric;

/**
 * What neighbors add to explanations by words: the default beside the same two ends of the network's own score, gradients, counts of
 * words without a network, and what knows nothing, on the dev sentences of the Stanford Sentiment Treebank whose words people labelled.
 *
 * @param store of the models
 * @param every one of so many dev sentences is explained
 * @param metric distance of the neighbors
 */
public record NeighborValueStudy(ModelStore store, int every, Metric metric) {

    /** Part of leaving out, as in the default. */
    private static final double OUT_SHARE = 1.0 / 3;

    /** Share of the labels that are changed, and passes through the training set in which a network learns them by heart. */
    private static final double CHANGED = 0.2;

    private static final int EPOCHS = 10;

    /** All words alike, which marks none. */
    private record Equal() implements Attribution {

        @Override
        public String name() {
            return "all words equal";
        }

        @Override
        public Plan<Attributions> plan(Features features, Target target) {
            return Plan.of(Attributions.of(
                    name(),
                    target,
                    features.words().stream().mapToDouble(word -> 1).toArray()));
        }
    }

    /** Networks that learned what people said; means over the models of some seeds. */
    public Page run(List<NetworkKind> kinds, Training training, int firstSeed, int lastSeed) throws IOException {
        Page page = new Page("What neighbors add");
        for (NetworkKind kind : kinds) {
            List<ModelDesign<List<String>>> designs = new ArrayList<>();
            for (int seed = firstSeed; seed <= lastSeed; seed++) {
                designs.add(ModelDesign.of(store.folders(), Corpus.SST_2, kind, training == Training.PHRASES, seed));
            }
            page.heading(kind + " trained on " + training.name().toLowerCase(Locale.ROOT))
                    .table(table(designs));
        }
        return page;
    }

    /** Networks that learned by heart sentences of which some have the other label; so do their neighbors. */
    public Page runOnErrors(NetworkKind kind, int firstSeed, int lastSeed) throws IOException {
        List<ModelDesign<List<String>>> designs = new ArrayList<>();
        for (int seed = firstSeed; seed <= lastSeed; seed++) {
            designs.add(ModelDesign.of(store.folders(), Corpus.SST_2, kind, false, seed)
                    .onChangedLabels(
                            CHANGED, Recipe.byHeart().withEpochs(EPOCHS).withSeed(seed)));
        }
        return new Page("What neighbors add")
                .heading(kind + ", a fifth of the labels wrong, learned by heart")
                .table(table(designs));
    }

    private Table table(List<ModelDesign<List<String>>> designs) throws IOException {
        List<TextValues> models = new ArrayList<>();
        for (ModelDesign<List<String>> design : designs) {
            models.add(values(design));
        }
        return table(TextValues.mean(models));
    }

    private TextValues values(ModelDesign<List<String>> design) throws IOException {
        return new ResultFile<>(store.folders().cache().resolve("neighbor-value.jsonl"), TextValues.class)
                .get(ModelStore.name(design) + " every " + every + " " + metric, () -> {
                    List<AnnotatedText> texts = MarkedTexts.ofTreebank(store.folders(), every);
                    try (TrainedModel<List<String>> model = store.loadOrTrain(design.measuredBy(metric))) {
                        return TextValues.of(Evaluation.builder(Predictor.of(model.dknn()))
                                .attributions(attributions(model))
                                .metrics(List.of(
                                        Plausibility.spearman(),
                                        Plausibility.averagePrecision(),
                                        Plausibility.topHit()))
                                .seed(1)
                                .progress(new ConsoleProgress(store.out()))
                                .build()
                                .run(texts));
                    }
                });
    }

    private static Attribution[] attributions(TrainedModel<List<String>> model) {
        List<Attribution> all = new ArrayList<>(List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                new LeaveOneOutAndIn("log-odds out and in", ScoreFunction.LOG_ODDS, OUT_SHARE),
                LeaveOneOutAndIn.neighbors().withOutShare(OUT_SHARE),
                LeaveOneOutAndIn.conformity().withOutShare(OUT_SHARE),
                LeaveOneOut.neighborsAndNetwork(),
                LeaveOneOut.probability(),
                LeaveOneOut.conformity(),
                GradientAttribution.timesInput(model.gradients()),
                new IntegratedGradients(
                        model.gradients(),
                        IntegratedGradients.Baseline.zero(),
                        new IntegratedGradients.Steps(32, 32, 0.05)),
                Lexicon.of(model.data().training()),
                new Equal()));
        // layers of the other network are sequences, which neighbors have no gradient of
        if (model.design().network() == NetworkKind.CNN) {
            all.add(NeighborGradient.of(model.dknn(), model.gradients()));
        }
        return all.toArray(Attribution[]::new);
    }

    /**
     * Means and, in brackets, the differences of the default to each row, in intervals of which all but 5 % of tables hold no wrong one:
     * at 95 %, corrected for the number of differences by Bonferroni.
     */
    static Table table(EvaluationTable means) {
        List<String> columns = new ArrayList<>(List.of("explainer"));
        columns.addAll(means.metrics());
        Table table = new Table(columns.toArray(String[]::new));
        String first = means.explainers().stream()
                .filter(name ->
                        name.equals(LeaveOneOutAndIn.neighborsAndNetwork().name()))
                .findFirst()
                .orElse(means.explainers().get(0));
        int looks = (means.explainers().size() - 1) * means.metrics().size();
        for (String explainer : means.explainers()) {
            List<String> cells = new ArrayList<>(List.of(explainer));
            for (String metric : means.metrics()) {
                String mean = means.estimate(explainer, metric)
                        .map(estimate -> Shown.number(estimate.mean()))
                        .orElse("");
                cells.add(
                        explainer.equals(first)
                                ? mean
                                : mean + " " + difference(means, first, explainer, metric, looks));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String difference(EvaluationTable means, String one, String other, String metric, int looks) {
        List<OptionalDouble> minuend = means.values(one, metric);
        List<OptionalDouble> subtrahend = means.values(other, metric);
        double[] differences = IntStream.range(0, minuend.size())
                .filter(i -> minuend.get(i).isPresent() && subtrahend.get(i).isPresent())
                .mapToDouble(
                        i -> minuend.get(i).getAsDouble() - subtrahend.get(i).getAsDouble())
                .toArray();
        double mean = StatUtils.mean(differences);
        double error = Math.sqrt(StatUtils.variance(differences) / differences.length);
        double width = new NormalDistribution().inverseCumulativeProbability(1 - 0.025 / looks) * error;
        return "(" + signed(mean - width) + " to " + signed(mean + width) + ")";
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Shown.number(value);
    }
}
