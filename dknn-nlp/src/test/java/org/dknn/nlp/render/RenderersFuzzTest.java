package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.dknn.nlp.text.Token;
import org.dknn.ood.OodResult;

/**
 * Renders explanations of any text, cut into words at any places. A build runs the inputs that are kept as resources; with the
 * environment variable {@code JAZZER_FUZZ=1} it looks for new ones.
 */
class RenderersFuzzTest {

    private static final int MOST_WORDS = 20;
    private static final Target RATHER = Target.of(1).ratherThan(0);

    @FuzzTest(maxDuration = "2m")
    void any_explanation_is_rendered(FuzzedDataProvider data) {
        Explanation explanation = explanation(data);

        for (Explanation any : List.of(explanation, pair(explanation))) {
            HtmlPages.assertWellFormed(Renderer.html().render(any));
            LatexPages.assertSafe(Renderer.latex().render(any));
            assertVisible(Renderer.plain().render(any));
            assertVisible(Renderer.ansi(ConsoleColors.NONE).render(any));
            assertVisible(Renderer.markdown().render(any));
        }
        Comparison comparison = Comparison.of(explanation, explanation);
        HtmlPages.assertWellFormed(ComparisonRenderer.html().render(comparison));
        assertVisible(ComparisonRenderer.plain().render(comparison));
        assertEquals(explanation.text(), pieces(explanation));
        assertEquals(
                shape(Renderer.markdown().render(with(explanation, "word"))),
                shape(Renderer.markdown()
                        .render(with(explanation, explanation.text().isBlank() ? "word" : explanation.text()))));
    }

    private static void assertVisible(String lines) {
        assertTrue(
                lines.codePoints()
                        .noneMatch(c -> (Character.isISOControl(c) && c != '\n')
                                || Character.getType(c) == Character.SURROGATE
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x2069)),
                lines);
    }

    private static String pieces(Explanation explanation) {
        return TextPiece.of(explanation.segments().get(0)).stream()
                .map(TextPiece::text)
                .collect(Collectors.joining());
    }

    private static List<String> shape(String markdown) {
        return MarkdownPages.kinds(MarkdownPages.parsed(markdown)).stream()
                .filter(kind -> !kind.equals("Text"))
                .toList();
    }

    private static Explanation explanation(FuzzedDataProvider data) {
        int words = data.consumeInt(0, MOST_WORDS);
        int[] cuts = data.consumeInts(2 * words);
        double[] values = new double[Math.min(words, cuts.length / 2)];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.consumeRegularDouble();
        }
        String text = data.consumeRemainingAsString();
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int one = Math.floorMod(cuts[2 * i], text.length() + 1);
            int other = Math.floorMod(cuts[2 * i + 1], text.length() + 1);
            int start = Math.min(one, other);
            int end = Math.max(one, other);
            tokens.add(new Token(text.substring(start, end), start, end));
        }
        return explanation(text, tokens, Attributions.of(text, RATHER, values));
    }

    /** The same, with another text that is one word. */
    private static Explanation with(Explanation explanation, String text) {
        return explanation(
                text,
                List.of(new Token(text, 0, text.length())),
                Attributions.of(text, RATHER, explanation.text().length()));
    }

    private static Explanation explanation(String text, List<Token> tokens, Attributions values) {
        LabelVotes votes = LabelVotes.of(1, 2);
        OodResult ood = new OodResult(false, 0.02, List.of(new OodResult.Layer("l" + text, 1, 0.02, false)));
        return new Explanation(
                List.of(new Segment(Segment.TEXT, text, tokens, List.of(values))),
                LabelSet.of("other", text.isBlank() ? "x" : text + "."),
                new PredictionSummary(1, PValues.copyOf(0.5, 1), votes, List.of(0.5, 0.5), Optional.of(ood)),
                List.of(new LayerNeighbors("l" + text, votes, List.of(new NeighborText(0, text, 0, 0.5)))),
                Optional.empty());
    }

    /** Both segments are the text, with interactions of the first words of either. */
    private static Explanation pair(Explanation explanation) {
        Segment text = explanation.segments().get(0);
        int words = Math.min(2, text.tokens().size());
        Interactions.Drops drops =
                new Interactions.Drops(IntStream.range(0, words).boxed().toList(), Collections.nCopies(words, 0.5));
        Segment other = new Segment(text.text(), text.text(), text.tokens(), text.attributions());
        return new Explanation(
                List.of(text, other),
                explanation.labelSet(),
                explanation.prediction(),
                explanation.neighbors(),
                Optional.of(Interactions.of(text.text(), drops, drops, new double[words][words])));
    }
}
