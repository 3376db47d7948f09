package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dknn.Prediction;

/**
 * Takes the least salient word out of a text, again and again, as long as the label stays. What is left often makes no sense
 * to people: it shows what the classifier goes by.
 *
 * <p>Words are scored anew after each removal; by leave-one-out a text of n words costs up to n * n / 2 texts. Safe for use by
 * many threads.
 *
 * @param scorer tells which word is the least salient; of equals the first goes
 * @see <a href="https://arxiv.org/abs/1804.07781">Feng et al. (2018), Pathologies of Neural Models</a>
 */
public record InputReduction(Attribution scorer) {

    /** Checks that there is a scorer. */
    public InputReduction {
        Objects.requireNonNull(scorer, "scorer");
    }

    /**
     * One word less.
     *
     * @param position of the removed word in the whole text
     * @param words that are left
     * @param prediction of what is left
     */
    public record Step(int position, List<String> words, Prediction prediction) {

        /** Copies the list. */
        public Step {
            words = List.copyOf(words);
        }
    }

    /**
     * Reduces a text to at least one word.
     *
     * @param words the text; may be empty
     * @param original the prediction of the whole text, whose label is to stay
     * @param predictor predicts shortened texts
     * @return the steps that kept the label, in their order; none if the first would change it
     */
    public List<Step> reduce(List<String> words, Prediction original, Predictor predictor) {
        List<Step> steps = new ArrayList<>();
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, words.size()).boxed().toList());
        Prediction prediction = original;
        while (left.size() > 1) {
            Attributions saliency =
                    scorer.score(wordsAt(words, left), prediction, Target.predicted(original), predictor);
            int position = left.remove(least(saliency));
            List<String> rest = wordsAt(words, left);
            prediction = predictor.predictAll(List.of(rest)).get(0);
            if (prediction.label() != original.label()) {
                break;
            }
            steps.add(new Step(position, rest, prediction));
        }
        return List.copyOf(steps);
    }

    private static List<String> wordsAt(List<String> words, List<Integer> positions) {
        return positions.stream().map(words::get).toList();
    }

    private static int least(Attributions saliency) {
        int least = 0;
        for (int i = 1; i < saliency.size(); i++) {
            if (saliency.value(i) < saliency.value(least)) {
                least = i;
            }
        }
        return least;
    }
}
