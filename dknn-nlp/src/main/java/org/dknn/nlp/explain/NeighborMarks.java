package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.LayerNeighbors.Mark;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.text.Token;

/**
 * Finds the strongest words of training texts: of each at most three, by a method of explanations and about the same class as the
 * explained text, so that a word speaks for or against its answer. Where the limits of the method are known, a marked word is an eighth of
 * the way from noise to strong; else it has a quarter of the largest value of its text. What may be 0 by its interval is not marked.
 *
 * <p>Remembers the words of the {@value #CAPACITY} texts that were asked for last. Safe for use by many threads.
 */
final class NeighborMarks {

    private static final int MARKED = 3;
    private static final int CAPACITY = 10_000;
    private static final double STEP = 1.0 / 8;
    private static final double SHARE = 1.0 / 4;

    /** Longer texts are not marked, as predictions of their variants are not kept while a plan runs. */
    private static final int LONGEST = 1_000;

    private final Map<Asked, List<Strong>> known = new Recent();

    /**
     * What is asked about training texts.
     *
     * @param texts all of them
     * @param attribution that values words
     * @param target what words speak for
     * @param segment the only one that is explained; empty for all
     * @param withLimits sets the limits of the method
     */
    record Question(
            ReferenceTexts<?> texts,
            Attribution attribution,
            Target target,
            OptionalInt segment,
            Function<Attributions, Attributions> withLimits) {}

    private record Asked(Attribution attribution, Target target, OptionalInt segment, int ordinal) {}

    /** A word of a text, by its place among the words of all segments. */
    private record Strong(int position, double value) {}

    /** Marks texts. Texts that are not remembered cost what explaining them by the method does. */
    Plan<List<NearText>> plan(Question question, List<NearText> near) {
        return Plan.all(near.stream().map(text -> plan(question, text)).toList());
    }

    private Plan<NearText> plan(Question question, NearText near) {
        int ordinal = near.neighbor().ordinal();
        Asked asked = new Asked(question.attribution(), question.target(), question.segment(), ordinal);
        List<Strong> found;
        synchronized (known) {
            found = known.get(asked);
        }
        if (found != null) {
            return Plan.of(marked(question, near, found));
        }
        return strong(question, ordinal).map(strong -> {
            if (strong.isEmpty()) {
                return near; // the time was over
            }
            synchronized (known) {
                known.put(asked, strong.get());
            }
            return marked(question, near, strong.get());
        });
    }

    private static NearText marked(Question question, NearText near, List<Strong> strong) {
        List<Token> tokens = question.texts().tokens(near.neighbor().ordinal());
        List<Mark> marks = new ArrayList<>();
        for (Strong word : strong) {
            marks.add(new Mark(tokens.get(word.position()), word.value()));
        }
        return near.with(marks);
    }

    /** The strongest words; empty if there was no time for all values. */
    private static Plan<Optional<List<Strong>>> strong(Question question, int ordinal) {
        Variant whole = new Variant(question.texts().segments(ordinal));
        if (whole.size() > LONGEST) {
            return Plan.of(Optional.of(List.of()));
        }
        List<Plan<Optional<List<Strong>>>> segments = new ArrayList<>();
        int first = 0;
        for (int segment = 0; segment < whole.segments().size(); segment++) {
            if (question.segment().isEmpty() || question.segment().getAsInt() == segment) {
                int start = first;
                segments.add(question.attribution()
                        .plan(new Features(whole, segment), question.target())
                        .map(values -> values.unfinished().isEmpty()
                                ? Optional.of(strong(question.withLimits().apply(values), start))
                                : Optional.empty()));
            }
            first += whole.words(segment).size();
        }
        return Plan.all(segments).map(NeighborMarks::strongest);
    }

    private static List<Strong> strong(Attributions values, int start) {
        double least = values.limits().map(NeighborMarks::least).orElse(values.peak() * SHARE);
        return IntStream.range(0, values.size())
                .filter(position -> values.value(position) != 0
                        && Math.abs(values.value(position)) >= least
                        && !values.isUnclear(position))
                .mapToObj(position -> new Strong(start + position, values.value(position)))
                .toList();
    }

    private static double least(ValueLimits.Range limits) {
        return limits.noise() + STEP * (limits.strong() - limits.noise());
    }

    private static Optional<List<Strong>> strongest(List<Optional<List<Strong>>> segments) {
        if (segments.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(segments.stream()
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(word -> -Math.abs(word.value())))
                .limit(MARKED)
                .sorted(Comparator.comparingInt(Strong::position))
                .toList());
    }

    /** Keeps what was asked for last. */
    private static final class Recent extends LinkedHashMap<Asked, List<Strong>> {

        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, List<Strong>> eldest) {
            return size() > CAPACITY;
        }
    }
}
