package org.dknn.nlp.render;

/** HTML that grows. What users wrote goes through {@link #text} or {@link #attribute}, which escape it. */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** HTML as it is; never with anything a user wrote. */
    Markup raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Text in one line. */
    Markup text(String text) {
        html.append(escape(VisibleText.line(text)));
        return this;
    }

    /** Text with its line breaks. */
    Markup lines(String text) {
        html.append(escape(VisibleText.lines(text)));
        return this;
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
