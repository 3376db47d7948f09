package org.dknn.bench.study;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict.State;

/**
 * The verdicts on the answers of one model.
 *
 * @param calibration on texts that the model was calibrated on: the rates that it promises
 * @param fresh on test texts
 */
record VerdictResult(List<Answer> calibration, List<Answer> fresh) {

    /** Larger than what p-values are rounded by, smaller than their steps. */
    private static final double ROUNDING = 1e-9;

    /**
     * An answer of the network.
     *
     * @param state as files name it
     * @param agrees whether the neighbors say the same
     * @param decides whether one word decides alone
     * @param confidence 1 minus the largest p-value of the other labels
     * @param right whether it is the true label
     */
    record Answer(String state, boolean agrees, boolean decides, double confidence, boolean right) {

        /** What was explained, beside the true label. */
        static Answer of(Explanation explanation, int label) {
            int answer = explanation.prediction().networkLabel();
            return new Answer(
                    explanation.verdict().state().token(),
                    explanation.prediction().label() == answer,
                    explanation.segments().stream()
                            .filter(segment -> segment.tokens().size() > 1)
                            .anyMatch(segment -> segment.without().stream().anyMatch(other -> other != answer)),
                    explanation.prediction().pValues().confidence(answer),
                    answer == label);
        }

        State state(Thresholds thresholds) {
            if (state.equals(State.NO.token())) {
                return State.NO;
            }
            if (!agrees || isBelow(thresholds.undecided())) {
                return State.UNDECIDED;
            }
            return decides || isBelow(thresholds.weakly()) ? State.WEAKLY : State.YES;
        }

        boolean isBelow(double level) {
            return confidence < level - ROUNDING;
        }
    }

    /**
     * Confidences that verdicts tell apart.
     *
     * @param undecided below it
     * @param weakly below it
     */
    record Thresholds(double undecided, double weakly) {

        /** Those of the library. */
        static final Thresholds USUAL = new Thresholds(0.9, 0.95);
    }

    /** The answers to explained examples, in their order. */
    static List<Answer> answers(Stream<Explanation> explanations, Dataset<?> examples) {
        List<Explanation> explained = explanations.toList();
        return IntStream.range(0, explained.size())
                .mapToObj(i -> Answer.of(explained.get(i), examples.label(i)))
                .toList();
    }
}
