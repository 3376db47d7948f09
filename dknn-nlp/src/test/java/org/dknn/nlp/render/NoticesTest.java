package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.ValueLimits;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final String TEXT = "a dull mess";
    private static final ExplanationJson JSON = ExplanationJson.create();

    /** The neighbors say positive; the network says what its probabilities say. */
    private static Explanation explanation(double negative, Integer... unseen) {
        int network = negative > 0.5 ? 0 : 1;
        return new Explanation(
                List.of(new Segment(
                        Segment.TEXT,
                        TEXT,
                        Tokenizer.whitespace().tokenize(TEXT),
                        List.of(Attributions.of("m", network, 0.1, 0.2, 0.3)),
                        List.of(unseen))),
                LabelSet.of("negative", "positive"),
                new PredictionSummary(
                        1, PValues.copyOf(0.1, 0.25), LabelVotes.of(1, 2), List.of(negative, 1 - negative)),
                List.of(),
                Optional.empty());
    }

    @Test
    void every_rendering_says_first_that_network_and_neighbors_differ() {
        Explanation explanation = explanation(0.75);
        String notice =
                "The network says negative (0.750), its neighbors positive (p-value 0.250). Explained: negative.";

        assertEquals(List.of(notice), Notices.of(explanation));
        assertTrue(new PlainRenderer().render(explanation).startsWith(notice));
        for (Renderer renderer : renderers()) {
            String flat = renderer.render(explanation)
                    .replaceAll("\\s+", " ")
                    .replace("{}", "")
                    .replaceAll("\\\\", "");
            int said = flat.indexOf("The network says negative");
            assertTrue(said >= 0, flat);
            assertTrue(said < flat.indexOf("dull"), flat);
        }
    }

    private static List<Renderer> renderers() {
        return List.of(new PlainRenderer(), Renderer.ansi(), new MarkdownRenderer(), Renderer.latex(), Renderer.html());
    }

    @Test
    void nothing_is_said_where_they_agree() {
        assertEquals(List.of(), Notices.of(explanation(0.25)));
    }

    @Test
    void unseen_words_are_counted_and_named() {
        assertEquals(List.of("The network did not see 2 of 3 words: a, mess."), Notices.of(explanation(0.25, 0, 2)));
        assertTrue(new PlainRenderer().render(explanation(0.25, 1)).contains("did not see 1 of 3 words: dull"));
    }

    /** Values of words that were not asked for are not passed off as final, wherever an explanation is read. */
    @Test
    void words_without_a_final_value_are_counted_and_named() throws Exception {
        Segment whole = explanation(0.25).segments().get(0);
        ValueLimits.Range wide = new ValueLimits.Range(1, 2);
        Attributions ended = whole.attributions().get(0).withLimits(wide).withUnfinished(List.of(2, 1));
        Explanation explanation = new Explanation(
                List.of(new Segment(whole.name(), TEXT, whole.tokens(), List.of(ended))),
                LabelSet.of("negative", "positive"),
                explanation(0.25).prediction(),
                List.of(),
                Optional.empty());

        assertEquals(
                List.of("The time was over before 2 of 3 words had a final value: dull, mess."),
                Notices.of(explanation));
        for (Renderer renderer : renderers()) {
            String flat = renderer.render(explanation).replaceAll("\\s+", " ");
            assertTrue(flat.contains("The time was over before 2 of 3"), flat);
            assertFalse(flat.contains("o word matters"), flat);
        }
        assertEquals(explanation, JSON.read(JSON.write(explanation)));
        assertEquals(List.of(1, 2), ended.unfinished());
        assertTrue(ended.isNoise(0) && !ended.isNoise(1) && !ended.isAllNoise());
    }

    @Test
    void unseen_words_survive_json() throws Exception {
        Explanation explanation = explanation(0.25, 0, 2);

        assertEquals(explanation, JSON.read(JSON.write(explanation)));
        assertTrue(!JSON.write(explanation(0.25)).contains("unseen"));
    }
}
