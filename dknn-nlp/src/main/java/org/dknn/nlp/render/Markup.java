package org.dknn.nlp.render;

import java.io.IOException;
import java.io.UncheckedIOException;

/** HTML that grows, as a text or into a file. What users wrote goes through {@link #text} or {@link #attribute}, which escape it. */
final class Markup {

    private final Appendable html;

    /** A text, which {@link #toString} tells. */
    Markup() {
        this(new StringBuilder());
    }

    /** Whatever text can be appended to; its {@link IOException} comes out as {@link UncheckedIOException}. */
    Markup(Appendable html) {
        this.html = html;
    }

    /** HTML as it is; never with anything a user wrote. */
    Markup raw(String markup) {
        try {
            html.append(markup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Text in one line. */
    Markup text(String text) {
        return raw(escape(VisibleText.line(text)));
    }

    /** Text with its line breaks. */
    Markup lines(String text) {
        return raw(escape(VisibleText.lines(text)));
    }

    /** Text in one line that has its own direction, whatever stands around it. */
    Markup isolated(String text) {
        return raw("<bdi lang=\"\">").text(text).raw("</bdi>");
    }

    /** A space and an attribute. */
    Markup attribute(String name, String value) {
        return raw(" " + name + "=\"").text(value).raw("\"");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
