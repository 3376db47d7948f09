package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;

/** Explanations to judge, of texts that {@link WordWeights} reads. */
final class Cases {

    static final WordWeights NETWORK = new WordWeights();
    static final DeepKnn<List<String>> DKNN = NETWORK.fitted();
    static final Predictor PREDICTOR = Predictor.of(DKNN);

    private Cases() {}

    /** Answers every text as the same one. */
    static Predictor constant(String... words) {
        Prediction always = DKNN.predict(List.of(words));
        return inputs -> Collections.nCopies(inputs.size(), always);
    }

    /** Gives the same values to every text of as many words. */
    static Attribution fixed(String name, double... values) {
        return new Attribution() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Plan<Attributions> plan(Features features, Target target) {
                return Plan.of(Attributions.of(name, target, values));
            }
        };
    }

    static ExplainedSegment explained(AnnotatedText text, Attribution method, Predictor predictor) {
        PlanExecutor executor = new PlanExecutor(predictor);
        Prediction prediction = executor.run(Evaluation.predict(text.features()));
        Attributions values = executor.run(method.plan(text.features(), Target.predicted(prediction)));
        return new ExplainedSegment(text, prediction, values, method);
    }

    static ExplainedSegment explained(AnnotatedText text, Attribution method) {
        return explained(text, method, PREDICTOR);
    }

    static ExplainedSegment explained(AnnotatedText text, double... values) {
        return explained(text, fixed("fixed", values));
    }

    static ExplainedSegment explained(String text, double... values) {
        return explained(AnnotatedText.of(words(text)), values);
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static OptionalDouble value(ExplanationMetric metric, ExplainedSegment explained) {
        return value(metric, explained, PREDICTOR);
    }

    static OptionalDouble value(ExplanationMetric metric, ExplainedSegment explained, Predictor predictor) {
        return new PlanExecutor(predictor).run(metric.plan(explained));
    }

    /** The texts that a metric asks for, in their order, round by round. */
    static List<List<List<String>>> rounds(ExplanationMetric metric, ExplainedSegment explained) {
        List<List<List<String>>> rounds = new ArrayList<>();
        value(metric, explained, inputs -> {
            rounds.add(inputs.stream().map(input -> input.words(0)).toList());
            return PREDICTOR.predictAll(inputs);
        });
        return rounds;
    }

    /** The texts that a metric asks for in one round. */
    static List<List<String>> asked(ExplanationMetric metric, ExplainedSegment explained) {
        return rounds(metric, explained).stream().flatMap(List::stream).toList();
    }

    /** A predictor that notes what it is asked. */
    static Predictor noting(List<Variant> asked) {
        return inputs -> {
            asked.addAll(inputs);
            return PREDICTOR.predictAll(inputs);
        };
    }
}
