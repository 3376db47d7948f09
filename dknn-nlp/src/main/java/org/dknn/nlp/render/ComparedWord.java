package org.dknn.nlp.render;

import java.util.OptionalInt;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;

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

    private static String value(Attributions saliency, OptionalInt position) {
        return position.isPresent() ? Numbers.signed(saliency.value(position.getAsInt())) : "";
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
