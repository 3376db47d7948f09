package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.dknn.LabelSet;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.explain.PairExplanationRecord;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairRenderingTest {

    private static PairExplanation explain(String premise, String hypothesis) {
        return explain(LabelSet.of("disagree", "agree"), premise, hypothesis);
    }

    private static PairExplanation explain(LabelSet labels, String premise, String hypothesis) {
        return PairExplainer.of(new PairProducts().fitted(labels), Tokenizer.whitespace())
                .withScorers(LeaveOneOut.probability())
                .withInteractions(LeaveOneOut.probability(), 2)
                .withShownNeighbors(1)
                .explain(premise, hypothesis);
    }

    private static String report(PairExplanation... pairs) {
        return PairReport.of("Pairs").render(List.of(pairs));
    }

    @Test
    void plain_text_shows_both_sides_the_interactions_and_the_nearest_pairs() {
        // product 3 is 0.875; without good 0.125 less, without great 0.25, without the other good 0.375
        String text = PairText.render(explain("good great a", "b good"));

        assertEquals("""
                agree
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
        String text = PairText.render(explain("good ".repeat(60), "great ".repeat(40)));

        text.lines().forEach(line -> assertTrue(Columns.width(line) <= 100, line));
    }

    @Test
    void the_page_colours_both_sides_by_one_scale() {
        String page = report(explain("good great a", "b good"));

        assertTrue(page.contains("<span class=\"w f10\" title=\"+0.375\">good</span>"), page);
        // the square root of 0.125 / 0.375 is 0.577
        assertTrue(page.contains("<span class=\"w f6\" title=\"+0.125\">good</span>"), page);
        assertTrue(page.contains("<span class=\"w\" title=\"0\">a</span>"), page);
        assertTrue(page.contains("<td class=\"w a10\">-0.250</td>"), page);
        assertTrue(page.contains("3 of 3 neighbors are <bdi lang=\"\">agree</bdi>"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>bold</b>", "&amp;", "\"'", "\u202Eright-to-left", "</script><script>alert(1)</script>"})
    void what_users_wrote_is_escaped_wherever_it_stands(String evil) {
        String page = PairReport.of(evil).render(List.of(explain(LabelSet.of(evil, evil + "2"), evil, evil + " good")));

        String body = page.replaceAll("(?s)<style>.*?</style>", "");
        assertFalse(
                Pattern.compile("<b>bold|<script|\u202E|&amp;amp;amp")
                        .matcher(body)
                        .find(),
                body);
        String text = PairText.render(explain(LabelSet.of(evil, evil + "2"), evil, evil + " good"));
        assertFalse(text.contains("\u202E"), text);
    }

    @Test
    void an_empty_side_is_said_to_be_empty() {
        assertTrue(PairText.render(explain("", "good")).contains("premise:\n(no words)\n"));
        assertTrue(report(explain("", "good")).contains("<em lang=\"en\">no words</em>"));
        assertFalse(report(explain("", "good")).contains("class=\"cross\""));
        assertFalse(PairText.render(explain("", "good")).contains("interactions"));
    }

    @Test
    void every_element_is_closed() {
        String page = report(explain("good great a", "b good"), explain("", ""));

        for (String tag :
                List.of("article", "table", "tr", "td", "th", "details", "summary", "span", "div", "bdi", "main")) {
            long opened =
                    Pattern.compile("<" + tag + "[ >]").matcher(page).results().count();
            long closed =
                    Pattern.compile("</" + tag + ">").matcher(page).results().count();
            assertEquals(opened, closed, tag);
        }
        assertTrue(page.contains("id=\"pair-2\""));
        assertTrue(report().endsWith("</html>\n"));
    }

    @Test
    void the_record_of_a_pair_looks_as_the_pair_does() {
        PairExplanation made = explain("good great a", "b good");
        PairExplanationRecord kept = PairExplanationRecord.of(made);

        assertEquals(PairText.render(made), PairText.render(kept));
        assertEquals(report(made), PairReport.of("Pairs").render(List.of(kept)));
    }
}
