package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dknn.Prediction;

/**
 * Takes the word of the smallest value out of a text, again and again, as long as the label stays. What is left often makes no sense
 * to people: it shows what the classifier goes by.
 *
 * <p>Words are attributed anew after each removal; by leave-one-out a text of n words costs up to n * n / 2 inputs. Safe for use by
 * many threads.
 *
 * @param attribution tells which word has the smallest value; of equals the first goes
 * @see <a href="https://arxiv.org/abs/1804.07781">Feng et al. (2018), Pathologies of Neural Models</a>
 */
public record InputReduction(Attribution attribution) {

    /** Checks that there is an attribution. */
    public InputReduction {
        Objects.requireNonNull(attribution, "attribution");
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
     * The plan of reducing the words of a segment to at least one.
     *
     * @param features the words; may be empty
     * @param original the prediction of the whole input, whose label is to stay
     * @return of the steps that kept the label, in their order, as far as time allows; none if the first would change it
     */
    public Plan<List<Step>> plan(Features features, Prediction original) {
        List<Integer> all = IntStream.range(0, features.words().size()).boxed().toList();
        return new Reduction(features, original).from(all, List.of());
    }

    private final class Reduction {

        private final Features features;
        private final Target target;

        Reduction(Features features, Prediction original) {
            this.features = features;
            this.target = Target.predicted(original);
        }

        Plan<List<Step>> from(List<Integer> left, List<Step> steps) {
            if (left.size() < 2) {
                return Plan.of(steps);
            }
            Features rest = new Features(features.with(wordsAt(left)), features.segment());
            return attribution
                    .plan(rest, target)
                    .then(values -> values.unfinished().isEmpty()
                            ? without(left, least(values), steps)
                            : Plan.of(steps)); // the time is over
        }

        private Plan<List<Step>> without(List<Integer> left, int removed, List<Step> steps) {
            List<Integer> kept = new ArrayList<>(left);
            int position = kept.remove(removed);
            List<String> words = wordsAt(kept);
            return Plan.<Prediction, Prediction>ask(
                            List.of(features.with(words)), prediction -> prediction, answers -> answers.get(0))
                    .then(prediction -> {
                        if (prediction.label() != target.label()) {
                            return Plan.of(steps);
                        }
                        List<Step> more = new ArrayList<>(steps);
                        more.add(new Step(position, words, prediction));
                        return from(kept, List.copyOf(more));
                    });
        }

        private List<String> wordsAt(List<Integer> positions) {
            return positions.stream().map(features.words()::get).toList();
        }
    }

    private static int least(Attributions attributions) {
        int least = 0;
        for (int i = 1; i < attributions.size(); i++) {
            if (attributions.value(i) < attributions.value(least)) {
                least = i;
            }
        }
        return least;
    }
}
