package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.AgreementMetric;
import org.dknn.nlp.evaluate.AgreementStudy;
import org.dknn.nlp.evaluate.AgreementStudy.ModelExplainer;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.gradient.GradientAttribution;

/**
 * Sees whether explanations notice when the model knows nothing: when its layers are drawn anew, from the top down, and when it has
 * learned shuffled labels. An explanation that stays the same tells of the text, not of the model.
 *
 * <p>All models explain the label that the trained model predicts: another model often predicts another one, and the signs would differ
 * for that alone. Neighbors are looked for anew, since activations of the training sentences change too.
 *
 * @param store of the models
 * @param trained the model
 * @param sentences to be explained
 * @see <a href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018), Sanity checks for saliency maps</a>
 */
public record SanityStudy(ModelStore store, TrainedModel<List<String>> trained, Dataset<List<String>> sentences) {

    /** The model itself, which says how far an explanation agrees with itself: one without values agrees with none. */
    static final String NOTHING = "nothing";

    static final String SHUFFLED = "shuffled labels";

    /** What to hold against it: a model that differs, and knows as much. */
    static final String OTHER_SEED = "true labels, another seed";

    private static final List<AgreementMetric> METRICS =
            List.of(AgreementMetric.spearman(), AgreementMetric.absoluteSpearman());
    private static final long SEED = 101;
    private static final int ASKED_OF_LEARNED = 500;

    /**
     * How far explanations of another model agree with those of the trained one.
     *
     * @param values rank correlations by the pairs of explainers; the first is that of two random ones
     * @param rights shares of the sentences that the other network and its neighbors get right
     * @param learned share that the other network gets right of what it has learned
     */
    record Result(TextValues values, List<Double> rights, double learned) {}

    /** Checks the networks of SST-2 of one kind for seeds 1 to a number, by as many dev sentences, and adds the tables. */
    public static void run(ModelStore store, NetworkKind kind, int seeds, int sentences, Page page) throws IOException {
        List<Map<String, Result>> parameters = new ArrayList<>();
        List<Map<String, Result>> labels = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            store.out().println(kind + ", seed " + seed);
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), Corpus.SST_2, kind, true, seed);
            ModelDesign<List<String>> another = ModelDesign.of(store.folders(), Corpus.SST_2, kind, true, seed + 1);
            try (TrainedModel<List<String>> trained = store.loadOrTrain(design)) {
                SanityStudy study =
                        new SanityStudy(store, trained, spread(design.data().dev(), sentences));
                parameters.add(study.parameters());
                labels.add(study.labels(design, Recipe.byHeart(), another));
            }
        }
        for (AgreementMetric metric : METRICS) {
            page.heading(kind + ": " + metric.name() + " of explanations with those of the trained network")
                    .table(table(parameters, "layers drawn anew", metric.name()))
                    .table(table(labels, "what was learned", metric.name()));
        }
        double learned = labels.stream()
                .flatMap(seed -> Optional.ofNullable(seed.get(SHUFFLED)).stream())
                .mapToDouble(Result::learned)
                .average()
                .orElse(Double.NaN);
        page.say("The network gets " + Shown.number(learned)
                + " of the sentences right that it has learned with shuffled labels.");
    }

    /** One row per randomised model, one column per explainer: means over the seeds, with intervals over the sentences. */
    static Table table(List<Map<String, Result>> seeds, String what, String metric) {
        List<String> explainers = seeds.get(0).values().iterator().next().values.explainers();
        List<String> columns = new ArrayList<>(List.of(what));
        explainers.forEach(name -> columns.add(name.replaceFirst(" / .*", "")));
        columns.addAll(List.of("softmax right", "neighbors right"));
        Table table = new Table(columns.toArray(String[]::new));
        for (String row : seeds.get(0).keySet()) {
            List<Result> results = seeds.stream()
                    .filter(seed -> seed.containsKey(row))
                    .map(seed -> seed.get(row))
                    .toList();
            EvaluationTable means =
                    TextValues.mean(results.stream().map(Result::values).toList());
            List<String> cells = new ArrayList<>(List.of(row));
            explainers.forEach(explainer -> cells.add(Shown.estimate(means.estimate(explainer, metric), "")));
            for (int i = 0; i < 2; i++) {
                int answer = i;
                cells.add(Shown.number(results.stream()
                        .mapToDouble(result -> result.rights.get(answer))
                        .average()
                        .orElse(Double.NaN)));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** As many examples, at equal steps. */
    private static Dataset<List<String>> spread(Dataset<List<String>> examples, int wanted) {
        int count = Math.min(wanted, examples.size());
        return examples.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * examples.size() / count))
                .toArray());
    }

    /** Cascading randomisation of the parameters: results by the layer that was drawn last. */
    Map<String, Result> parameters() throws IOException {
        List<String> layers = RandomisedNetworks.layersFromTop(trained.graph());
        Map<String, Result> results = new LinkedHashMap<>();
        for (int drawn = 0; drawn <= layers.size(); drawn++) {
            int top = drawn;
            String row = drawn == 0 ? NOTHING : (drawn == 1 ? "" : "and ") + layers.get(drawn - 1);
            store.out().println("Layers drawn anew: " + layers.subList(0, drawn));
            results.put(row, kept(drawn + " layers drawn", () -> {
                var network = RandomisedNetworks.withTopLayersDrawn(trained.graph(), top, SEED);
                return TrainedModel.fit(
                        trained.design(), network, trained.vocabulary(), new ConsoleProgress(store.out()));
            }));
        }
        return results;
    }

    /**
     * Randomisation of the labels.
     *
     * @param design of the trained model
     * @param byHeart recipe of a training on shuffled labels
     * @param another model of another seed, left out if it is not kept
     */
    Map<String, Result> labels(ModelDesign<List<String>> design, Recipe byHeart, ModelDesign<List<String>> another)
            throws IOException {
        Map<String, Result> results = new LinkedHashMap<>();
        ModelDesign<List<String>> shuffled = design.onShuffledLabels(byHeart.withSeed(SEED));
        results.put(SHUFFLED, kept(SHUFFLED, () -> store.loadOrTrain(shuffled)));
        if (store.isKept(another)) {
            results.put(OTHER_SEED, kept(OTHER_SEED, () -> store.loadOrTrain(another)));
        }
        return results;
    }

    private Result kept(String what, ResultFile.Computation<TrainedModel<List<String>>> making) throws IOException {
        String cell = ModelStore.name(trained.design()) + " " + sentences.size() + " sentences, " + what;
        Path file = store.folders().cache().resolve("sanity.jsonl");
        return new ResultFile<>(file, Result.class).get(cell, () -> {
            try (TrainedModel<List<String>> model = making.compute()) {
                return compared(model);
            }
        });
    }

    private Result compared(TrainedModel<List<String>> other) {
        List<Features> texts = sentences.inputs().stream().map(Features::of).toList();
        List<Prediction> predictions = trained.dknn().predictAll(sentences.inputs());
        AgreementStudy study = AgreementStudy.oneByOne(explainers(trained), explainers(other))
                .withMetrics(METRICS)
                .withTargets(text -> Target.predicted(predictions.get(texts.indexOf(text))))
                .withSeed(1)
                .withProgress(new ConsoleProgress(store.out()));
        Dataset<List<String>> learned = other.data().training();
        Dataset<List<String>> first = learned.select(
                IntStream.range(0, Math.min(ASKED_OF_LEARNED, learned.size())).toArray());
        return new Result(
                TextValues.of(study.run(texts)),
                List.of(right(other, sentences, Prediction::networkLabel), right(other, sentences, Prediction::label)),
                right(other, first, Prediction::networkLabel));
    }

    private static List<ModelExplainer> explainers(TrainedModel<List<String>> model) {
        Predictor predictor = Predictor.of(model.dknn());
        return Stream.of(
                        LeaveOneOutAndIn.neighborsAndNetwork(),
                        LeaveOneOut.conformity(),
                        LeaveOneOut.probability(),
                        GradientAttribution.timesInput(model.gradients()))
                .map(method -> ModelExplainer.of(method, predictor))
                .toList();
    }

    private static double right(
            TrainedModel<List<String>> model, Dataset<List<String>> examples, ToIntFunction<Prediction> answer) {
        List<Prediction> predictions = model.dknn().predictAll(examples.inputs());
        return AccuracyResult.accuracy(examples, i -> answer.applyAsInt(predictions.get(i)));
    }
}
