package org.dknn.nlp.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private static String written(String text) {
        return new MarkdownText().text(text).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "held-out",
                "It's 5 %, or 3.5 (more) - less!",
                "snake_case_name",
                "-5 degrees",
                "+1",
                "a = b > c",
                "3.5 stars",
                "neighbors and network {0..1}",
                "AT&T",
                "C# and F#",
                "x^2",
                "at 10:30",
                "me @ home",
                "no. 1",
                "-lrb- so -rrb-"
            })
    void what_is_no_markup_stays_as_it_is(String text) {
        assertEquals(text, written(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "*a*!\\*a\\*",
                "_a_!\\_a\\_",
                "# a #!\\# a \\#",
                "- a!\\- a",
                "---!\\---",
                "1. a!1\\. a",
                "12) a!12\\) a",
                "> a!\\> a",
                "a|b!a\\|b",
                "&amp; &#60;!\\&amp; \\&\\#60;",
                "<b>!\\<b>",
                "[a](b)!\\[a](b)",
                "http://a.b!http\\://a.b",
                "www.a.b!www\\.a.b",
                "@name a@b.c!\\@name a\\@b.c",
                ":smile:!\\:smile:",
                "$x$!\\$x\\$"
            })
    void what_would_be_markup_is_escaped(String text, String escaped) {
        assertEquals(escaped, written(text));
    }

    /** Whatever is written is one paragraph, or none, of that text alone. */
    @Test
    void any_text_is_read_as_it_was_written() {
        Random random = new Random(1);
        String signs = "ab1 .-+=_*`~[]()<>!#|&;:/@$^{}\\\"'";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            String line = text.toString().strip();
            assertEquals(line.isEmpty() ? "" : "(" + line + ")", read(PARSER.parse(written(line))), line);
        }
    }

    private static String read(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        }
        StringBuilder inner = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            inner.append(read(child));
        }
        if (node instanceof Document) {
            return inner.toString();
        }
        return node instanceof Paragraph ? "(" + inner + ")" : node.getClass().getSimpleName() + "[" + inner + "]";
    }
}
