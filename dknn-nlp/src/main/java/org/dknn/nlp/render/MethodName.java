package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.saliency.Saliency;

/** What a row or column of values is headed by. */
final class MethodName {

    private MethodName() {}

    /** The method and, where its words speak for another label than the explained one, that label. */
    static String of(Explained explained, Saliency saliency) {
        return saliency.label() == explained.label()
                ? saliency.method()
                : saliency.method() + " for " + explained.labelSet().name(saliency.label());
    }
}
