package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explanation;

/** Makes an explanation readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface Renderer {

    /** The explanation as text of the renderer's kind. */
    String render(Explanation explanation);
}
