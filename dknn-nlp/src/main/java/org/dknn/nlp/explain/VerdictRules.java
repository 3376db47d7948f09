package org.dknn.nlp.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.HitRates;
import org.dknn.LabelSet;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.PValues;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Verdict.State;

/**
 * The rules of verdicts, see {@link Verdict}.
 *
 * @param segments of the input
 * @param labels the classes
 * @param prediction of the whole input
 * @param background of the classifier
 */
record VerdictRules(List<Segment> segments, LabelSet labels, PredictionSummary prediction, Background background) {

    private static final double SUPPORTED = .95;
    private static final double RULED_OUT = .9;
    private static final double CLEARLY_RULED_OUT = .95;
    private static final int TIMES_AS_LONG = 2;
    private static final int NAMED = 3;
    private static final int NEEDED = Calibration.fewestForLevel(CLEARLY_RULED_OUT);

    private static final List<Function<VerdictRules, Optional<Verdict>>> IN_ORDER = List.of(
            VerdictRules::empty,
            VerdictRules::unseen,
            VerdictRules::tooLong,
            VerdictRules::calibration,
            VerdictRules::support,
            VerdictRules::agreement,
            VerdictRules::ruledOut,
            VerdictRules::oneWord,
            VerdictRules::onlyJust);

    /**
     * What is known of a classifier.
     *
     * @param longest number of words of its longest reference text; 0 if that is not known
     * @param hitRates of its verdicts
     */
    record Background(int longest, HitRates hitRates) {

        static final Background UNKNOWN = new Background(0, HitRates.none());
    }

    static Verdict of(List<Segment> segments, LabelSet labels, PredictionSummary prediction, Background background) {
        VerdictRules rules = new VerdictRules(segments, labels, prediction, background);
        return IN_ORDER.stream()
                .flatMap(rule -> rule.apply(rules).stream())
                .findFirst()
                .orElseGet(rules::yes);
    }

    private int label() {
        return segments.get(0).attributions().get(0).label();
    }

    private String name(int label) {
        return labels.nameInText(label);
    }

    private int words() {
        return segments.stream().mapToInt(segment -> segment.tokens().size()).sum();
    }

    private Verdict verdict(State state, String reason) {
        boolean isCounted = label() == prediction.networkLabel();
        Optional<HitRates.Rate> rate = isCounted ? background.hitRates().of(state.token()) : Optional.empty();
        return new Verdict(state, label(), reason, state != State.NO, rate);
    }

    private Optional<Verdict> when(boolean holds, State state, Supplier<String> reason) {
        return holds ? Optional.of(verdict(state, reason.get())) : Optional.empty();
    }

    private Optional<Verdict> empty() {
        return when(words() == 0, State.NO, () -> "it has no words.");
    }

    private Optional<Verdict> unseen() {
        int unseen =
                segments.stream().mapToInt(segment -> segment.unseen().size()).sum();
        return when(
                2 * unseen > words(),
                State.NO,
                () -> "the network knows " + (words() - unseen) + " of its " + words()
                        + (words() == 1 ? " word." : " words."));
    }

    private Optional<Verdict> tooLong() {
        int longest = background.longest();
        return when(
                longest > 0 && words() > TIMES_AS_LONG * longest,
                State.NO,
                () -> "the network reads " + words() + " words and signs here, and " + longest
                        + " at most in a training text.");
    }

    /** Sizes that are not known are not judged. */
    private Optional<Verdict> calibration() {
        PValues pValues = prediction.pValues();
        int least = IntStream.range(0, prediction.labels())
                .map(pValues::groupSize)
                .min()
                .orElse(0);
        boolean isKnown = IntStream.range(0, prediction.labels()).anyMatch(other -> pValues.groupSize(other) > 0);
        return when(
                isKnown && least < NEEDED && label() == prediction.label(),
                State.UNDECIDED,
                () -> "too few texts were held out to tell, " + least + " where " + NEEDED + " are needed.");
    }

    private Optional<Verdict> support() {
        return when(
                prediction.pValues().labelsAt(SUPPORTED).isEmpty(),
                State.NO,
                () -> "the training texts support no answer.");
    }

    private Optional<Verdict> agreement() {
        if (label() != prediction.label() && label() != prediction.networkLabel()) {
            return Optional.of(verdict(State.NO, "neither the network nor the nearest training texts say so."));
        }
        return label() == prediction.networkLabel()
                ? when(
                        prediction.label() != label(),
                        State.UNDECIDED,
                        () -> "the nearest training texts say " + name(prediction.label()) + ".")
                : when(true, State.UNDECIDED, () -> "the network says " + name(prediction.networkLabel()) + ".");
    }

    private List<Integer> rivals(double level) {
        return prediction.pValues().labelsAt(level).stream()
                .filter(other -> other != label())
                .toList();
    }

    private String listed(List<Integer> rivals) {
        String named = rivals.stream().limit(NAMED).map(this::name).collect(Collectors.joining(", "));
        return rivals.size() <= NAMED ? named : named + " and " + (rivals.size() - NAMED) + " more";
    }

    private Optional<Verdict> ruledOut() {
        List<Integer> rivals = rivals(RULED_OUT);
        return when(!rivals.isEmpty(), State.UNDECIDED, () -> listed(rivals) + " cannot be ruled out.");
    }

    private Optional<Verdict> onlyJust() {
        List<Integer> rivals = rivals(CLEARLY_RULED_OUT);
        return when(
                !rivals.isEmpty(),
                State.WEAKLY,
                () -> listed(rivals) + (rivals.size() == 1 ? " is" : " are") + " only just ruled out.");
    }

    /** A word, what it is worth, and the answer without it. */
    private record Deciding(String word, double value, int label) {}

    private Stream<Deciding> deciding(Segment segment) {
        Attributions values = segment.attributions().get(0);
        return IntStream.range(0, segment.without().size())
                .filter(position -> segment.without().get(position) != label())
                .mapToObj(position -> new Deciding(
                        segment.tokens().get(position).word(),
                        values.value(position),
                        segment.without().get(position)));
    }

    private Optional<Verdict> oneWord() {
        if (words() < 2) {
            return Optional.empty();
        }
        List<Deciding> deciding = segments.stream()
                .flatMap(this::deciding)
                .sorted(Comparator.comparingDouble(word -> -word.value()))
                .toList();
        if (deciding.isEmpty()) {
            return Optional.empty();
        }
        Deciding first = deciding.get(0);
        String start = deciding.size() == 1
                ? "it hangs on one word. "
                : "each of " + deciding.size() + " words decides alone. ";
        return Optional.of(verdict(
                State.WEAKLY, start + "Without \"" + first.word() + "\" the answer is " + name(first.label()) + "."));
    }

    private Verdict yes() {
        String rivals = labels.size() == 2 ? name(1 - label()) + " is ruled out" : "all other classes are ruled out";
        boolean isAsked =
                segments.stream().anyMatch(segment -> !segment.without().isEmpty());
        if (words() > 1 && !isAsked) {
            return new Verdict(State.YES, label(), rivals + ".", true, Optional.empty()); // counted with that question
        }
        return verdict(State.YES, words() > 1 ? rivals + ", and no word decides alone." : rivals + ".");
    }
}
