package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairRenderingTest {

    private static String report(Explanation... pairs) {
        return HtmlReport.of("Pairs").render(List.of(pairs));
    }

    @Test
    void plain_text_shows_both_sides_the_interactions_and_the_nearest_pairs() {
        // product 3 is 0.875; without good 0.125 less, without great 0.25, without the other good 0.375
        String text = Renderer.plain().render(Samples.explainPair("good great a", "b good"));

        assertEquals("""
                agree
                agree. Believe it? Undecided: too few texts were held out to tell, 3 where 19 are needed.
                credibility 1.000   confidence 0.750   conformity 1.000   network agree 0.875

                premise: good great a
                       probability
                       full bar 0.375
                good     +0.125                 |#####
                great    +0.250                 |###########
                a             0                 |

                hypothesis: b good
                      probability
                      full bar 0.375
                b            0                 |
                good    +0.375                 |################

                interactions by probability: what two words do together beyond their parts
                                              b       good
                good                          0     -0.125
                great                         0     -0.250

                product: 3 agree
                     1.000  agree     great \u2192 great
                """, text);
    }

    @Test
    void no_line_is_longer_than_100_columns() {
        String text = Renderer.plain().render(Samples.explainPair("good ".repeat(60), "great ".repeat(40)));

        text.lines().forEach(line -> assertTrue(Columns.width(line) <= 100, line));
    }

    @Test
    void the_page_colors_both_sides_by_one_scale() {
        String page = report(Samples.explainPair("good great a", "b good"));

        String good = " class=\"word\" data-0=\"%d\">good<span class=\"word-value v0\">%s</span></a>";
        assertTrue(page.contains(good.formatted(5, "+0.375")), page);
        // of 0.019 to 0.375, 0.125 is .30, so 1 + 4 * .30
        assertTrue(page.contains(good.formatted(2, "+0.125")), page);
        assertTrue(page.contains(" class=\"word\">a</a>"), page);
        assertTrue(page.contains("<td class=\"number\" data-0=\"-5\">-0.250</td>"), page);
        assertTrue(page.contains("<b>3</b> <bdi lang=\"\">agree</bdi>"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>bold</b>", "&amp;", "\"'", "\u202Eright-to-left", "</script><script>alert(1)</script>"})
    void what_users_wrote_is_escaped_wherever_it_stands(String evil) {
        String page = HtmlReport.of(evil)
                .render(List.of(Samples.explainPair(LabelSet.of(evil, evil + "2"), evil, evil + " good")));

        String body = page.replaceAll("(?s)<style>.*?</style>", "");
        assertFalse(
                Pattern.compile("<b>bold|<script|\u202E|&amp;amp;amp")
                        .matcher(body)
                        .find(),
                body);
        String text = Renderer.plain().render(Samples.explainPair(LabelSet.of(evil, evil + "2"), evil, evil + " good"));
        assertFalse(text.contains("\u202E"), text);
    }

    @Test
    void an_empty_side_is_said_to_be_empty() {
        assertTrue(Renderer.plain().render(Samples.explainPair("", "good")).contains("premise:\n(no words)\n"));
        assertTrue(report(Samples.explainPair("", "good")).contains("no words</em>"));
        assertFalse(report(Samples.explainPair("", "good")).contains("class=\"cross\""));
        assertFalse(Renderer.plain().render(Samples.explainPair("", "good")).contains("interactions"));
    }

    @Test
    void every_element_is_closed() {
        String page = report(Samples.explainPair("good great a", "b good"), Samples.explainPair("", ""));

        for (String tag :
                List.of("article", "table", "tr", "td", "th", "details", "summary", "span", "div", "bdi", "main")) {
            long opened =
                    Pattern.compile("<" + tag + "[ >]").matcher(page).results().count();
            long closed =
                    Pattern.compile("</" + tag + ">").matcher(page).results().count();
            assertEquals(opened, closed, tag);
        }
        assertTrue(page.contains("id=\"text-2\""));
        assertTrue(report().endsWith("</html>\n"));
    }

    @Test
    void consoles_show_the_segments_by_their_names() {
        String text = Renderer.ansi(ConsoleColors.NONE).render(Samples.explainPair("good great a", "b good"));

        assertTrue(text.contains("\npremise\nprobability   -0.375 against [---]  for +0.375 [+++]\n"), text);
        assertTrue(text.contains("\ngood[+] great[+++] a\n\nhypothesis\n"), text);
        assertTrue(text.contains("\nb good[+++]\n\ninteractions by probability: "), text);
    }

    @Test
    void documents_show_both_segments_and_the_interactions() {
        Explanation pair = Samples.explainPair("good great a", "b good");

        String markdown = Renderer.markdown().render(pair);
        String latex = Renderer.latex().render(pair);

        assertTrue(markdown.startsWith("## agree\n\n**Verdict:** agree"), markdown);
        assertTrue(
                markdown.contains("### premise\n\n> good great a\n\n| word | probability up to 0.375 |\n"), markdown);
        assertTrue(markdown.contains("### hypothesis\n\n> b good\n\n"), markdown);
        assertTrue(markdown.contains("""
                ### interactions by probability

                What two words do together beyond their parts:

                |  | b | good |
                |---|--:|--:|
                | good | 0 | -0.125 |
                | great | 0 | -0.250 |
                """), markdown);
        assertTrue(
                latex.contains("\n\\textbf{hypothesis}\\par\n\n\\emph{probability}, up to 0.375: b \\dknnfor"), latex);
        assertTrue(latex.contains("great: b 0; good -{}0.250\\par\n"), latex);
    }

    @Test
    void a_page_holds_texts_and_pairs() {
        String page = report(
                Samples.explainPair("good great a", "b good"),
                Samples.withValues("good", Attributions.of("probability", 1, 0.5)));

        HtmlPages.assertWellFormed(page);
        assertTrue(HtmlPages.seen(page).contains("good great a \u2192 b good"), page);
        assertTrue(page.contains("Numbers of all words of the <bdi lang=\"\">premise</bdi></summary>"), page);
        // one scale for all: of 0.025 to 0.5, 0.375 is .74, so 1 + 4 * .74
        assertTrue(page.contains("<span class=\"word\" data-0=\"4\">good</span>"), page);
    }
}
