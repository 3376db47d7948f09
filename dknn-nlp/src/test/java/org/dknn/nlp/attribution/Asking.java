package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.Prediction;

/** Runs attributions and plans for tests, and notes what is asked. */
public final class Asking implements Predictor {

    private final Predictor predictor;
    private final List<List<Variant>> calls = Collections.synchronizedList(new ArrayList<>());

    /** Asks a predictor. */
    public Asking(Predictor predictor) {
        this.predictor = predictor;
    }

    /** Asks a classifier of texts. */
    public Asking(DeepKnn<List<String>> dknn) {
        this(Predictor.of(dknn));
    }

    /** Refuses to predict anything. */
    public static Predictor nobody() {
        return inputs -> {
            throw new IllegalStateException("no input is to be predicted, got " + inputs);
        };
    }

    /** The attributions of a text for a target. */
    public static Attributions attribute(
            Attribution attribution, List<String> words, Target target, Predictor predictor) {
        return new PlanExecutor(predictor).run(attribution.plan(Features.of(words), target));
    }

    /** The attributions of a text for a target. */
    public static Attributions attribute(
            Attribution attribution, List<String> words, Target target, DeepKnn<List<String>> dknn) {
        return attribute(attribution, words, target, Predictor.of(dknn));
    }

    /** The attributions of a text for the predicted class. */
    public static Attributions attribute(Attribution attribution, List<String> words, DeepKnn<List<String>> dknn) {
        return attribute(attribution, words, Target.predicted(dknn.predict(words)), dknn);
    }

    @Override
    public List<Prediction> predictAll(List<Variant> inputs) {
        calls.add(inputs);
        return predictor.predictAll(inputs);
    }

    @Override
    public Prediction rejudge(Variant input, Prediction earlier) {
        return predictor.rejudge(input, earlier);
    }

    /** What was asked, call by call. */
    List<List<Variant>> calls() {
        return List.copyOf(calls);
    }

    /** What was asked, in its order. */
    List<Variant> asked() {
        return calls().stream().flatMap(List::stream).toList();
    }
}
