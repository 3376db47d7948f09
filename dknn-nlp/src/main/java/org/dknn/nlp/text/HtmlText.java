package org.dknn.nlp.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader sees of a piece of HTML, and where each character of it stands there. */
final class HtmlText {

    /** Tags that do not end a word. */
    private static final Set<String> WITHIN_WORDS = Set.of(
            "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
            "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
            "wbr");

    /** A tag; longer ones are text, so that no text costs more than its length. */
    private static final Pattern TAG = Pattern.compile(
            "</?([A-Za-z][A-Za-z0-9:-]{0,30})(?:[\\s/](?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,2000}+)?>");

    private static final Pattern DECLARATION = Pattern.compile("<[!?][^<>]{0,2000}>");
    private static final Set<String> UNSEEN = Set.of("script", "style");

    private final String html;
    private final Matcher matcher;
    private final StringBuilder text = new StringBuilder();
    private int[] starts;
    private int[] ends;
    private int lastCommentEnd;

    private HtmlText(String html) {
        this.html = html;
        this.matcher = TAG.matcher(html);
        this.starts = new int[html.length() + 1];
        this.ends = new int[html.length() + 1];
        this.lastCommentEnd = html.lastIndexOf("-->");
    }

    static HtmlText of(String html) {
        HtmlText read = new HtmlText(html);
        for (int at = 0; at < html.length(); ) {
            at = read.readAt(at);
        }
        return read;
    }

    /** Text without tags, its characters as themselves. */
    String text() {
        return text.toString();
    }

    /** The token with its place in the HTML. */
    Token inHtml(Token token) {
        if (token.start() == token.end()) {
            int place = token.start() < text.length() ? starts[token.start()] : html.length();
            return new Token(token.word(), place, place);
        }
        return new Token(token.word(), starts[token.start()], ends[token.end() - 1]);
    }

    private int readAt(int at) {
        char c = html.charAt(at);
        if (c == '&') {
            Optional<HtmlEntities.Entity> entity = HtmlEntities.at(html, at);
            if (entity.isPresent()) {
                return add(entity.get().text(), at, entity.get().end());
            }
        }
        int end = c == '<' ? tagEnd(at) : at;
        return end > at ? end : add(String.valueOf(c), at, at + 1);
    }

    /** Reads a tag, a comment or a declaration, and says where it ends; the same place, if there is none. */
    private int tagEnd(int at) {
        if (html.startsWith("<!--", at) && at + 4 <= lastCommentEnd) {
            int end = html.indexOf("-->", at + 4) + 3;
            return add(" ", at, end);
        }
        matcher.region(at, html.length());
        if (matcher.usePattern(DECLARATION).lookingAt()) {
            return add(" ", at, matcher.end());
        }
        if (!matcher.usePattern(TAG).lookingAt()) {
            return at;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        int end = UNSEEN.contains(name) && html.charAt(at + 1) != '/' ? behind(name, matcher.end()) : matcher.end();
        return WITHIN_WORDS.contains(name) ? end : add(" ", at, end);
    }

    /** End of a script or a style: its closing tag, or the end of all. */
    private int behind(String name, int from) {
        Matcher closing = Pattern.compile("</" + name + "\\s*>", Pattern.CASE_INSENSITIVE)
                .matcher(html)
                .region(from, html.length());
        return closing.find() ? closing.end() : html.length();
    }

    private int add(String characters, int start, int end) {
        int from = text.length();
        text.append(characters);
        if (text.length() > starts.length) {
            starts = Arrays.copyOf(starts, 2 * text.length());
            ends = Arrays.copyOf(ends, 2 * text.length());
        }
        Arrays.fill(starts, from, text.length(), start);
        Arrays.fill(ends, from, text.length(), end);
        return end;
    }
}
