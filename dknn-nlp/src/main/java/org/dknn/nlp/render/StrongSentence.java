package org.dknn.nlp.render;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.text.Token;

/**
 * A sentence of a text that is shown by sentence first, then by word.
 *
 * @param group its words
 * @param value the sum of those of its words; what it is worth as a whole to a method that goes by sentence first
 * @param text as it was written
 */
record StrongSentence(FeatureGroup group, double value, String text) {

    /** How many are shown of a text. */
    static final int SHOWN = 5;

    /** Of how many the words are shown, where not all are. */
    private static final int BY_WORD = 3;

    /** The strongest sentences of a text by a method, either way. */
    static List<StrongSentence> of(Segment segment, Attributions values) {
        return segment.sentences().stream()
                .map(group -> new StrongSentence(
                        group,
                        group.positions().stream().mapToDouble(values::value).sum(),
                        text(segment, group)))
                .sorted(Comparator.comparingDouble(sentence -> -Math.abs(sentence.value())))
                .limit(SHOWN)
                .toList();
    }

    private static String text(Segment segment, FeatureGroup group) {
        List<Integer> positions = group.positions();
        Token first = segment.tokens().get(positions.get(0));
        Token last = segment.tokens().get(positions.get(positions.size() - 1));
        return segment.text().substring(first.start(), Math.max(first.start(), last.end()));
    }

    /** Whether a text is shown by sentence first. */
    static boolean isFirst(Segment segment) {
        return segment.sentences().size() > Segment.FEW_SENTENCES;
    }

    /** Positions of the words that are shown in a list: of a long text, those of the strongest sentences by any method. */
    static List<Integer> words(Segment segment) {
        if (!isFirst(segment)) {
            return IntStream.range(0, segment.tokens().size()).boxed().toList();
        }
        return segment.attributions().stream()
                .flatMap(values -> of(segment, values).stream().limit(BY_WORD))
                .flatMap(sentence -> sentence.group().positions().stream())
                .collect(Collectors.toSet())
                .stream()
                .sorted()
                .toList();
    }

    /**
     * Says how many words are not in a list; empty if all are.
     *
     * @param shown number of words in the list
     */
    static Optional<String> left(Segment segment, int shown) {
        int left = segment.tokens().size() - shown;
        return left == 0
                ? Optional.empty()
                : Optional.of("not shown: " + left + (left == 1 ? " word" : " words") + " of other sentences");
    }
}
