package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;

/**
 * Judges one explanation by a number. A metric calls no classifier: it returns a {@link Plan}, the changed inputs it wants predicted
 * and how its value is read off their predictions. Implementations are safe for use by many threads.
 *
 * <p>A new metric of this library belongs in {@link #all}; one of a user is given to {@link Evaluation.Builder#metrics}.
 */
public interface ExplanationMetric {

    /** Which values of a metric are good. */
    enum Direction {

        /** Larger is better. */
        HIGHER_IS_BETTER("↑"),

        /** Smaller is better. */
        LOWER_IS_BETTER("↓"),

        /** The metric describes the explanation and does not judge it. */
        NEITHER("");

        private final String arrow;

        Direction(String arrow) {
            this.arrow = arrow;
        }

        /** An arrow up or down, or the empty text. */
        public String arrow() {
            return arrow;
        }
    }

    /** Name for people, including the settings. */
    String name();

    /** Which values are good. */
    Direction direction();

    /**
     * The plan of judging an explanation; run by a {@link PlanExecutor}.
     *
     * @return of the value, finite; or of nothing where the metric is undefined: a text that is too short, or one without the human
     *     labels that the metric needs. An explanation without any weight has the value of chance, unless the metric says otherwise.
     */
    Plan<OptionalDouble> plan(ExplainedSegment explained);

    /**
     * A metric that needs no further prediction, such as one of the values alone or of human labels. Undefined for a text without
     * words, for which the formula is not called.
     */
    static ExplanationMetric of(String name, Direction direction, Function<ExplainedSegment, OptionalDouble> formula) {
        return new ExplanationMetric() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Direction direction() {
                return direction;
            }

            @Override
            public Plan<OptionalDouble> plan(ExplainedSegment explained) {
                return Plan.of(explained.size() == 0 ? OptionalDouble.empty() : formula.apply(explained));
            }
        };
    }

    /**
     * The metrics of an {@link Evaluation} by default: {@link Faithfulness#all} by the network's own probability and deleted words,
     * {@link Plausibility#all} and {@link Sparseness#all}. {@link #sensitivity} is not among them, as it explains many more texts.
     */
    static List<ExplanationMetric> all() {
        return Stream.of(Faithfulness.ofProbability().all(), Plausibility.all(), Sparseness.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Max-sensitivity: the largest relative change of an explanation when one word of the text is replaced by another one. Perturbs
     * words instead of embeddings, so any method of any model can be judged.
     *
     * <p>The change is the Euclidean norm of the difference, divided by the norm of the explanation, or by 1 if that is 0. Its largest
     * value counts, over those changed texts that the network still answers as the text; undefined where none is. Where the explained
     * label is that of the neighbors and not of the network, the neighbors' answer counts. Explains every changed text anew.
     *
     * @param substitutes words to put in, for example those of the evaluated texts
     * @param samples number of changed texts, at least 1
     * @param seed of the places and the words, together with the text
     * @see <a href="https://arxiv.org/abs/1901.09392">Yeh et al. (2019)</a>
     */
    static ExplanationMetric sensitivity(List<String> substitutes, int samples, long seed) {
        return new Sensitivity(substitutes, samples, seed);
    }
}
