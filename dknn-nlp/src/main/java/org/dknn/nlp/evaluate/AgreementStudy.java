package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberingPredictor;
import org.dknn.nlp.attribution.Target;

/**
 * How far explainers agree over texts. Three questions are asked so:
 *
 * <ul>
 *   <li>do explainers of one model agree ({@link #pairs});
 *   <li>does an explanation change when the model is randomised, as it must ({@link #against}, {@link #oneByOne}): the parameters
 *       re-made at random, or the model trained on shuffled labels, after <a
 *       href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018)</a>;
 *   <li>does it stay when only a seed is another, as it should ({@link #pairs} of explainers of several seeds, {@link
 *       #overSeeds}).
 * </ul>
 *
 * <p>Each explainer explains what its own model predicts, so where two models predict different labels, signs are not to be
 * compared; {@link #withTargets} asks all of them about the same label. Two explanations drawn at random are always compared
 * in the same table, first. Immutable, safe for use by many threads.
 */
public final class AgreementStudy {

    private final List<Pair> pairs;
    private final List<AgreementMetric> metrics;
    private final Asking asking;
    private final ProgressListener listener;

    private AgreementStudy(List<Pair> pairs, List<AgreementMetric> metrics, Asking asking, ProgressListener listener) {
        this.pairs = pairs;
        this.metrics = metrics;
        this.asking = asking;
        this.listener = listener;
    }

    private static AgreementStudy of(List<Pair> pairs) {
        return new AgreementStudy(pairs, Agreement.all(), new Asking(0, Optional.empty()), ProgressListener.silent());
    }

    /** What explainers are asked: a seed for those that draw, and the same label of all, or each about its own. */
    private record Asking(long seed, Optional<Function<List<String>, Target>> targets) {

        Target target(ModelExplainer explainer, List<String> words) {
            return targets.map(same -> same.apply(words)).orElseGet(() -> Target.predicted(explainer.predict(words)));
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
     * @param others for example by the same scorer, of randomised models; at least one, with different names
     */
    public static AgreementStudy against(ModelExplainer explainer, List<ModelExplainer> others) {
        checkNames(others, 1);
        return of(others.stream().map(other -> new Pair(explainer, other)).toList());
    }

    /**
     * Compares each explainer with the one at its place among others.
     *
     * @param explainers for example several scorers of the trained model; at least one, with different names
     * @param others as many, for example the same scorers of a randomised model
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
     * Compares what one scorer says with other seeds.
     *
     * @param scorers the same scorer with different seeds, at least two; named by their places in the list
     */
    public static AgreementStudy overSeeds(List<Attribution> scorers, Predictor predictor) {
        return pairs(IntStream.range(0, scorers.size())
                .mapToObj(i -> new ModelExplainer(scorers.get(i).name() + " " + (i + 1), scorers.get(i), predictor))
                .toList());
    }

    private static void checkNames(List<ModelExplainer> explainers, int least) {
        List<String> names = explainers.stream().map(ModelExplainer::name).toList();
        if (names.size() < least || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "needs at least " + least + " explainers of different names, got " + names);
        }
    }

    /** A study by other measures, with names that differ. */
    public AgreementStudy withMetrics(List<AgreementMetric> metrics) {
        return new AgreementStudy(pairs, List.copyOf(metrics), asking, listener);
    }

    /** A study with another seed of the intervals and of the random explanations; it is 0 if not said. */
    public AgreementStudy withSeed(long seed) {
        return new AgreementStudy(pairs, metrics, new Asking(seed, asking.targets), listener);
    }

    /**
     * A study in which all explainers explain the same label of a text, whatever their models predict: for example the one that
     * the trained model predicts, when it is compared with randomised ones.
     *
     * @param targets what is explained of a text
     */
    public AgreementStudy withTargets(Function<List<String>, Target> targets) {
        return new AgreementStudy(pairs, metrics, new Asking(asking.seed, Optional.of(targets)), listener);
    }

    /** A study that tells how many texts are done. */
    public AgreementStudy withProgress(ProgressListener listener) {
        return new AgreementStudy(pairs, metrics, asking, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Explains texts and compares.
     *
     * @param texts at least one, each as its words
     * @return a row a measure and a column a pair, the random one first
     */
    public EvaluationTable run(List<List<String>> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("needs at least one text, got none");
        }
        List<Pair> all = new ArrayList<>();
        all.add(randomPair());
        all.addAll(pairs);
        double[][][] values = new double[all.size()][metrics.size()][texts.size()];
        for (int text = 0; text < texts.size(); text++) {
            compare(all, texts.get(text), values, text);
            listener.onProgress("agreement", text + 1, texts.size());
        }
        List<MetricColumn> columns = metrics.stream()
                .map(metric -> new MetricColumn(metric.name(), Direction.NEITHER))
                .toList();
        return new EvaluationTable(all.stream().map(Pair::name).toList(), columns, values, asking.seed);
    }

    /** Two draws that explain the first explainer's model. */
    private Pair randomPair() {
        Predictor predictor = pairs.get(0).first().predictor();
        return new Pair(
                new ModelExplainer("random", new RandomScorer(2 * asking.seed), predictor),
                new ModelExplainer("random", new RandomScorer(2 * asking.seed + 1), predictor));
    }

    private void compare(List<Pair> all, List<String> words, double[][][] values, int text) {
        Memory memory = new Memory(asking);
        for (int pair = 0; pair < all.size(); pair++) {
            Attributions first = memory.explain(all.get(pair).first(), words);
            Attributions second = memory.explain(all.get(pair).second(), words);
            for (int metric = 0; metric < metrics.size(); metric++) {
                values[pair][metric][text] =
                        metrics.get(metric).value(first, second).orElse(Double.NaN);
            }
        }
    }

    /** Two explainers. */
    private record Pair(ModelExplainer first, ModelExplainer second) {

        String name() {
            return first.name() + " / " + second.name();
        }
    }

    /** What models and explainers said of one text. */
    private static final class Memory {

        private final Asking asking;
        private final IdentityHashMap<Predictor, RememberingPredictor> models = new IdentityHashMap<>();
        private final IdentityHashMap<ModelExplainer, Attributions> known = new IdentityHashMap<>();

        Memory(Asking asking) {
            this.asking = asking;
        }

        Attributions explain(ModelExplainer explainer, List<String> words) {
            RememberingPredictor model = models.computeIfAbsent(explainer.predictor(), RememberingPredictor::new);
            return known.computeIfAbsent(explainer, asked -> {
                ModelExplainer remembering = asked.remembering(model);
                return remembering.explain(words, asking.target(remembering, words));
            });
        }
    }
}
