package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberingPredictor;

/**
 * Judges explainers by metrics on texts. A random explainer always takes part, first in the table.
 *
 * <p>Goes through the texts a few at a time; what explainers and metrics ask about these is asked of the network once and,
 * as far as it is known before, together. Immutable, safe for use by many threads.
 */
public final class Evaluation {

    /** Texts whose predictions are remembered at a time. */
    private static final int TEXTS_AT_A_TIME = 8;

    private final Predictor predictor;
    private final List<Attribution> scorers;
    private final List<ExplanationMetric> metrics;
    private final long seed;
    private final ProgressListener listener;

    private Evaluation(Builder builder) {
        this.predictor = builder.predictor;
        this.scorers = new ArrayList<>();
        scorers.add(new RandomScorer(builder.seed));
        scorers.addAll(builder.scorers);
        this.metrics = builder.metrics;
        this.seed = builder.seed;
        this.listener = builder.listener;
        checkNames("explainers", scorers.stream().map(Attribution::name).toList());
        checkNames("metrics", metrics.stream().map(ExplanationMetric::name).toList());
    }

    /** Starts from what predicts the texts that are explained and their changed forms. */
    public static Builder builder(Predictor predictor) {
        return new Builder(predictor);
    }

    private static void checkNames(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("names of " + what + " must differ, got " + names);
        }
    }

    /**
     * Explains and judges texts.
     *
     * @param texts at least one
     * @throws IllegalArgumentException if there is no text, or a scorer gives a text another number of values than words
     */
    public EvaluationTable run(List<AnnotatedText> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("needs at least one text, got none");
        }
        double[][][] values = new double[scorers.size()][metrics.size()][texts.size()];
        for (int from = 0; from < texts.size(); from += TEXTS_AT_A_TIME) {
            int to = Math.min(from + TEXTS_AT_A_TIME, texts.size());
            judge(explain(texts.subList(from, to)), values, from);
            listener.onProgress("evaluation", to, texts.size());
        }
        return EvaluationTable.of(scorers.stream().map(Attribution::name).toList(), metrics, values, seed);
    }

    private Explained explain(List<AnnotatedText> texts) {
        Predictor remembering = new RememberingPredictor(predictor);
        List<Prediction> predictions =
                remembering.predictAll(texts.stream().map(AnnotatedText::words).toList());
        List<List<ExplainedText>> byScorer = new ArrayList<>();
        for (Attribution scorer : scorers) {
            List<ExplainedText> explained = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                AnnotatedText text = texts.get(i);
                Prediction prediction = predictions.get(i);
                explained.add(new ExplainedText(
                        text, prediction, scorer.score(text.words(), prediction, remembering), scorer));
            }
            byScorer.add(explained);
        }
        return new Explained(byScorer, remembering);
    }

    private void judge(Explained explained, double[][][] values, int from) {
        explained.predictor().predictAll(variants(explained.byScorer()));
        for (int scorer = 0; scorer < scorers.size(); scorer++) {
            List<ExplainedText> texts = explained.byScorer().get(scorer);
            for (int metric = 0; metric < metrics.size(); metric++) {
                for (int i = 0; i < texts.size(); i++) {
                    values[scorer][metric][from + i] = metrics.get(metric)
                            .value(texts.get(i), explained.predictor())
                            .orElse(Double.NaN);
                }
            }
        }
    }

    private List<List<String>> variants(List<List<ExplainedText>> byScorer) {
        return byScorer.stream()
                .flatMap(List::stream)
                .flatMap(text -> metrics.stream().flatMap(metric -> metric.variants(text).stream()))
                .distinct()
                .toList();
    }

    /** A few texts as each scorer explains them, and what was predicted for it. */
    private record Explained(List<List<ExplainedText>> byScorer, Predictor predictor) {}

    /** Says what is to be judged, and by what. Not safe for use by many threads. */
    public static final class Builder {

        private final Predictor predictor;
        private List<Attribution> scorers = List.of();
        private List<ExplanationMetric> metrics = Metrics.all();
        private long seed;
        private ProgressListener listener = ProgressListener.silent();

        private Builder(Predictor predictor) {
            this.predictor = Objects.requireNonNull(predictor, "predictor");
        }

        /** The explainers beside the random one; their names must differ from each other and from its {@value RandomScorer#NAME}. */
        public Builder scorers(Attribution... scorers) {
            this.scorers = List.of(scorers);
            return this;
        }

        /** The metrics, with names that differ; {@link Metrics#all} if not said. */
        public Builder metrics(List<ExplanationMetric> metrics) {
            this.metrics = List.copyOf(metrics);
            return this;
        }

        /** Seed of the random explainer and of the intervals; 0 if not said. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Is told how many texts are done; nobody if not said. */
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
