package org.dknn.nlp.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.BootstrapIntervals;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.LocalLinearModel;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.ValueFunction;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.perturb.SkippedWords;
import org.dknn.nlp.perturb.WordFrequencies;
import org.dknn.nlp.text.SentencePair;

/** The scorers of the gate by neutral names, which stay when classes and methods get others. */
final class Scorers {

    private final Map<String, Attribution> named = new LinkedHashMap<>();

    private Scorers() {}

    /** All that look at predictions, in all their kinds, about 140. */
    static Map<String, Attribution> all(DeepKnn<?> dknn, WordFrequencies frequencies) {
        Scorers scorers = new Scorers();
        leaveOneOut().forEach((name, method) -> removals(frequencies)
                .forEach((removal, strategy) -> units().forEach((unit, units) -> scorers.named.put(
                        "leave-one-out " + name + ", " + removal + ", " + unit,
                        method.withPerturbation(strategy).withGroups(units)))));
        scorers.outAndIn();
        scorers.shapley(frequencies);
        scorers.linear(frequencies);
        scorers.bootstrapped(dknn);
        return scorers.named;
    }

    /** One of each kind, about 30: for pairs. */
    static Map<String, Attribution> some(DeepKnn<?> dknn, WordFrequencies frequencies) {
        Map<String, Attribution> some = new LinkedHashMap<>();
        all(dknn, frequencies).forEach((name, scorer) -> {
            boolean isPlain = !name.startsWith("leave-one-out") || name.endsWith(", delete, words");
            boolean isVaried = name.startsWith("leave-one-out conformity, delete,")
                    || (name.startsWith("leave-one-out conformity,") && name.endsWith(", words"));
            if (isPlain || isVaried) {
                some.put(name, scorer);
            }
        });
        return some;
    }

    /** For classes that are chosen. */
    static Map<String, Attribution> few(DeepKnn<?> dknn) {
        Map<String, Attribution> few = new LinkedHashMap<>();
        leaveOneOut().forEach((name, method) -> few.put("leave-one-out " + name + ", delete, words", method));
        few.put("out and in neighbors and network", LeaveOneOutAndIn.neighborsAndNetwork());
        few.put("Shapley conformity, 24 texts", ShapleyValues.conformity(new SamplingBudget(24, 3)));
        few.put("linear log-ratio, 20 texts", LocalLinearModel.of(ScoreFunction.LOG_RATIO, new SamplingBudget(20, 4)));
        few.put("intervals of leave-one-out conformity", intervals(LeaveOneOut.conformity(), bootstrap(dknn)));
        few.put(
                "intervals of out and in neighbors and network",
                intervals(LeaveOneOutAndIn.neighborsAndNetwork(), bootstrap(dknn)));
        return few;
    }

    static Map<String, LeaveOneOut> leaveOneOut() {
        Map<String, LeaveOneOut> methods = new LinkedHashMap<>();
        methods.put("conformity", LeaveOneOut.conformity());
        methods.put("neighbors", LeaveOneOut.neighbors());
        methods.put("neighbors and network", LeaveOneOut.neighborsAndNetwork());
        methods.put("p-value", LeaveOneOut.pValue());
        methods.put("probability", LeaveOneOut.probability());
        return methods;
    }

    private static Map<String, Perturbation> removals(WordFrequencies frequencies) {
        Map<String, Perturbation> removals = new LinkedHashMap<>();
        removals.put("delete", Perturbation.delete());
        removals.put("unknown", Perturbation.replaceByUnknown());
        removals.put("the", Perturbation.replaceBy("the"));
        removals.put("2 draws", Perturbation.replaceByDraws(frequencies, 2, 5));
        return removals;
    }

    private static Map<String, FeatureGroups> units() {
        Map<String, FeatureGroups> units = new LinkedHashMap<>();
        units.put("words", FeatureGroups.words());
        units.put("2-grams", FeatureGroups.nGrams(2));
        units.put("phrases of 1 around", FeatureGroups.phrases(1));
        units.put("sentences", FeatureGroups.sentences());
        units.put("word types", FeatureGroups.wordTypes());
        units.put(
                "words but stop words and punctuation",
                FeatureGroups.words().except(SkippedWords.englishStopWords().or(SkippedWords.punctuation())));
        return units;
    }

    private void outAndIn() {
        named.put("out and in conformity", LeaveOneOutAndIn.conformity());
        named.put("out and in neighbors", LeaveOneOutAndIn.neighbors());
        named.put("out and in neighbors and network", LeaveOneOutAndIn.neighborsAndNetwork());
        named.put("out and in probability", LeaveOneOutAndIn.probability());
        named.put("out and in log-odds, 1/4 out", new LeaveOneOutAndIn("log-odds", ScoreFunction.LOG_ODDS, 0.25));
    }

    private void shapley(WordFrequencies frequencies) {
        // exact up to 6 units, 2^6 = 64; of more, orders are drawn
        named.put("Shapley conformity, 64 texts", ShapleyValues.conformity(new SamplingBudget(64, 1)));
        named.put("Shapley probability, 64 texts", ShapleyValues.probability(new SamplingBudget(64, 1)));
        named.put("Shapley conformity, 24 texts", ShapleyValues.conformity(new SamplingBudget(24, 3)));
        named.put(
                "Shapley neighbors and network, unknown, 2-grams, 20 texts",
                new ShapleyValues(
                        "2-grams",
                        new ValueFunction(
                                ScoreFunction.NEIGHBORS_AND_NETWORK,
                                Perturbation.replaceByUnknown(),
                                FeatureGroups.nGrams(2)),
                        new SamplingBudget(20, 2)));
        named.put(
                "Shapley p-value, 2 draws, word types, 10 texts",
                new ShapleyValues(
                        "word types",
                        new ValueFunction(
                                ScoreFunction.P_VALUE,
                                Perturbation.replaceByDraws(frequencies, 2, 5),
                                FeatureGroups.wordTypes()),
                        new SamplingBudget(10, 2)));
    }

    private void linear(WordFrequencies frequencies) {
        named.put(
                "linear conformity, 40 texts",
                LocalLinearModel.of(ScoreFunction.CONFORMITY, new SamplingBudget(40, 1)));
        named.put(
                "linear log-ratio, 20 texts", LocalLinearModel.of(ScoreFunction.LOG_RATIO, new SamplingBudget(20, 4)));
        named.put(
                "linear probability, the, 2-grams, width 50, 20 texts",
                new LocalLinearModel(
                        "linear",
                        new ValueFunction(
                                ScoreFunction.PROBABILITY, Perturbation.replaceBy("the"), FeatureGroups.nGrams(2)),
                        new SamplingBudget(20, 2),
                        new LocalLinearModel.Fit(50, 1e-3)));
        named.put(
                "linear log-odds, 2 draws, 10 texts",
                new LocalLinearModel(
                        "linear",
                        new ValueFunction(
                                ScoreFunction.LOG_ODDS,
                                Perturbation.replaceByDraws(frequencies, 2, 5),
                                FeatureGroups.words()),
                        new SamplingBudget(10, 2),
                        new LocalLinearModel.Fit(25, 1e-4)));
    }

    static Bootstrap bootstrap(DeepKnn<?> dknn) {
        return new Bootstrap(dknn, 40, 0.9, 3);
    }

    private static Attribution intervals(Attribution base, Bootstrap bootstrap) {
        return new BootstrapIntervals(base, bootstrap);
    }

    private void bootstrapped(DeepKnn<?> dknn) {
        Bootstrap bootstrap = bootstrap(dknn);
        named.put(
                "intervals of leave-one-out conformity, 200 draws",
                intervals(LeaveOneOut.conformity(), Bootstrap.of(dknn, 1)));
        named.put("intervals of leave-one-out conformity", intervals(LeaveOneOut.conformity(), bootstrap));
        named.put(
                "intervals of leave-one-out neighbors, unknown, 2-grams",
                intervals(
                        LeaveOneOut.neighbors()
                                .withPerturbation(Perturbation.replaceByUnknown())
                                .withGroups(FeatureGroups.nGrams(2)),
                        bootstrap));
        named.put(
                "intervals of leave-one-out neighbors and network, word types",
                intervals(LeaveOneOut.neighborsAndNetwork().withGroups(FeatureGroups.wordTypes()), bootstrap));
        named.put(
                "intervals of leave-one-out p-value of the count",
                intervals(
                        LeaveOneOut.pValue(),
                        new Bootstrap(dknn.withNonconformity(Nonconformity.count()), 40, 0.9, 3)));
        named.put(
                "intervals of out and in neighbors and network",
                intervals(LeaveOneOutAndIn.neighborsAndNetwork(), bootstrap));
        named.put("intervals of out and in conformity", intervals(LeaveOneOutAndIn.conformity(), bootstrap));
    }

    static WordFrequencies frequenciesOfTexts(Dataset<List<String>> reference) {
        return WordFrequencies.of(reference.inputs());
    }

    static WordFrequencies frequenciesOfPairs(Dataset<SentencePair> reference) {
        return WordFrequencies.of(
                reference.inputs().stream().map(SentencePair::premise).toList());
    }
}
