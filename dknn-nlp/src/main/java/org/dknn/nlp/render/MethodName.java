package org.dknn.nlp.render;

import java.util.OptionalInt;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explanation;

/** What a row or column of values is headed by. */
final class MethodName {

    private MethodName() {}

    /** The method and, unless its words speak for the predicted label, what they speak for. */
    static String of(Explanation explanation, Attributions values) {
        return of(values.method(), explanation, values);
    }

    /** The same of another method that explains what the values do. */
    static String of(String method, Explanation explanation, Attributions values) {
        return isOfPredicted(explanation, values) ? method : method + " for " + target(explanation, values);
    }

    /** Whether words speak for the predicted label, and not rather than for another one. */
    static boolean isOfPredicted(Explanation explanation, Attributions values) {
        return values.target().equals(Target.of(explanation.label()));
    }

    /** What words speak for, such as {@code "positive"} or {@code "positive rather than negative"}. */
    static String target(Explanation explanation, Attributions values) {
        return target(explanation, values.target());
    }

    /** A target in words. */
    static String target(Explanation explanation, Target target) {
        String label = explanation.labelSet().nameInText(target.label());
        OptionalInt rival = target.rival();
        return rival.isPresent()
                ? label + " rather than " + explanation.labelSet().nameInText(rival.getAsInt())
                : label;
    }
}
