package org.dknn.nlp.gate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/** What is answered about the pairs of the gate today. */
final class PairAnswers {

    static final List<TextPair> PAIRS = GateData.PAIRS.stream()
            .map(pair -> new TextPair(pair.get(0), pair.get(1)))
            .toList();

    private final DeepKnn<SentencePair> dknn;

    PairAnswers(DeepKnn<SentencePair> dknn) {
        this.dknn = dknn;
    }

    private static String key(int pair) {
        return "pair " + pair;
    }

    private static String key(int pair, Side side) {
        return key(pair) + "/" + (side == Side.PREMISE ? "premise" : "hypothesis");
    }

    private static int number(Side side) {
        return side == Side.PREMISE ? 0 : 1;
    }

    static List<Explanation> singly(Explainer<TextPair> explainer, List<TextPair> pairs) {
        return pairs.stream().map(explainer::explain).toList();
    }

    static List<Explanation> together(Explainer<TextPair> explainer, List<TextPair> pairs) {
        return explainer.explainAll(pairs.stream()).toList();
    }

    Answers predictionsSingly() {
        return predictions(inputs().stream().map(dknn::predict).toList());
    }

    Answers predictionsTogether() {
        return predictions(dknn.predictAll(inputs()));
    }

    private Answers predictions(List<Prediction> predictions) {
        Answers answers = new Answers();
        for (int i = 0; i < predictions.size(); i++) {
            Lines.prediction(answers, key(i), predictions.get(i), dknn.layers());
        }
        return answers;
    }

    private static List<SentencePair> inputs() {
        return PAIRS.stream()
                .map(pair -> new SentencePair(GateData.words(pair.premise()), GateData.words(pair.hypothesis())))
                .toList();
    }

    /** Explainers by neutral names, with the names of their scorers. */
    private record Named(Explainer<TextPair> explainer, List<String> scorers) {}

    private Map<String, Named> explainers() {
        Map<String, Attribution> some = Scorers.some(dknn, Scorers.frequenciesOfPairs(dknn.reference()));
        Map<String, Attribution> few = Scorers.few(dknn);
        Map<String, Named> explainers = new LinkedHashMap<>();
        explainers.put("predicted", named(explainer(), some));
        explainers.put(
                "predicted rather than next", named(explainer().withTarget(Target::predictedRatherThanNext), few));
        explainers.put("class 0", named(explainer().withTarget(Target.of(0)), few));
        return explainers;
    }

    private static Named named(Explainer<TextPair> explainer, Map<String, Attribution> scorers) {
        return new Named(
                explainer.withAttributions(scorers.values().toArray(Attribution[]::new)),
                List.copyOf(scorers.keySet()));
    }

    private Explainer<TextPair> explainer() {
        return Explainer.ofPairs(dknn, Tokenizer.whitespace()).withTarget(Target.neighbors());
    }

    Answers saliencies(BiFunction<Explainer<TextPair>, List<TextPair>, List<Explanation>> explain) {
        Answers answers = new Answers();
        explainers().forEach((target, named) -> {
            List<Explanation> explanations = explain.apply(named.explainer, PAIRS);
            for (int i = 0; i < PAIRS.size(); i++) {
                for (Side side : Side.values()) {
                    saliencies(
                            answers,
                            key(i, side) + "/" + target,
                            named.scorers,
                            explanations.get(i).segments().get(number(side)).attributions());
                }
            }
        });
        return answers;
    }

    /** The same lines, where each side is explained by itself. */
    Answers salienciesOfSides() {
        Answers answers = new Answers();
        explainers().forEach((target, named) -> {
            for (Side side : Side.values()) {
                List<Explanation> explanations = named.explainer
                        .withSegment(side)
                        .explainAll(PAIRS.stream())
                        .toList();
                for (int i = 0; i < PAIRS.size(); i++) {
                    saliencies(
                            answers,
                            key(i, side) + "/" + target,
                            named.scorers,
                            explanations.get(i).attributions());
                }
            }
        });
        return answers;
    }

    private static void saliencies(Answers answers, String key, List<String> names, List<Attributions> saliencies) {
        for (int method = 0; method < names.size(); method++) {
            answers.put(key + "/" + names.get(method), Lines.saliency(saliencies.get(method)));
        }
    }

    /** The explanations that JSON was written of. */
    List<Explanation> explained(BiFunction<Explainer<TextPair>, List<TextPair>, List<Explanation>> explain) {
        Explainer<TextPair> conformity = explainer()
                .withAttributions(
                        LeaveOneOut.conformity(),
                        Scorers.few(dknn).get("intervals of out and in neighbors and network"))
                .withInteractions(LeaveOneOut.conformity(), 3)
                .withShownNeighbors(3);
        return explain.apply(conformity, PAIRS);
    }

    /** A side as an explanation of its own. */
    static Explanation side(Explanation pair, Side side) {
        return new Explanation(
                List.of(pair.segments().get(number(side))),
                pair.labelSet(),
                pair.prediction(),
                pair.neighbors(),
                Optional.empty());
    }

    static Stream<Explanation> sides(Explanation pair) {
        return Arrays.stream(Side.values()).map(side -> side(pair, side));
    }

    static String rendered(Explanation explanation) {
        return Renderer.plain().render(side(explanation, Side.PREMISE))
                + "\n"
                + Renderer.plain().render(side(explanation, Side.HYPOTHESIS));
    }

    /** All that comes with saliencies. */
    Answers explanations(BiFunction<Explainer<TextPair>, List<TextPair>, List<Explanation>> explain) {
        Answers answers = new Answers();
        Explainer<TextPair> other = explainer()
                .withInteractions(
                        LeaveOneOut.neighborsAndNetwork().withPerturbation(Perturbation.replaceByUnknown()), 2)
                .withTarget(Target::predictedRatherThanNext)
                .withOod(0.2);
        List<Explanation> usual = explain.apply(explainer(), PAIRS);
        List<Explanation> conformity = explained(explain);
        List<Explanation> others = explain.apply(other, PAIRS);
        for (int i = 0; i < PAIRS.size(); i++) {
            answers.put(key(i) + "/usual, rendered", rendered(usual.get(i)));
            answers.put(key(i) + "/2 methods, rendered", rendered(conformity.get(i)));
            answers.put(
                    key(i) + "/interactions conformity, delete, 3 words",
                    Lines.interactions(conformity.get(i).interactions().orElseThrow()));
            answers.put(
                    key(i) + "/interactions neighbors and network, unknown, 2 words",
                    Lines.interactions(others.get(i).interactions().orElseThrow()));
            for (Side side : Side.values()) {
                Explanation explanation = side(usual.get(i), side);
                answers.put(
                        key(i, side) + "/usual saliency",
                        Lines.saliency(explanation.attributions().get(0)));
                Lines.shown(answers, key(i, side) + "/usual", explanation);
                Lines.shown(answers, key(i, side) + "/support at .2", side(others.get(i), side));
            }
        }
        return answers;
    }
}
