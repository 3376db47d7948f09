package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Runs of chosen words against runs of words that people marked. A chosen run matches if the words it shares with some marked
 * run are at least half of the words in either.
 *
 * @param matched chosen runs that match
 * @param chosen number of chosen runs
 * @param marked number of marked runs
 * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER, IOU F1</a>
 */
public record SpanMatch(int matched, int chosen, int marked) {

    /** Checks the counts. */
    public SpanMatch {
        if (matched < 0 || matched > chosen || marked < 0) {
            throw new IllegalArgumentException(
                    "needs 0 <= matched <= chosen and marked >= 0, got " + matched + ", " + chosen + " and " + marked);
        }
    }

    /** Compares the runs of two sets of positions. */
    public static SpanMatch of(BitSet chosen, BitSet marked) {
        List<Span> wanted = spans(marked);
        List<Span> got = spans(chosen);
        long matched = got.stream()
                .filter(span -> wanted.stream().anyMatch(span::matches))
                .count();
        return new SpanMatch((int) matched, got.size(), wanted.size());
    }

    /** Share of the chosen runs that match; 0 without any. */
    public double precision() {
        return chosen == 0 ? 0 : (double) matched / chosen;
    }

    /** Matching runs per marked run; 0 without any. */
    public double recall() {
        return marked == 0 ? 0 : (double) matched / marked;
    }

    /** ERASER's macro-F1 over texts: the harmonic mean of the mean precision and the mean recall; 0 where nothing matches. */
    public static double macroF1(Collection<SpanMatch> matches) {
        double precision =
                matches.stream().mapToDouble(SpanMatch::precision).average().orElse(0);
        double recall =
                matches.stream().mapToDouble(SpanMatch::recall).average().orElse(0);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static List<Span> spans(BitSet positions) {
        List<Span> spans = new ArrayList<>();
        for (int start = positions.nextSetBit(0); start >= 0; ) {
            int end = positions.nextClearBit(start);
            spans.add(new Span(start, end));
            start = positions.nextSetBit(end);
        }
        return spans;
    }

    /** Positions in {@code [start, end)}. */
    private record Span(int start, int end) {

        boolean matches(Span other) {
            int shared = Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
            int either = end - start + other.end - other.start - shared;
            return 2 * shared >= either;
        }
    }
}
