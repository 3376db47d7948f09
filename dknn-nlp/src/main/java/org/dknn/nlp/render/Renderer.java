package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explanation;

/** Makes an explanation readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface Renderer {

    /** The explanation as text of the renderer's kind. */
    String render(Explanation explanation);

    /** Lines of up to 100 columns without colour: one line a word, with a number and a bar a method. */
    static Renderer plain() {
        return new PlainRenderer();
    }

    /** Lines of up to 100 columns for terminals that know 24-bit colours: the text once a method. */
    static Renderer ansi() {
        return new AnsiRenderer();
    }

    /** A complete HTML page; for many explanations on one page, see {@link HtmlReport}. */
    static Renderer html() {
        return explanation ->
                HtmlReport.of("Explanation: " + explanation.labelName()).render(List.of(explanation));
    }
}
