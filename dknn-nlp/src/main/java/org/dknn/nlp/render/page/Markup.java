package org.dknn.nlp.render.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** HTML that grows, as a text or into a file. What users wrote goes through {@link #text} or {@link #attribute}, which escape it. */
public final class Markup {

    private final Appendable html;

    /** A text, which {@link #toString} tells. */
    public Markup() {
        this(new StringBuilder());
    }

    /** Whatever text can be appended to; its {@link IOException} comes out as {@link UncheckedIOException}. */
    public Markup(Appendable html) {
        this.html = html;
    }

    /** HTML as it is; never with anything a user wrote. */
    public Markup raw(String markup) {
        try {
            html.append(markup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Text in one line. */
    public Markup text(String text) {
        return raw(escape(VisibleText.line(text)));
    }

    /** Text with its line breaks. */
    public Markup lines(String text) {
        return raw(escape(VisibleText.lines(text)));
    }

    /** Text that comes back as it is, such as the value of a form's field: hidden characters stay hidden. */
    public Markup verbatim(String text) {
        return raw(escape(text));
    }

    /** Text in one line that has its own direction, whatever stands around it. */
    public Markup isolated(String text) {
        return raw("<bdi lang=\"\">").text(text).raw("</bdi>");
    }

    /** A space and an attribute. */
    public Markup attribute(String name, String value) {
        return raw(" " + name + "=\"").text(value).raw("\"");
    }

    /**
     * A word with a bar and a number, in a list of the class {@code word-bars}.
     *
     * @param value below 0 if the word speaks against
     * @param full absolute value of a full bar; with 0 the bar is empty
     * @param number the value for people
     */
    public Markup wordBar(String word, double value, double full, String number) {
        String share = String.format(Locale.ROOT, "%.2f", full == 0 ? 0 : Math.abs(value) / full);
        raw("<dt>")
                .isolated(word)
                .raw("</dt><dd class=\"lane\"><div class=\"rod" + (value < 0 ? " against" : "") + "\"");
        return raw(" style=\"--share:" + share + "\"></div></dd><dd class=\"number\">")
                .text(number)
                .raw("</dd>");
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
