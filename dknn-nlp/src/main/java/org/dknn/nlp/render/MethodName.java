package org.dknn.nlp.render;

import java.util.OptionalInt;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explained;

/** What a row or column of values is headed by. */
final class MethodName {

    private MethodName() {}

    /** The method and, unless its words speak for the predicted label, what they speak for. */
    static String of(Explained explained, Attributions saliency) {
        return of(saliency.method(), explained, saliency);
    }

    /** The same of another method that explains what a saliency does. */
    static String of(String method, Explained explained, Attributions saliency) {
        return isOfPredicted(explained, saliency) ? method : method + " for " + target(explained, saliency);
    }

    /** Whether words speak for the predicted label, and not rather than for another one. */
    static boolean isOfPredicted(Explained explained, Attributions saliency) {
        return saliency.target().equals(Target.of(explained.label()));
    }

    /** What words speak for, such as {@code "positive"} or {@code "positive rather than negative"}. */
    static String target(Explained explained, Attributions saliency) {
        String label = explained.labelSet().name(saliency.label());
        OptionalInt rival = saliency.target().rival();
        return rival.isPresent()
                ? label + " rather than " + explained.labelSet().name(rival.getAsInt())
                : label;
    }
}
