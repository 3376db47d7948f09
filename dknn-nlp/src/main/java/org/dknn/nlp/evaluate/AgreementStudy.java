package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;

/**
 * How far explainers agree over texts. It answers three questions:
 *
 * <ul>
 *   <li>Do explainers of one model agree ({@link #pairs})?
 *   <li>Does an explanation change when the model is randomised, as it must ({@link #against}, {@link #oneByOne})? The parameters are
 *       drawn at random, or the model is trained on shuffled labels, after <a
 *       href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018)</a>.
 *   <li>Does it stay when only a seed changes, as it should ({@link #pairs} of explainers of several seeds, {@link #overSeeds})?
 * </ul>
 *
 * <p>Each explainer explains what its own model predicts. Where two models predict different labels, signs cannot be compared;
 * {@link #withTargets} explains the same label by all of them. Two random explanations are always compared in the same table, as the
 * first pair. Immutable, safe for use by many threads.
 */
public final class AgreementStudy {

    private static final int TEXTS_AT_A_TIME = 8;

    private final List<Pair> pairs;
    private final List<AgreementMetric> metrics;
    private final Settings settings;
    private final ProgressListener listener;

    private AgreementStudy(
            List<Pair> pairs, List<AgreementMetric> metrics, Settings settings, ProgressListener listener) {
        this.pairs = pairs;
        this.metrics = metrics;
        this.settings = settings;
        this.listener = listener;
    }

    private static AgreementStudy of(List<Pair> pairs) {
        return new AgreementStudy(
                pairs, AgreementMetric.all(), new Settings(0, Optional.empty()), ProgressListener.silent());
    }

    /** A seed, and the class that all explainers explain; if there is none, each explains its own prediction. */
    private record Settings(long seed, Optional<Function<Features, Target>> targets) {}

    /**
     * An attribution and the model it explains.
     *
     * @param name for tables
     * @param attribution the method
     * @param predictor the model
     */
    public record ModelExplainer(String name, Attribution attribution, Predictor predictor) {

        /** Checks that all parts are there. */
        public ModelExplainer {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(attribution, "attribution");
            Objects.requireNonNull(predictor, "predictor");
        }

        /** The attribution under its own name. */
        public static ModelExplainer of(Attribution attribution, Predictor predictor) {
            return new ModelExplainer(attribution.name(), attribution, predictor);
        }

        private Plan<Attributions> plan(Features features, Optional<Function<Features, Target>> targets) {
            return targets.map(same -> attribution.plan(features, same.apply(features)))
                    .orElseGet(() -> Evaluation.predict(features)
                            .then(prediction -> attribution.plan(features, Target.predicted(prediction))));
        }
    }

    private record Pair(ModelExplainer first, ModelExplainer second) {

        String name() {
            return first.name() + " / " + second.name();
        }
    }

    /**
     * Compares each explainer with each other.
     *
     * @param explainers at least two, with different names
     */
    public static AgreementStudy pairs(List<ModelExplainer> explainers) {
        checkNames(explainers, 2);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < explainers.size(); i++) {
            for (int j = i + 1; j < explainers.size(); j++) {
                pairs.add(new Pair(explainers.get(i), explainers.get(j)));
            }
        }
        return of(pairs);
    }

    /**
     * Compares one explainer with each of others.
     *
     * @param explainer for example of the trained model
     * @param others for example by the same method, of randomised models; at least one, with different names
     */
    public static AgreementStudy against(ModelExplainer explainer, List<ModelExplainer> others) {
        checkNames(others, 1);
        return of(others.stream().map(other -> new Pair(explainer, other)).toList());
    }

    /**
     * Compares each explainer with the one at its place in a second list.
     *
     * @param explainers for example several methods of the trained model; at least one, with different names
     * @param others as many, for example the same methods of a randomised model
     */
    public static AgreementStudy oneByOne(List<ModelExplainer> explainers, List<ModelExplainer> others) {
        checkNames(explainers, 1);
        if (others.size() != explainers.size()) {
            throw new IllegalArgumentException(
                    "needs an other explainer for each of " + explainers.size() + ", got " + others.size());
        }
        return of(IntStream.range(0, explainers.size())
                .mapToObj(i -> new Pair(explainers.get(i), others.get(i)))
                .toList());
    }

    /**
     * Compares one method over several seeds.
     *
     * @param attributions the same method with different seeds, at least two; named by their places in the list
     */
    public static AgreementStudy overSeeds(List<Attribution> attributions, Predictor predictor) {
        return pairs(IntStream.range(0, attributions.size())
                .mapToObj(i ->
                        new ModelExplainer(attributions.get(i).name() + " " + (i + 1), attributions.get(i), predictor))
                .toList());
    }

    private static void checkNames(List<ModelExplainer> explainers, int least) {
        List<String> names = explainers.stream().map(ModelExplainer::name).toList();
        if (names.size() < least || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "needs at least " + least + " explainers of different names, got " + names);
        }
    }

    /** A study by other metrics, with names that differ. Default: {@link AgreementMetric#all}. */
    public AgreementStudy withMetrics(List<AgreementMetric> metrics) {
        return new AgreementStudy(pairs, List.copyOf(metrics), settings, listener);
    }

    /** A study with another seed of the intervals and of the random explanations. Default: 0. */
    public AgreementStudy withSeed(long seed) {
        return new AgreementStudy(pairs, metrics, new Settings(seed, settings.targets), listener);
    }

    /**
     * A study in which all explainers explain the same class of a text, whatever their models predict: for example the one that the
     * trained model predicts, when it is compared with randomised ones. Default: each explains what its own model predicts.
     *
     * @param targets what is explained of a text
     */
    public AgreementStudy withTargets(Function<Features, Target> targets) {
        return new AgreementStudy(pairs, metrics, new Settings(settings.seed, Optional.of(targets)), listener);
    }

    /** A study whose listener receives the number of texts that are done. Default: no listener. */
    public AgreementStudy withProgress(ProgressListener listener) {
        return new AgreementStudy(pairs, metrics, settings, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Explains texts, or segments of pairs, and compares the explanations.
     *
     * @param texts at least one
     * @return one row per metric and one column per pair of explainers, the random one first
     */
    public EvaluationTable run(List<Features> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("needs at least one text, got none");
        }
        List<Pair> all = Stream.concat(Stream.of(randomPair()), pairs.stream()).toList();
        double[][][] values = new double[all.size()][metrics.size()][texts.size()];
        List<ModelGroup> models = models(all);
        for (int from = 0; from < texts.size(); from += TEXTS_AT_A_TIME) {
            int to = Math.min(from + TEXTS_AT_A_TIME, texts.size());
            Map<ModelExplainer, List<Attributions>> explained = new HashMap<>();
            for (ModelGroup model : models) {
                explained.putAll(model.explain(texts.subList(from, to), settings.targets));
            }
            compare(all, explained, values, from);
            listener.onProgress("agreement", to, texts.size());
        }
        List<EvaluationTable.Column> columns = metrics.stream()
                .map(metric -> new EvaluationTable.Column(metric.name(), Direction.NEITHER))
                .toList();
        return new EvaluationTable(all.stream().map(Pair::name).toList(), columns, values, settings.seed);
    }

    /** Two random explanations of the first explainer's model. */
    private Pair randomPair() {
        Predictor predictor = pairs.get(0).first().predictor();
        return new Pair(
                ModelExplainer.of(new RandomAttribution(2 * settings.seed), predictor),
                ModelExplainer.of(new RandomAttribution(2 * settings.seed + 1), predictor));
    }

    private static List<ModelGroup> models(List<Pair> pairs) {
        Map<Predictor, List<ModelExplainer>> explainers = pairs.stream()
                .flatMap(pair -> Stream.of(pair.first, pair.second))
                .distinct()
                .collect(Collectors.groupingBy(ModelExplainer::predictor, LinkedHashMap::new, Collectors.toList()));
        return explainers.entrySet().stream()
                .map(model -> new ModelGroup(new PlanExecutor(model.getKey()), model.getValue()))
                .toList();
    }

    /** The explainers of one model, each once. */
    private record ModelGroup(PlanExecutor executor, List<ModelExplainer> explainers) {

        Map<ModelExplainer, List<Attributions>> explain(
                List<Features> texts, Optional<Function<Features, Target>> targets) {
            List<List<Attributions>> byExplainer = executor.runAll(explainers.stream()
                    .map(explainer -> Plan.all(texts.stream()
                            .map(text -> explainer.plan(text, targets))
                            .toList()))
                    .toList());
            Map<ModelExplainer, List<Attributions>> explained = new HashMap<>();
            for (int i = 0; i < explainers.size(); i++) {
                explained.put(explainers.get(i), byExplainer.get(i));
            }
            return explained;
        }
    }

    private void compare(
            List<Pair> all, Map<ModelExplainer, List<Attributions>> explained, double[][][] values, int from) {
        for (int pair = 0; pair < all.size(); pair++) {
            List<Attributions> first = Objects.requireNonNull(explained.get(all.get(pair).first));
            List<Attributions> second = Objects.requireNonNull(explained.get(all.get(pair).second));
            for (int metric = 0; metric < metrics.size(); metric++) {
                for (int i = 0; i < first.size(); i++) {
                    values[pair][metric][from + i] = metrics.get(metric)
                            .value(first.get(i), second.get(i))
                            .orElse(Double.NaN);
                }
            }
        }
    }
}
