package org.dknn.nlp.render.page;

/** Markdown that grows. What users wrote goes through {@link #text} or {@link #cell}, which escape it. */
public final class MarkdownText {

    /** What can begin markup, a link that needs no markup, or a formula. */
    private static final String MARKED = "\\`*_{}[]<>()#+-.!|~&:@$^=";

    private final StringBuilder markdown = new StringBuilder();

    /** Markdown as it is; never with anything a user wrote. */
    public MarkdownText raw(String text) {
        markdown.append(text);
        return this;
    }

    /** Text in one line. */
    public MarkdownText text(String text) {
        String line = VisibleText.line(text);
        for (int i = 0; i < line.length(); i++) {
            char unit = line.charAt(i);
            if (MARKED.indexOf(unit) >= 0) {
                markdown.append('\\');
            }
            markdown.append(unit);
        }
        return this;
    }

    /** A cell of a table, but for the bar that ends the row. */
    public MarkdownText cell(String text) {
        return raw("| ").text(text.strip()).raw(" ");
    }

    /** A cell with a number of ours, but for the bar that ends the row. */
    public MarkdownText number(String number) {
        return raw("| " + number + " ");
    }

    @Override
    public String toString() {
        return markdown.toString();
    }
}
