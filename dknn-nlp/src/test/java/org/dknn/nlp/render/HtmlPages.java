package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of every page, and what a reader sees of it. */
final class HtmlPages {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-zA-Z0-9-]+(?:=\"[^\"<>]*+\")?)*+)>");
    private static final Set<String> TAGS_OF_OURS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "nav",
            "section",
            "article",
            "div",
            "h1",
            "h2",
            "p",
            "b",
            "i",
            "em",
            "small",
            "ins",
            "del",
            "span",
            "bdi",
            "a",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "table",
            "ol",
            "ul",
            "li",
            "q",
            "mark",
            "label",
            "input",
            "br",
            "fieldset",
            "legend",
            "svg",
            "defs",
            "symbol",
            "circle",
            "path",
            "use",
            "h3",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");

    private static final Set<String> VOID = Set.of("meta", "input", "br");

    private HtmlPages() {}

    static List<String> all(String page, String regex) {
        return Pattern.compile(regex)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The text that a reader sees in a piece of a page. */
    static String seen(String html) {
        return TAG.matcher(html)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", "\u00A0")
                .replace("&amp;", "&");
    }

    static String body(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "").replace("<!DOCTYPE html>", "");
    }

    static void assertWellFormed(String page) {
        String body = body(page);
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(body);
        long count = 0;
        while (tags.find()) {
            count++;
            String name = tags.group(2);
            assertTrue(TAGS_OF_OURS.contains(name), tags.group());
            if (!tags.group(1).isEmpty()) {
                assertEquals(open.pop(), name, tags.group());
            } else if (!VOID.contains(name)) {
                open.push(name);
            }
        }
        assertEquals(0, open.size(), open.toString());
        assertEquals(count, body.chars().filter(c -> c == '<').count(), "a < that starts no tag of ours");
        assertEquals(count, body.chars().filter(c -> c == '>').count(), "a > that ends no tag of ours");
        assertEquals(-1, body.replaceAll("&(amp|lt|gt|quot|#39|nbsp);", "").indexOf('&'), "a bare &");
    }
}
