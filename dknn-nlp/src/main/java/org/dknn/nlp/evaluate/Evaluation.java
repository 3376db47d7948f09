package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;

/**
 * Judges explainers by metrics on texts, or on segments of pairs. A random explainer always takes part and is the first in the table.
 *
 * <p>Goes through the texts in chunks. The plans of all explainers and metrics of a chunk run together, so the classifier predicts
 * each changed input once, in large batches. Immutable, safe for use by many threads.
 */
public final class Evaluation {

    private static final int TEXTS_AT_A_TIME = 8;

    /** Keeps the changed inputs of a chunk, some four per word and explainer, within what a {@link PlanExecutor} remembers. */
    private static final int WORDS_AT_A_TIME = 400;

    private final Predictor predictor;
    private final List<Attribution> attributions;
    private final List<ExplanationMetric> metrics;
    private final Function<Prediction, Target> target;
    private final long seed;
    private final ProgressListener listener;

    private Evaluation(Builder builder) {
        this.predictor = builder.predictor;
        this.attributions = new ArrayList<>();
        attributions.add(new RandomAttribution(builder.seed));
        attributions.addAll(builder.attributions);
        this.metrics = builder.metrics;
        this.target = builder.target;
        this.seed = builder.seed;
        this.listener = builder.listener;
        checkNames("explainers", explainers());
        checkNames("metrics", metrics.stream().map(ExplanationMetric::name).toList());
    }

    /**
     * Builder of an evaluation.
     *
     * @param predictor of the texts and their changed forms, such as {@link Predictor#of(org.dknn.DeepKnn)}; for segments of pairs
     *     {@link Predictor#ofPairs}
     */
    public static Builder builder(Predictor predictor) {
        return new Builder(predictor);
    }

    private static void checkNames(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("names of " + what + " must differ, got " + names);
        }
    }

    private List<String> explainers() {
        return attributions.stream().map(Attribution::name).toList();
    }

    /**
     * Explains and judges texts.
     *
     * @param texts at least one
     * @throws IllegalArgumentException if there is no text, or an attribution has another number of values than words
     * @throws CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public EvaluationTable run(List<AnnotatedText> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("needs at least one text, got none");
        }
        double[][][] values = new double[attributions.size()][metrics.size()][texts.size()];
        PlanExecutor executor = new PlanExecutor(predictor);
        for (int from = 0; from < texts.size(); ) {
            int to = end(texts, from);
            List<List<List<OptionalDouble>>> chunk = executor.runAll(
                    texts.subList(from, to).stream().map(this::plan).toList());
            for (int i = 0; i < chunk.size(); i++) {
                put(chunk.get(i), values, from + i);
            }
            listener.onProgress("evaluation", to, texts.size());
            from = to;
        }
        return EvaluationTable.of(explainers(), metrics, values, seed);
    }

    private static int end(List<AnnotatedText> texts, int from) {
        int to = from;
        int words = 0;
        while (to < Math.min(texts.size(), from + TEXTS_AT_A_TIME)) {
            words += texts.get(to).features().input().size();
            if (to > from && words > WORDS_AT_A_TIME) {
                break;
            }
            to++;
        }
        return to;
    }

    /** The plan of explaining and judging a text: one value per explainer and metric. */
    private Plan<List<List<OptionalDouble>>> plan(AnnotatedText text) {
        return predict(text.features())
                .then(prediction -> Plan.all(attributions.stream()
                        .map(method -> plan(text, prediction, method))
                        .toList()));
    }

    private Plan<List<OptionalDouble>> plan(AnnotatedText text, Prediction prediction, Attribution method) {
        Target explainedTarget = text.target().orElseGet(() -> target.apply(prediction));
        return method.plan(text.features(), explainedTarget).then(values -> {
            ExplainedSegment explained = new ExplainedSegment(text, prediction, values, method);
            return Plan.all(
                    metrics.stream().map(metric -> metric.plan(explained)).toList());
        });
    }

    /** The plan of predicting the whole input. */
    static Plan<Prediction> predict(Features features) {
        return Plan.<Prediction, Prediction>ask(
                List.of(features.input()), prediction -> prediction, answers -> answers.get(0));
    }

    private void put(List<List<OptionalDouble>> judged, double[][][] values, int text) {
        for (int explainer = 0; explainer < judged.size(); explainer++) {
            for (int metric = 0; metric < metrics.size(); metric++) {
                values[explainer][metric][text] =
                        judged.get(explainer).get(metric).orElse(Double.NaN);
            }
        }
    }

    /** Builder of {@link Evaluation}. Not safe for use by many threads. */
    public static final class Builder {

        private final Predictor predictor;
        private List<Attribution> attributions = List.of();
        private List<ExplanationMetric> metrics = ExplanationMetric.all();
        private Function<Prediction, Target> target = Target::predicted;
        private long seed;
        private ProgressListener listener = ProgressListener.silent();

        private Builder(Predictor predictor) {
            this.predictor = Objects.requireNonNull(predictor, "predictor");
        }

        /**
         * The explainers that are judged beside the random one. Their names must differ from each other and from {@value
         * RandomAttribution#NAME}. Default: none.
         */
        public Builder attributions(Attribution... attributions) {
            this.attributions = List.of(attributions);
            return this;
        }

        /** The metrics, with names that differ. Default: {@link ExplanationMetric#all}. */
        public Builder metrics(List<ExplanationMetric> metrics) {
            this.metrics = List.copyOf(metrics);
            return this;
        }

        /**
         * The class that is explained of each text that names none itself: {@link Target#predicted}, {@link Target#network}, or any
         * other choice. Texts whose gold label is to be explained name it, see {@link AnnotatedText#withTarget}. Default: what Deep
         * k-Nearest Neighbors predicts.
         */
        public Builder target(Function<Prediction, Target> target) {
            this.target = Objects.requireNonNull(target, "target");
            return this;
        }

        /** Seed of the random explainer and of the intervals. Default: 0. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Receives the number of texts that are done. Default: no listener. */
        public Builder progress(ProgressListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * The evaluation.
         *
         * @throws IllegalArgumentException if two explainers or two metrics have the same name
         */
        public Evaluation build() {
            return new Evaluation(this);
        }
    }
}
