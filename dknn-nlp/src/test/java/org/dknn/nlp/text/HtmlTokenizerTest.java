package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTokenizerTest {

    private static final Tokenizer HTML = Tokenizer.html(Tokenizer.english());

    private static List<String> pieces(String text) {
        return HTML.tokenize(text).stream()
                .map(token -> text.substring(token.start(), token.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "isn&rsquo;t it&#39;s<br />|is n't it 's",
                "isn&#x27;t it&apos;s|is n't it 's",
                "isn&#146;t &#147;so&#148;|is n't `` so ''",
                "a<br>b<BR/>c<p class=\"x > y\">d</p>e|a b c d e",
                "un<b>believ</b><i>able</i>!|unbelievable !",
                "fine <!-- not < this --> film<!doctype html>|fine film",
                "a<script>if (a < b) { no(); }</script>b<style>p { }</style >c|a b c",
                "I <3 it, a < b > c|i < 3 it , a < b > c",
                "AT&T R&D &nosuch; &x|at&t r&d & nosuch ; & x",
                "fish &amp; chips &amp;lt; &lt;b&gt;|fish & chips & lt ; < b >",
                "caf&eacute; na&iuml;ve&hellip; 5&nbsp;&euro;|caf\u00E9 na\u00EFve ... 5 \u20AC",
                "fish &amp chips&nbsp&copy|fish & chips \u00A9",
                "&#128077;&#x1F44D; &#0;&#xD800;&#99999999;|\uD83D\uDC4D \uD83D\uDC4D \uFFFD \uFFFD \uFFFD",
                "<a href='x.html' title=\"a 'b'\">link</a>s|links",
                "open <b and no end|open < b and no end"
            })
    void html_is_read_as_a_browser_shows_it(String html, String expected) {
        assertEquals(expected, String.join(" ", HTML.words(html)));
    }

    @Test
    void places_are_those_in_the_html() {
        assertEquals(
                List.of("Is", "n&rsquo;t", "un<b>believ</b>able", "&hellip;", "it", "&#39;s"),
                pieces("<p>Isn&rsquo;t un<b>believ</b>able&hellip;<br/>it&#39;s</p>"));
    }

    @Test
    void text_without_html_is_read_as_ever() {
        String text = "It's a fine (if odd) film.";

        assertEquals(Tokenizer.english().tokenize(text), HTML.tokenize(text));
    }

    @Test
    void any_text_gives_sorted_spans_within_it() {
        Random random = new Random(5);
        String[] parts = {
            "<",
            ">",
            "&",
            ";",
            "<b>",
            "</b",
            "<br>",
            "&amp;",
            "&NotEqualTilde;",
            "&#39",
            "a",
            " ",
            "\"",
            "'",
            "<!--",
            "-->",
            "<script>",
            "\uD83D\uDC4D",
            "&bne;",
            "n't"
        };
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(15); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            for (Tokenizer inner : List.of(Tokenizer.english(), Tokenizer.whitespace(), Tokenizer.characters())) {
                int end = 0;
                for (Token token : Tokenizer.html(inner).tokenize(text.toString())) {
                    assertTrue(token.start() >= end && token.end() <= text.length(), "seed 5: " + text);
                    end = token.end();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a ", "<a \"", "<a x='", "&", "&#", "<!--", "<!", "<script>", "&amp;", "</", "<b>"})
    void a_text_of_marks_costs_little_time(String piece) {
        assertTimeout(Duration.ofSeconds(20), () -> HtmlText.of(piece.repeat(50_000)));
    }
}
