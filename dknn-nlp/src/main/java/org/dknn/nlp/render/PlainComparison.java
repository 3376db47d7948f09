package org.dknn.nlp.render;

import java.util.List;
import java.util.OptionalInt;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/** Lines: both predictions, then one table per method. */
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
            WordValue.noWordMatters(method.left()).ifPresent(note -> text.append("left: " + note + "\n"));
            WordValue.noWordMatters(method.right()).ifPresent(note -> text.append("right: " + note + "\n"));
            table(text, comparison, method);
        }
        return text.toString();
    }

    private static void side(StringBuilder text, String name, Explanation explanation) {
        text.append(ConsoleText.notices(explanation));
        text.append(ConsoleText.wrapped(name + ": " + explanation.text()));
        text.append(ConsoleText.name(explanation, explanation.label())).append("   ");
        text.append(ConsoleText.prediction(explanation)).append(ConsoleText.ood(explanation));
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

    /**
     * The values of a word on both sides of a comparison, as they are shown.
     *
     * @param left empty if the word is not there
     * @param right empty if the word is not there
     * @param change empty unless the word is on both sides and its values speak for the same class
     */
    record ComparedWord(String left, String right, String change) {

        static ComparedWord of(Comparison comparison, Comparison.Method method, Comparison.Word word) {
            boolean changes = word.isShared() && comparison.isComparable(method);
            return new ComparedWord(
                    value(method.left(), word.left()),
                    value(method.right(), word.right()),
                    changes ? change(method, word) : "");
        }

        private static String value(Attributions values, OptionalInt position) {
            return position.isPresent() ? Numbers.signed(values.value(position.getAsInt())) : "";
        }

        private static String change(Comparison.Method method, Comparison.Word word) {
            return Numbers.signed(method.right().value(word.right().getAsInt())
                    - method.left().value(word.left().getAsInt()));
        }

        /** What stands before a word that only one side has: minus for the left one, plus for the right one. */
        static String sign(Comparison.Word word) {
            return word.isShared() ? " " : word.left().isPresent() ? "-" : "+";
        }
    }
}
