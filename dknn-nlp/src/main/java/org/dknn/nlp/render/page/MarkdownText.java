package org.dknn.nlp.render.page;

/**
 * Markdown that grows. What users wrote goes through {@link #text} or {@link #cell}, which escape what would be markup where it
 * stands, and nothing else: a hyphen within a word stays as it is.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
public final class MarkdownText {

    /** What can be markup wherever it stands: code, emphasis, links, tags, cells, formulas. */
    private static final String ANYWHERE = "\\`*[<|~$";

    private final StringBuilder markdown = new StringBuilder();

    /** Markdown as it is; never with anything a user wrote. */
    public MarkdownText raw(String text) {
        markdown.append(text);
        return this;
    }

    /** Text in one line. */
    public MarkdownText text(String text) {
        String line = VisibleText.line(text);
        int start = line.length() - line.stripLeading().length();
        int marker = listMarker(line, start);
        for (int i = 0; i < line.length(); i++) {
            if (i == marker || isMarkup(line, i, start)) {
                markdown.append('\\');
            }
            markdown.append(line.charAt(i));
        }
        return this;
    }

    /** Place of the mark behind a number that would begin a list; -1 if there is none. */
    private static int listMarker(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        boolean isMarked = at > start && at < line.length() && ".)".indexOf(line.charAt(at)) >= 0;
        return isMarked && isSpaceOrEnd(line, at + 1) ? at : -1;
    }

    private static boolean isMarkup(String line, int at, int start) {
        char unit = line.charAt(at);
        return ANYWHERE.indexOf(unit) >= 0
                || switch (unit) {
                    case '_' -> !isWord(line, at - 1) || !isWord(line, at + 1);
                    // also the run that would close a heading
                    case '#' -> at == start || !isWord(line, at - 1);
                    case '>', '=' -> at == start;
                    case '-', '+' -> at == start && isSpaceOrEnd(line, endOfRun(line, at));
                    case '&' -> line.substring(at).matches("&#?\\w+;.*");
                    // links, addresses and pictures that need no other markup
                    case ':' ->
                        line.startsWith("//", at + 1) || line.substring(at).matches(":[\\w+-]+:.*");
                    case '.' -> at >= 3 && line.regionMatches(true, at - 3, "www", 0, 3) && isWord(line, at + 1);
                    case '@' -> isWord(line, at + 1);
                    default -> false;
                };
    }

    private static boolean isWord(String line, int at) {
        return at >= 0 && at < line.length() && Character.isLetterOrDigit(line.charAt(at));
    }

    private static boolean isSpaceOrEnd(String line, int at) {
        return at >= line.length() || line.charAt(at) == ' ';
    }

    private static int endOfRun(String line, int start) {
        int end = start;
        while (end < line.length() && line.charAt(end) == line.charAt(start)) {
            end++;
        }
        return end;
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
