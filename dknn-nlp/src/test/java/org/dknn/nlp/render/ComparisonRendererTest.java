package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.all;
import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonRendererTest {

    private static final Explanation LEFT = Samples.withValues("a good film", Attributions.of("m", 1, 0, 0.5, -0.25));
    private static final Explanation RIGHT =
            Samples.withValues("a great film", Attributions.of("m", 1, 0.125, 1, -0.25));

    @Test
    void plain_shows_values_and_changes_word_by_word() {
        String text = ComparisonRenderer.plain().render(Comparison.of(LEFT, RIGHT));

        List<String> table =
                text.lines().skip(text.lines().toList().indexOf("m") + 1L).toList();
        assertEquals(
                List.of(
                        "             left     right    change",
                        "  a             0    +0.125    +0.125",
                        "- good     +0.500",
                        "+ great              +1.000",
                        "  film     -0.250    -0.250         0"),
                table);
        assertTrue(text.startsWith("left: a good film\npositive   credibility 1.000"), text);
    }

    @Test
    void values_for_different_classes_have_no_change() {
        Explanation other = Samples.withValues("a good film", Attributions.of("m", 0, 1, 1, 1));

        String text = ComparisonRenderer.plain().render(Comparison.of(LEFT, other));

        assertTrue(text.contains("left values speak for positive, right ones for negative\n"), text);
        assertTrue(text.contains("  a            0    +1.000\n"), text);
    }

    @Test
    void html_marks_what_only_one_side_has() {
        String page = ComparisonRenderer.html().render(Comparison.of(LEFT, RIGHT));

        assertWellFormed(page);
        assertTrue(page.contains("<del><bdi lang=\"\">good</bdi></del></th><td class=\"n\">+0.500</td>"), page);
        assertTrue(page.contains("<ins><bdi lang=\"\">great</bdi></ins></th><td class=\"n\"></td>"), page);
        // one scale for both: 1 is the limit, .05 the noise, so .5 is 1 + round(4 * .474)
        assertTrue(page.contains("<span class=\"word\" data-0=\"3\">good</span>"), page);
        assertTrue(page.contains("<span class=\"word\" data-0=\"5\">great</span>"), page);
    }

    @Test
    void html_shows_the_methods_of_both_in_one_order_and_both_verdicts() {
        Explanation left = Samples.withValues(
                "good film",
                Attributions.of("m", 1, 1, 0),
                Attributions.of("n", 1, 0, 1),
                Attributions.of("l", 1, 1, 1));
        Explanation right =
                Samples.withValues("good film", Attributions.of("n", 1, 0, 1), Attributions.of("m", 1, 1, 0));

        String page = ComparisonRenderer.html().render(Comparison.of(left, right));

        assertWellFormed(page);
        assertEquals(2, all(page, "data-0=\"5\">good<").size());
        assertEquals(2, all(page, "data-1=\"5\">film<").size());
        assertEquals(2, all(page, "<div class=\"verdict ").size());
        assertEquals(2, all(page, "<input type=\"radio\"").size());
    }

    @Test
    void a_fragment_is_what_the_page_holds_with_ids_of_its_own() {
        HtmlFragments fragments = HtmlFragments.of(Palette.RED_BLUE);
        Comparison comparison = Comparison.of(LEFT, RIGHT);

        String fragment = fragments.comparison(comparison, "comparison");

        assertTrue(ComparisonRenderer.html().render(comparison).contains(fragment), fragment);
        assertTrue(fragments.comparison(comparison, "mine").contains("id=\"mine\""));
        assertRefused("an id needs letters", () -> fragments.comparison(comparison, "no id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<b>&\"'", "\u202Ea\uD83D \u0000\u001B[2J"})
    void what_users_wrote_is_text(String evil) {
        Comparison comparison = Comparison.of(Samples.everywhere(evil), Samples.everywhere(evil));

        assertWellFormed(ComparisonRenderer.html(Palette.GREEN_PURPLE).render(comparison));
        String plain = ComparisonRenderer.plain().render(comparison);
        assertTrue(plain.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), plain);
    }

    @Test
    void texts_without_words_say_so() {
        Comparison comparison = Comparison.of(Samples.explain(""), Samples.explain(""));

        assertTrue(ComparisonRenderer.plain().render(comparison).contains("(no words)"));
        assertWellFormed(ComparisonRenderer.html().render(comparison));
    }
}
