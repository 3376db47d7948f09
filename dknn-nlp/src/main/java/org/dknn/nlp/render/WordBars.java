package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.VisibleText;

/**
 * Words below each other in lines of up to 100 columns, with a number and a bar for each of a few methods: to the right for
 * what is explained, to the left against it, none where that is unclear.
 *
 * @param explanation what the methods explain
 * @param segment whose words are shown
 * @param scales what a full bar stands for
 */
record WordBars(Explanation explanation, Segment segment, ColorScales scales) {

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_ARM = 16;
    private static final int BESIDE_EACH_OTHER = 3;
    private static final int NUMBER = 8;

    /** All methods, in blocks with an empty line between them. */
    String render() {
        if (segment.tokens().isEmpty()) {
            return "(no words)\n";
        }
        List<String> blocks = new ArrayList<>();
        List<Attributions> attributions = segment.attributions();
        // ranges leave no room for bars of several methods
        int beside = attributions.stream().allMatch(values -> values.intervals().isEmpty()) ? BESIDE_EACH_OTHER : 1;
        for (int i = 0; i < attributions.size(); i += beside) {
            blocks.add(new Block(attributions.subList(i, Math.min(attributions.size(), i + beside))).render());
        }
        return String.join("\n", blocks);
    }

    private final class Block {

        private final List<String> words;
        private final List<Attributions> attributions;
        private final int wordColumns;
        private final int range;
        private final int arm;

        Block(List<Attributions> attributions) {
            this.words = segment.tokens().stream()
                    .map(token -> Columns.shorten(VisibleText.line(token.word()), LONGEST_WORD))
                    .toList();
            this.attributions = attributions;
            this.wordColumns = words.stream().mapToInt(Columns::width).max().orElse(0);
            this.range = attributions.stream()
                    .flatMapToInt(values -> IntStream.range(
                                    0, values.intervals().size())
                            .map(position ->
                                    2 + new WordValue(values, position).range().length()))
                    .max()
                    .orElse(0);
            int method = (ConsoleText.WIDTH - wordColumns) / attributions.size();
            this.arm = Math.min(LONGEST_ARM, (method - NUMBER - range - 4) / 2);
        }

        String render() {
            StringBuilder lines = new StringBuilder(head());
            List<Integer> shown = StrongSentence.words(segment);
            shown.forEach(position -> lines.append(line(position)));
            StrongSentence.left(segment, shown.size()).ifPresent(left -> lines.append(Columns.line("%s", left)));
            return lines.toString();
        }

        /** Two lines over the bars: the methods, and what a full bar stands for. */
        private String head() {
            StringBuilder names = new StringBuilder(" ".repeat(wordColumns));
            StringBuilder limits = new StringBuilder(names);
            int columns = NUMBER + range + 2 * arm + 2;
            for (Attributions values : attributions) {
                String name = Columns.shorten(VisibleText.line(MethodName.of(explanation, values)), columns);
                names.append("  ").append(Columns.pad(name, columns));
                limits.append("  ").append(Columns.pad(limit(values, columns), columns));
            }
            return Columns.line("%s", names) + Columns.line("%s", limits);
        }

        private String limit(Attributions values, int columns) {
            return WordValue.noWordMatters(values)
                    .map(note -> note.length() > columns ? WordValue.NO_WORD : note)
                    .orElseGet(() -> "full bar " + scales.of(values).text()
                            + WordValue.noneWithinNoise(values)
                            + (WordValue.isUnclearSomewhere(values) ? ", no bar where it may be 0" : ""));
        }

        private String line(int position) {
            StringBuilder line = new StringBuilder(Columns.pad(words.get(position), wordColumns));
            for (Attributions values : attributions) {
                WordValue value = new WordValue(values, position);
                int length = scales.of(values).step(value.drawn(), arm);
                line.append("  ").append(Columns.padLeft(value.number(), NUMBER));
                line.append(Columns.padLeft(value.range(), range)).append(' ');
                line.append(Columns.padLeft("-".repeat(Math.max(0, -length)), arm))
                        .append('|');
                line.append(Columns.pad("#".repeat(Math.max(0, length)), arm));
            }
            return Columns.line("%s", line);
        }
    }
}
