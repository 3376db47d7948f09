package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explained;

/** Lines: verdicts, then a table a method. */
record PlainComparison() implements ComparisonRenderer {

    private static final int LONGEST_WORD = 40;
    private static final int NUMBER = 10;

    @Override
    public String render(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        side(text, "left", comparison.left());
        side(text, "right", comparison.right());
        for (Comparison.Method method : comparison.methods()) {
            text.append('\n')
                    .append(VisibleText.line(heading(comparison, method)))
                    .append('\n');
            if (!comparison.isComparable(method)) {
                text.append(classes(comparison, method));
            }
            table(text, comparison, method);
        }
        return text.toString();
    }

    private static void side(StringBuilder text, String name, Explained explained) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        lines.between(VisibleText.line(name + ": " + explained.text()));
        text.append(lines).append('\n');
        text.append(ConsoleText.name(explained, explained.label())).append("   ");
        text.append(ConsoleText.verdict(explained)).append(ConsoleText.support(explained));
    }

    /** The method and, unless its words speak for the predicted label on both sides or for two things, what they speak for. */
    private static String heading(Comparison comparison, Comparison.Method method) {
        boolean isNamed = comparison.isComparable(method)
                && !(MethodName.isOfPredicted(comparison.left(), method.left())
                        && MethodName.isOfPredicted(comparison.right(), method.right()));
        return isNamed ? method.name() + " for " + MethodName.target(comparison.left(), method.left()) : method.name();
    }

    private static String classes(Comparison comparison, Comparison.Method method) {
        return Columns.line(
                "left values speak for %s, right ones for %s",
                VisibleText.line(MethodName.target(comparison.left(), method.left())),
                VisibleText.line(MethodName.target(comparison.right(), method.right())));
    }

    private static void table(StringBuilder text, Comparison comparison, Comparison.Method method) {
        if (comparison.words().isEmpty()) {
            text.append("(no words)\n");
            return;
        }
        List<String> words = comparison.words().stream()
                .map(word ->
                        ComparedWord.sign(word) + " " + Columns.shorten(VisibleText.line(word.word()), LONGEST_WORD))
                .toList();
        int columns = words.stream().mapToInt(Columns::width).max().orElse(0);
        text.append(line(Columns.pad("", columns), new ComparedWord("left", "right", "change")));
        for (int i = 0; i < words.size(); i++) {
            ComparedWord values =
                    ComparedWord.of(comparison, method, comparison.words().get(i));
            text.append(line(Columns.pad(words.get(i), columns), values));
        }
    }

    private static String line(String word, ComparedWord values) {
        return Columns.line(
                "%s%s%s%s",
                word,
                Columns.padLeft(values.left(), NUMBER),
                Columns.padLeft(values.right(), NUMBER),
                Columns.padLeft(values.change(), NUMBER));
    }
}
