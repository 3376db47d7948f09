package org.dknn.nlp.explain;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.dknn.HitRates;
import org.dknn.LabelSet;

/**
 * Whether to believe an answer, in one word and one reason, made of all numbers of its explanation by fixed rules. It judges the
 * label that is explained: the network's, unless another target was chosen.
 *
 * <p>The first of these that holds decides. <b>No</b>: the network does not know most words of the text; the text is more than twice as
 * long as any training text; the training texts support no label (all p-values are below .05); or neither network nor neighbors give
 * the label that is explained. <b>Undecided</b>: too few calibration examples to tell; network and neighbors differ; or another label
 * cannot be ruled out (confidence below .9). <b>Weakly</b>: the answer changes without one of the words; or another label is only just
 * ruled out (confidence below .95). <b>Yes</b> otherwise. How far a text lies from the training texts has no part in it.
 *
 * @param state in one word
 * @param label that is judged
 * @param reason a sentence or two without a capital letter at the start; names of classes and words in it are as users wrote them
 * @param isMeasured whether the rule behind it was checked on answers that are known; not so for "no"
 * @param rate how often calibration examples of this state were answered right; empty if that was not counted for this classifier
 *     and label
 */
public record Verdict(State state, int label, String reason, boolean isMeasured, Optional<HitRates.Rate> rate) {

    /** Fewer texts of a state tell nothing. */
    private static final int ENOUGH = 10;

    /** Checks that all parts are there. */
    public Verdict {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rate, "rate");
    }

    /** How far to believe an answer, the most first. */
    public enum State {
        /** Nothing speaks against it. */
        YES,
        /** It hangs on one word, or another class is only just ruled out. */
        WEAKLY,
        /** Another answer is as good, or there are too few calibration examples. */
        UNDECIDED,
        /** The network was not made for such an input. */
        NO;

        /** As files name it, such as {@code "weakly"}. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The state of a token.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static State of(String token) {
            for (State state : values()) {
                if (state.token().equals(token)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("a verdict is yes, weakly, undecided or no, got " + token);
        }

        /** As people read it, such as {@code "Weakly"}. */
        public String word() {
            return name().charAt(0) + token().substring(1);
        }
    }

    /** Such as {@code "negative. Believe it? Weakly: it hangs on one word. Without "bore" the answer is positive."}. */
    public String sentence(LabelSet labels) {
        return labels.nameInText(label) + ". Believe it? " + state.word() + ": " + reason;
    }

    /** How often this state is right, or why that is not known, in a sentence. */
    public String experience() {
        if (!isMeasured) {
            return "The rule behind it is reasoned, not measured.";
        }
        if (rate.isEmpty()) {
            return "How often this is right was not counted.";
        }
        int texts = rate.get().texts();
        if (texts < ENOUGH) {
            return "Only " + texts + " held-out texts were of this kind, too few to tell how often it is right.";
        }
        String share = String.format(Locale.ROOT, "%.3f", rate.get().share());
        return "Of " + texts + " held-out texts of this kind " + rate.get().right() + " were answered right ("
                + (share.startsWith("0") ? share.substring(1) : share) + ").";
    }
}
