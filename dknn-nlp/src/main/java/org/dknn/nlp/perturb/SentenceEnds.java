package org.dknn.nlp.perturb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where sentences end, among words that are tokenized already. */
final class SentenceEnds {

    private static final Set<String> ENDS = Set.of(".", "!", "?", "...", "\u2026", "\u3002", "\uFF01", "\uFF1F");
    private static final Set<String> CLOSING =
            Set.of("''", "\"", "'", "\u201D", "\u2019", ")", "]", "-rrb-", "-RRB-", "\u300D");

    private SentenceEnds() {}

    /** Spans that cover the text. */
    static List<FeatureGroup> spans(List<String> words) {
        List<FeatureGroup> spans = new ArrayList<>();
        int start = 0;
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            boolean isEnd = ENDS.contains(words.get(i));
            if (ended && !isEnd && !CLOSING.contains(words.get(i))) {
                spans.add(FeatureGroup.span(start, i));
                start = i;
                ended = false;
            }
            ended |= isEnd;
        }
        if (start < words.size()) {
            spans.add(FeatureGroup.span(start, words.size()));
        }
        return List.copyOf(spans);
    }
}
