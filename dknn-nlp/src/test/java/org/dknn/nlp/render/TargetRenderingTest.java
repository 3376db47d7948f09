package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class TargetRenderingTest {

    private static final Target RATHER = Target.of(1).ratherThan(0);
    private static final Target OTHER = Target.of(0);

    /** Predicted to be positive. */
    private static Explanation explain(Target target) {
        return Samples.withValues("good", Attributions.of("m", target, 0.5));
    }

    @Test
    void the_predicted_class_is_named_by_the_prediction_alone() {
        assertEquals(
                "m",
                MethodName.of(
                        explain(Target.of(1)),
                        explain(Target.of(1)).attributions().get(0)));
    }

    @Test
    void every_form_names_what_is_explained_if_not_the_predicted_class() {
        for (Renderer renderer : List.of(
                Renderer.plain(),
                Renderer.ansi(ConsoleColors.NONE),
                explained -> seen(Renderer.html().render(explained)),
                Renderer.markdown(),
                Renderer.latex())) {
            String rather = renderer.render(explain(RATHER));
            String other = renderer.render(explain(OTHER));

            assertTrue(rather.contains("m for positive rather than negative"), rather);
            assertTrue(other.contains("m for negative") && !other.contains("rather"), other);
        }
    }

    @Test
    void comparisons_name_what_both_sides_explain() {
        Comparison same = Comparison.of(explain(RATHER), explain(RATHER));
        Comparison others = Comparison.of(explain(Target.of(1)), explain(RATHER));
        Comparison predicted = Comparison.of(explain(Target.of(1)), explain(Target.of(1)));

        String samePlain = ComparisonRenderer.plain().render(same);
        String othersPlain = ComparisonRenderer.plain().render(others);
        assertTrue(samePlain.contains("\nm for positive rather than negative\n"), samePlain);
        assertTrue(
                othersPlain.contains(
                        "\nm\nleft values speak for positive, right ones for positive rather than negative\n"),
                othersPlain);
        assertTrue(ComparisonRenderer.plain().render(predicted).contains("\nm\n"));
        assertTrue(seen(ComparisonRenderer.html().render(others)).contains("right: for positive rather than negative"));
    }

    @Test
    void pairs_name_what_is_explained() {
        Explanation pair = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .withTarget(Target.of(0).ratherThan(1))
                .withAttributions(LeaveOneOut.probability())
                .explain(new TextPair("good", "good"));

        String text = Renderer.plain().render(pair);
        assertTrue(text.contains("probability for disagree rather than agree\n"), text);
        assertTrue(
                seen(HtmlReport.of("t").render(List.of(pair))).contains("probability for disagree rather than agree"));
    }
}
