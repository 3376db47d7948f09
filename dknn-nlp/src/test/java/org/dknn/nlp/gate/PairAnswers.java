package org.dknn.nlp.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.PairExplanation;
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

    static List<PairExplanation> singly(PairExplainer explainer, List<TextPair> pairs) {
        return pairs.stream()
                .map(pair -> explainer.explain(pair.premise(), pair.hypothesis()))
                .toList();
    }

    static List<PairExplanation> together(PairExplainer explainer, List<TextPair> pairs) {
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
    private record Named(PairExplainer explainer, List<String> scorers) {}

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

    private static Named named(PairExplainer explainer, Map<String, Attribution> scorers) {
        return new Named(
                explainer.withScorers(scorers.values().toArray(Attribution[]::new)), List.copyOf(scorers.keySet()));
    }

    private PairExplainer explainer() {
        return PairExplainer.of(dknn, Tokenizer.whitespace());
    }

    Answers saliencies(BiFunction<PairExplainer, List<TextPair>, List<PairExplanation>> explain) {
        Answers answers = new Answers();
        explainers().forEach((target, named) -> {
            List<PairExplanation> explanations = explain.apply(named.explainer, PAIRS);
            for (int i = 0; i < PAIRS.size(); i++) {
                for (Side side : Side.values()) {
                    saliencies(
                            answers,
                            key(i, side) + "/" + target,
                            named.scorers,
                            explanations.get(i).side(side).saliencies());
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
                List<Explanation> explanations =
                        named.explainer.explainSides(side, PAIRS.stream()).toList();
                for (int i = 0; i < PAIRS.size(); i++) {
                    saliencies(
                            answers,
                            key(i, side) + "/" + target,
                            named.scorers,
                            explanations.get(i).saliencies());
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
    List<PairExplanation> explained(BiFunction<PairExplainer, List<TextPair>, List<PairExplanation>> explain) {
        PairExplainer conformity = explainer()
                .withScorers(
                        LeaveOneOut.conformity(),
                        Scorers.few(dknn).get("intervals of out and in neighbors and network"))
                .withInteractions(LeaveOneOut.conformity(), 3)
                .withShownNeighbors(3);
        return explain.apply(conformity, PAIRS);
    }

    static String rendered(PairExplanation explanation) {
        return Renderer.plain().render(explanation.premise())
                + "\n"
                + Renderer.plain().render(explanation.hypothesis());
    }

    /** All that comes with saliencies. */
    Answers explanations(BiFunction<PairExplainer, List<TextPair>, List<PairExplanation>> explain) {
        Answers answers = new Answers();
        PairExplainer other = explainer()
                .withInteractions(LeaveOneOut.neighborsAndNetwork().withRemoval(Perturbation.replaceByUnknown()), 2)
                .withTarget(Target::predictedRatherThanNext)
                .withSupport(0.2);
        List<PairExplanation> usual = explain.apply(explainer(), PAIRS);
        List<PairExplanation> conformity = explained(explain);
        List<PairExplanation> others = explain.apply(other, PAIRS);
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
                Explanation explanation = usual.get(i).side(side);
                answers.put(key(i, side) + "/usual saliency", Lines.saliency(explanation.saliency()));
                Lines.shown(answers, key(i, side) + "/usual", explanation);
                Lines.shown(
                        answers, key(i, side) + "/support at .2", others.get(i).side(side));
            }
        }
        return answers;
    }
}
