package org.dknn.nlp.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.InputReduction;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.ComparisonRenderer;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.SequenceOodDetector;

/** What is answered about the texts of the gate today; the calls are few, so that they can be made another way. */
final class TextAnswers {

    private static final List<String> TEXTS = GateData.TEXTS;

    private final DeepKnn<List<String>> dknn;

    TextAnswers(DeepKnn<List<String>> dknn) {
        this.dknn = dknn;
    }

    /** Which classes are explained, by neutral names. */
    private static Map<String, Function<Prediction, Target>> targets() {
        Map<String, Function<Prediction, Target>> targets = new LinkedHashMap<>();
        targets.put("predicted", Target::predicted);
        targets.put("predicted rather than next", Target::predictedRatherThanNext);
        targets.put("class 1", prediction -> Target.of(1));
        targets.put("class 2 rather than 0", prediction -> Target.of(2).ratherThan(0));
        return targets;
    }

    private Map<String, Attribution> scorers(String target) {
        return target.equals("predicted")
                ? Scorers.all(dknn, Scorers.frequenciesOfTexts(dknn.reference()))
                : Scorers.few(dknn);
    }

    private static String key(int text) {
        return "text " + text;
    }

    Answers predictionsSingly() {
        return predictions(
                (classifier, texts) -> texts.stream().map(classifier::predict).toList());
    }

    Answers predictionsTogether() {
        return predictions(DeepKnn::predictAll);
    }

    private Answers predictions(BiFunction<DeepKnn<List<String>>, List<List<String>>, List<Prediction>> predictAll) {
        Answers answers = new Answers();
        Map<String, DeepKnn<List<String>>> views = new LinkedHashMap<>();
        views.put("", dknn);
        views.put(" by count", dknn.withNonconformity(Nonconformity.count()));
        views.put(" by class", dknn.withCalibrationGroups(CalibrationGroups.CLASS_CONDITIONAL));
        List<List<String>> words = TEXTS.stream().map(GateData::words).toList();
        views.forEach((name, view) -> {
            List<Prediction> predictions = predictAll.apply(view, words);
            for (int i = 0; i < predictions.size(); i++) {
                if (name.isEmpty()) {
                    Lines.prediction(answers, key(i), predictions.get(i), dknn.layers());
                } else {
                    Lines.judgement(answers, key(i) + name, predictions.get(i));
                }
            }
        });
        return answers;
    }

    /** Asks each scorer by itself. */
    Answers saliencies() {
        Answers answers = new Answers();
        PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));
        targets().forEach((target, chosen) -> scorers(target).forEach((name, scorer) -> {
            for (int i = 0; i < TEXTS.size(); i++) {
                List<String> words = GateData.words(TEXTS.get(i));
                Prediction prediction = dknn.predict(words);
                Attributions saliency = executor.run(scorer.plan(Features.of(words), chosen.apply(prediction)));
                answers.put(key(i) + "/" + target + "/" + name, Lines.saliency(saliency));
            }
        }));
        return answers;
    }

    /** Asks all scorers for one text after the other. */
    Answers saliencies(BiFunction<Explainer<String>, List<String>, List<Explanation>> explain) {
        Answers answers = new Answers();
        targets().forEach((target, chosen) -> {
            Map<String, Attribution> scorers = scorers(target);
            List<String> names = List.copyOf(scorers.keySet());
            Explainer<String> explainer = explainer()
                    .withAttributions(scorers.values().toArray(Attribution[]::new))
                    .withTarget(chosen);
            List<Explanation> explanations = explain.apply(explainer, TEXTS);
            for (int i = 0; i < explanations.size(); i++) {
                List<Attributions> saliencies = explanations.get(i).attributions();
                for (int method = 0; method < names.size(); method++) {
                    answers.put(
                            key(i) + "/" + target + "/" + names.get(method), Lines.saliency(saliencies.get(method)));
                }
            }
        });
        return answers;
    }

    private Explainer<String> explainer() {
        return Explainer.of(dknn, Tokenizer.whitespace()).withTarget(Target.neighbors());
    }

    static List<Explanation> singly(Explainer<String> explainer, List<String> texts) {
        return texts.stream().map(explainer::explain).toList();
    }

    static List<Explanation> together(Explainer<String> explainer, List<String> texts) {
        return explainer.explainAll(texts.stream()).toList();
    }

    /** The explanations that JSON was written of. */
    List<Explanation> explained(BiFunction<Explainer<String>, List<String>, List<Explanation>> explain) {
        Explainer<String> several = explainer()
                .withAttributions(
                        LeaveOneOut.conformity(),
                        Scorers.few(dknn).get("intervals of out and in neighbors and network"),
                        LeaveOneOut.probability())
                .withTarget(Target::predictedRatherThanNext)
                .withShownNeighbors(3);
        return explain.apply(several, TEXTS);
    }

    static String rendered(Explanation explained) {
        return Renderer.plain().render(explained);
    }

    /** All that comes with saliencies, by the explainer as it is if nothing is said, and by others. */
    Answers explanations(BiFunction<Explainer<String>, List<String>, List<Explanation>> explain) {
        Answers answers = new Answers();
        List<Explanation> usual = explain.apply(explainer(), TEXTS);
        List<Explanation> several = explained(explain);
        for (int i = 0; i < TEXTS.size(); i++) {
            answers.put(
                    key(i) + "/usual saliency",
                    Lines.saliency(usual.get(i).attributions().get(0)));
            Lines.shown(answers, key(i) + "/usual", usual.get(i));
            answers.put(key(i) + "/usual, rendered", rendered(usual.get(i)));
            Lines.shown(answers, key(i) + "/3 methods", several.get(i));
            answers.put(key(i) + "/3 methods, rendered", rendered(several.get(i)));
            answers.put(
                    key(i) + "/compared with text 0",
                    ComparisonRenderer.plain().render(Comparison.of(usual.get(i), usual.get(0))));
        }
        List<Explanation> strict = explain.apply(explainer().withOod(0.2), TEXTS);
        List<Explanation> none = explain.apply(explainer().withoutOod(), TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            answers.put(
                    key(i) + "/support at .2",
                    Lines.support(strict.get(i).prediction().ood()));
            answers.put(
                    key(i) + "/no support",
                    Lines.support(none.get(i).prediction().ood()));
        }
        return answers.plus(stepwise(explain));
    }

    private Answers stepwise(BiFunction<Explainer<String>, List<String>, List<Explanation>> explain) {
        Answers answers = new Answers();
        List<List<String>> calibration = GateData.texts(40, 2).inputs();
        try (SequenceOodDetector<List<String>> steps =
                SequenceOodDetector.fit(new HashedSteps(), dknn.reference().inputs(), calibration)) {
            List<Explanation> explanations = explain.apply(explainer().withOod(steps, 0.1), TEXTS);
            for (int i = 0; i < TEXTS.size(); i++) {
                answers.put(
                        key(i) + "/support step by step",
                        Lines.support(explanations.get(i).prediction().ood()));
            }
        }
        return answers;
    }

    /** What stands behind explanations. */
    Answers evidence() {
        Answers answers = new Answers();
        Explainer<String> usual = explainer();
        Explainer<String> conformity =
                explainer().withAttributions(LeaveOneOut.conformity()).withShownNeighbors(2);
        for (int i = 0; i < TEXTS.size(); i++) {
            evidence(answers, key(i) + "/usual", usual.explainWithEvidence(TEXTS.get(i)));
            evidence(answers, key(i) + "/conformity", conformity.evidence(conformity.explain(TEXTS.get(i))));
        }
        return answers;
    }

    private static void evidence(Answers answers, String key, EvidenceReport report) {
        Lines.evidence(answers, key, report);
        String explained = rendered(report.explanation()) + "\n";
        String whole = Renderer.plain().render(report);
        assertTrue(whole.startsWith(explained), whole);
        answers.put(key + ", rendered", whole.substring(explained.length()));
    }

    /** What is left of texts when the least salient words go one after the other. */
    Answers reductions() {
        Answers answers = new Answers();
        PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));
        Map<String, Attribution> scorers = new LinkedHashMap<>(Scorers.leaveOneOut());
        scorers.put("out and in neighbors and network", LeaveOneOutAndIn.neighborsAndNetwork());
        scorers.forEach((name, scorer) -> {
            for (int i = 0; i < TEXTS.size(); i++) {
                List<String> words = GateData.words(TEXTS.get(i));
                answers.put(
                        key(i) + "/reduced by " + name,
                        Lines.reduction(executor.run(
                                new InputReduction(scorer).plan(Features.of(words), dknn.predict(words)))));
            }
        });
        return answers;
    }
}
