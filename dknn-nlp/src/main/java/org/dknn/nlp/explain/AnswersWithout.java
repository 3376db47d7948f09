package org.dknn.nlp.explain;

import java.util.List;
import java.util.function.Function;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.perturb.Perturbation;

/**
 * The answer without each word, where a method asks for these texts anyway, so that it costs nothing.
 *
 * @param attributions of the explanation
 * @param answer what is read off a prediction
 */
record AnswersWithout(List<Attribution> attributions, Function<Prediction, Integer> answer) {

    private static final Perturbation REMOVAL = Perturbation.delete();

    /** Predictions of longer texts are not kept while a plan runs, so they would be made twice. */
    private static final int LONGEST = 1_000;

    /** One label per word, or none, as where time is short. */
    Plan<List<Integer>> plan(Features features) {
        List<String> words = features.words();
        if (features.input().size() > LONGEST
                || attributions.stream().noneMatch(method -> method.leavesOutEachWord(words))) {
            return Plan.of(List.of());
        }
        return Plan.<Integer, List<Integer>>askAsTimeAllows(
                words.size(),
                position -> List.of(features.with(REMOVAL.remove(words, position))),
                answer,
                answers -> answers.stream().anyMatch(List::isEmpty)
                        ? List.of()
                        : answers.stream().map(one -> one.get(0)).toList());
    }
}
