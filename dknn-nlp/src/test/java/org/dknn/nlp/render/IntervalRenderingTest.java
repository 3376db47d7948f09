package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.junit.jupiter.api.Test;

class IntervalRenderingTest {

    /** Surely for, maybe against, surely neither. */
    private static final Explanation SAMPLE = Samples.withValues(
            "yes maybe no",
            Attributions.of("m", 0, 0.5, -0.25, 0)
                    .withIntervals(List.of(new Interval(0.25, 0.75), new Interval(-0.5, 0.125), new Interval(0, 0))));

    @Test
    void plain_shows_ranges_and_no_bar_where_a_value_may_be_0() {
        String text = Renderer.plain().render(SAMPLE);

        assertTrue(text.contains("""
                       m
                       full bar 0.500, no bar where it may be 0
                yes      +0.500  +0.250 to +0.750                 |################
                maybe    -0.250  -0.500 to +0.125                 |
                no            0            0 to 0                 |
                """), text);
        text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void methods_with_ranges_stand_below_each_other() {
        Attributions other = Attributions.of("other", 1, 0.5, -0.25, 0);

        String text = Renderer.plain()
                .render(Samples.withValues("yes maybe no", SAMPLE.attributions().get(0), other));

        assertEquals(2, text.lines().filter(line -> line.startsWith("maybe ")).count());
        assertTrue(text.contains("maybe    -0.250         --------|\n"), text);
    }

    @Test
    void consoles_give_no_color_where_a_value_may_be_0() {
        String text = Renderer.ansi(ConsoleColors.NONE).render(SAMPLE);

        assertTrue(text.contains("yes[+++] maybe no\n"), text);
        assertTrue(text.contains(" none where it may be 0\n"), text);
    }

    @Test
    void pages_tell_ranges_and_mark_words_that_may_say_nothing() {
        String page = HtmlReport.of("t").render(List.of(SAMPLE));

        assertWellFormed(page);
        assertTrue(page.contains(" class=\"word\" data-0=\"5\">yes<"), page);
        assertTrue(page.contains(" class=\"word unclear\">maybe</a>"), page);
        assertTrue(page.contains(" class=\"word\">no</a>"), page);
        assertTrue(page.contains("<td class=\"n u\">-0.250<small>-0.500 to +0.125</small></td>"), page);
        assertTrue(page.contains("; dashed: may be 0"), page);
        assertFalse(HtmlReport.of("t").render(List.of(Samples.explain("good"))).contains("may be 0"));
    }

    @Test
    void documents_tell_ranges() {
        String markdown = Renderer.markdown().render(SAMPLE);
        String latex = Renderer.latex().render(SAMPLE);

        assertTrue(markdown.contains("| yes | **+0.500 (+0.250 to +0.750)** |\n"), markdown);
        assertTrue(markdown.contains("| maybe | -0.250 (-0.500 to +0.125) |\n"), markdown);
        assertTrue(
                latex.contains("up to 0.500, no box where it may be 0: \\dknnfor{4393C3}{yes} maybe no\\par"), latex);
    }
}
