package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.all;
import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OodRenderingTest {

    private static final String REASON =
            "Unlike the training texts: farther from them than 80 % of held-out texts, in layer parts.";

    /** Sum 0 has been seen, 4 good and 4 bad at once have not. */
    private static final Explanation UNLIKE = Samples.withOod(
            Samples.explain("great great awful awful"),
            new OodResult(
                    false,
                    .2,
                    List.of(
                            new OodResult.Layer("sum", 2, 1, true),
                            new OodResult.Layer("parts", Math.sqrt(20), .2, false))));

    private static final Explanation LIKE = Samples.withOod(
            Samples.explain("good"),
            new OodResult(
                    true,
                    1,
                    List.of(new OodResult.Layer("sum", 1, 1, true), new OodResult.Layer("parts", 1, 1, true))));

    /** Layers a, b, c and so on, with a share of held-out texts that are farther; a share of at most .05 is out-of-distribution. */
    private static OodResult ood(double pValue, double... layers) {
        List<OodResult.Layer> found = new ArrayList<>();
        for (double share : layers) {
            String name = String.valueOf((char) ('a' + found.size()));
            found.add(new OodResult.Layer(name, 1.5, share, share > .05));
        }
        return new OodResult(pValue > .05, pValue, found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                .02;  .5 .5 .02;   Unlike the training texts: farther from them than 98 % of held-out texts, in layer c.
                .02;  .5 .02 .02;  Unlike the training texts: farther from them than 98 % of held-out texts, from layer b on.
                .02;  .02 .5 .02;  Unlike the training texts: farther from them than 98 % of held-out texts, in layers a, c.
                .02;  .02 .02 .5;  Unlike the training texts: farther from them than 98 % of held-out texts, in layers a, b.
                .02;  .02 .02;     Unlike the training texts: farther from them than 98 % of held-out texts, in every layer.
                .02;  .5 .5;       Unlike the training texts: farther from them than 98 % of held-out texts, over all layers together.
                .001; .02;         Unlike the training texts: farther from them than 99.9 % of held-out texts, in every layer.
                .64;  .5 .5;       Like the training texts: 64 % of held-out texts are at least as far from them.
                1;    .5 .5;       Like the training texts: 100 % of held-out texts are at least as far from them.
                .64;  .5 .02;      Like the training texts: 64 % of held-out texts are at least as far from them. But not in layer b.
                """)
    void the_answer_says_how_far_and_where(double pValue, String layers, String sentence) {
        double[] shares = Arrays.stream(layers.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertEquals(sentence, new OodWording(ood(pValue, shares)).sentence());
    }

    @Test
    void all_renderings_name_the_reasons_in_their_order() {
        OodResult.Part words = new OodResult.Part("unknown words", .58, .01, .6, "7 of 12 words unknown");
        OodResult.Part far = new OodResult.Part("distance in sum", 2, .2, .3, "far in layer sum");
        OodResult.Part pairs = new OodResult.Part("unknown word pairs", .5, .4, .1, "6 of 11 word pairs unknown");
        List<OodResult.Layer> layers = UNLIKE.prediction().ood().orElseThrow().layers();
        OodResult unlike = new OodResult(false, .02, layers, List.of(words, far, pairs));
        OodResult like = new OodResult(true, .64, layers, List.of(words, far, pairs));
        Explanation explanation = Samples.withOod(UNLIKE, unlike);
        String sentence =
                "Unlike the training texts, more so than 98 % of held-out texts: 7 of 12 words unknown; far in layer"
                        + " sum.";

        assertEquals(sentence, new OodWording(unlike).sentence());
        assertEquals(
                "Like the training texts: 64 % of held-out texts are at least as unlike them.",
                new OodWording(like).sentence());
        for (Renderer renderer : List.of(Renderer.plain(), Renderer.ansi())) {
            assertTrue(renderer.render(explanation).replace("\n", " ").contains(sentence), renderer.toString());
        }
        assertTrue(seen(HtmlReport.of("t").render(List.of(explanation))).contains(sentence));
        assertTrue(Renderer.markdown().render(explanation).contains("7 of 12 words unknown; far in layer sum"));
        assertTrue(Renderer.latex().render(explanation).contains("7 of 12 words unknown; far in layer sum."));
    }

    @Test
    void consoles_show_the_answer_and_each_layers_distance() {
        for (String text :
                List.of(Renderer.plain().render(UNLIKE), Renderer.ansi().render(UNLIKE))) {
            List<String> lines = text.lines().toList();
            assertTrue(lines.contains(REASON), text);
            // 0 and the sums 1, -1, 2
            assertTrue(lines.contains("the farthest is 2.000 away, farther than for 0 % of held-out texts"), text);
            // (4, 4) and (0, 3), (3, 0), (0, 2)
            assertTrue(
                    lines.contains(
                            "the farthest is 4.472 away, farther than for 80 % of held-out texts: not supported"),
                    text);
        }
        assertTrue(Renderer.plain().render(LIKE).contains("\nLike the training texts: 100 %"));
    }

    @Test
    void pages_show_a_table_of_the_layers() {
        String page = HtmlReport.of("t").render(List.of(UNLIKE, LIKE));

        assertWellFormed(page);
        assertTrue(seen(page).contains(REASON), page);
        assertTrue(
                page.contains("<tr class=\"lost\"><th scope=\"row\"><bdi lang=\"\">parts</bdi></th>"
                        + "<td class=\"n\">4.472</td><td class=\"n\">80 % of held-out texts</td><td>no</td></tr>"),
                page);
        assertEquals(1, all(page, "<b>Unlike the training texts</b>").size());
        assertTrue(page.contains("<b>1</b><span>unlike the training texts"), page);
    }

    @Test
    void documents_show_it() {
        String markdown = Renderer.markdown().render(UNLIKE);

        assertTrue(markdown.contains("**Unlike the training texts**: farther from them than 80 % of"), markdown);
        assertTrue(markdown.contains("| parts | 4.472 | 80 % of held-out texts | **no** |\n"), markdown);
        assertTrue(markdown.contains("| sum | 2.000 | 0 % of held-out texts | yes |\n"), markdown);
        assertTrue(Renderer.latex().render(UNLIKE).contains("80 \\% of held-{}out texts,{} in layer parts."));
    }

    @Test
    void comparisons_and_pairs_show_it() {
        Comparison comparison = Comparison.of(UNLIKE, LIKE);
        OodResult unlike = UNLIKE.prediction().ood().orElseThrow();
        Explanation pair = Samples.withOod(Samples.explainPair("good", "great great great great"), unlike);

        assertTrue(ComparisonRenderer.plain().render(comparison).contains(REASON));
        assertTrue(seen(ComparisonRenderer.html().render(comparison)).contains(REASON));
        assertTrue(Renderer.plain().render(pair).contains("\nUnlike the training texts: farther from them than 80 %"));
        assertTrue(seen(HtmlReport.of("t").render(List.of(pair))).contains("Unlike the training texts: farther"));
    }

    @Test
    void explanations_that_do_not_tell_are_shown_without() {
        Explanation silent = Samples.explain("good");

        for (Renderer renderer :
                List.of(Renderer.plain(), Renderer.ansi(), Renderer.html(), Renderer.markdown(), Renderer.latex())) {
            assertFalse(renderer.render(silent).contains("the training texts:"));
            assertFalse(renderer.render(silent).contains("<div class=\"support"));
            assertFalse(renderer.render(silent).contains("held-out texts |"));
        }
    }

    /** What a reader sees: spaces that do not break, as before a percent sign, look as others. */
    private static String seen(String html) {
        return HtmlPages.seen(html).replace('\u00A0', ' ');
    }
}
