package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.saliency.Saliency;

/** One line a word, with a bar a method: to the right for the label, to the left against it. */
record PlainRenderer() implements Renderer {

    private static final int LONGEST_WORD = 24;
    private static final int METHODS_BESIDE_EACH_OTHER = 3;
    private static final int NUMBER = 8;

    @Override
    public String render(Explained explained) {
        StringBuilder text = new StringBuilder();
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        lines.between(VisibleText.line(explained.text()));
        text.append(lines).append('\n');
        text.append(ConsoleText.name(explained, explained.label())).append('\n');
        text.append(ConsoleText.verdict(explained)).append(ConsoleText.support(explained));
        ColorScales scales = ColorScales.of(explained);
        List<Saliency> saliencies = explained.saliencies();
        for (int i = 0; i < saliencies.size(); i += METHODS_BESIDE_EACH_OTHER) {
            int end = Math.min(saliencies.size(), i + METHODS_BESIDE_EACH_OTHER);
            text.append('\n').append(new Block(explained, saliencies.subList(i, end), scales).render());
        }
        return text.append(ConsoleText.neighbors(explained)).toString();
    }

    /** Words below each other, a few methods beside each other. */
    private record Block(Explained explained, List<Saliency> saliencies, ColorScales scales) {

        String render() {
            List<String> words = explained.tokens().stream()
                    .map(token -> Columns.shorten(VisibleText.line(token.word()), LONGEST_WORD))
                    .toList();
            if (words.isEmpty()) {
                return "(no words)\n";
            }
            int wordColumns = words.stream().mapToInt(Columns::width).max().orElse(0);
            int arm = Math.min(16, ((ConsoleText.WIDTH - wordColumns) / saliencies.size() - NUMBER - 4) / 2);
            StringBuilder lines = new StringBuilder(head(wordColumns, arm));
            for (int position = 0; position < words.size(); position++) {
                lines.append(line(Columns.pad(words.get(position), wordColumns), position, arm));
            }
            return lines.toString();
        }

        /** Two lines over the bars: the methods, and what a full bar stands for. */
        private String head(int wordColumns, int arm) {
            StringBuilder names = new StringBuilder(" ".repeat(wordColumns));
            StringBuilder limits = new StringBuilder(names);
            int columns = NUMBER + 2 * arm + 2;
            for (Saliency saliency : saliencies) {
                String name = Columns.shorten(VisibleText.line(MethodName.of(explained, saliency)), columns);
                names.append("  ").append(Columns.pad(name, columns));
                limits.append("  ").append(Columns.pad("full bar " + Numbers.limit(scales.of(saliency)), columns));
            }
            return Columns.line("%s", names) + Columns.line("%s", limits);
        }

        private String line(String word, int position, int arm) {
            StringBuilder line = new StringBuilder(word);
            for (Saliency saliency : saliencies) {
                double value = saliency.value(position);
                int length = scales.of(saliency).step(value, arm);
                line.append("  ")
                        .append(Columns.padLeft(Numbers.signed(value), NUMBER))
                        .append(' ');
                line.append(Columns.padLeft("-".repeat(Math.max(0, -length)), arm))
                        .append('|');
                line.append(Columns.pad("#".repeat(Math.max(0, length)), arm));
            }
            return Columns.line("%s", line);
        }
    }
}
