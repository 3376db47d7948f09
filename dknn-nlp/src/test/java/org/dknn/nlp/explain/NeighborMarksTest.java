package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.ValueLimits;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.LayerNeighbors.Mark;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class NeighborMarksTest {

    private static final List<String> WRITTEN = List.of(
            "A  GREAT film!", "A good film.", "Great and good", "An awful film", "A (BAD) film", "Awful and bad");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    /** The network's probability is 0.5 + sum / 8, so the value of a word is its weight / 8. */
    private Explainer<String> explainer(DeepKnn<List<String>> classifier) {
        return Explainer.of(classifier, Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.probability())
                .withMarkedNeighbors();
    }

    private static NearText text(Explanation explanation, int ordinal) {
        return explanation.nearest().stream()
                .filter(near -> near.neighbor().ordinal() == ordinal)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void strong_words_are_marked_for_and_against_the_answer_of_the_explained_text() {
        Explanation explanation = explainer(dknn).explain("good film");

        assertEquals(
                List.of(new Mark(new Token("great", 0, 5), 0.25), new Mark(new Token("good", 10, 14), 0.125)),
                text(explanation, 2).marks());
        NearText other = explanation.nearest().get(explanation.nearest().size() - 1);
        assertEquals(0, other.neighbor().label());
        assertTrue(other.marks().stream().allMatch(mark -> mark.value() < 0), other.toString());
    }

    /** A text with marks is written in another way; its doubt stays with it. */
    @Test
    void marked_texts_say_that_their_labels_are_suspect() {
        LabelChecks checks = LabelChecks.of(dknn.reference().size(), new int[] {2}, new int[] {0});

        Explanation explanation = explainer(dknn.withLabelChecks(checks)).explain("good film");

        for (Renderer renderer : List.of(Renderer.plain(), Renderer.markdown())) {
            String rendered = renderer.render(explanation);
            String overall = rendered.substring(rendered.indexOf("nearest over all layers"));
            String doubted = overall.lines()
                    .dropWhile(line -> !line.matches(".*(\\+great\\+|\\*\\*great\\*\\*) and .*"))
                    .limit(2)
                    .collect(Collectors.joining(" "));
            assertTrue(doubted.contains("perhaps mislabelled: its neighbors say negative"), overall);
        }
    }

    @Test
    void words_are_marked_where_they_stand_in_the_text_as_it_was_written() {
        Tokenizer lower = text -> Tokenizer.whitespace().tokenize(text).stream()
                .map(token -> new Token(
                        token.word().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""), token.start(), token.end()))
                .toList();
        Explanation explanation = Explainer.of(dknn, lower)
                .withReferenceTexts(WRITTEN)
                .withAttributions(LeaveOneOut.probability())
                .withMarkedNeighbors()
                .explain("a great film");

        assertEquals(
                List.of(new Mark(new Token("great", 3, 8), 0.25)),
                text(explanation, 0).marks());
    }

    @Test
    void limits_of_the_method_say_which_words_are_strong() {
        // of 0.2 and 0.28 the step lies at 0.21: great, at 0.25, is marked and good, at 0.125, is not
        DeepKnn<List<String>> limited =
                dknn.withLimits(new ValueLimits(Map.of("probability", new ValueLimits.Range(0.2, 0.28))));

        Explanation explanation = explainer(limited).explain("good film");

        assertEquals(
                List.of(new Mark(new Token("great", 0, 5), 0.25)),
                text(explanation, 2).marks());
        assertEquals(List.of(), text(explanation, 1).marks());
    }

    @Test
    void a_training_text_is_explained_once_for_a_class_and_never_unless_wanted() {
        Explainer<String> marking = explainer(dknn);
        Explainer<String> plain =
                Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.probability());

        assertEquals(rows(plain, "so good film"), rows(plain, "so good film"));
        assertTrue(rows(marking, "so good film") > rows(plain, "so good film"));
        assertEquals(rows(plain, "so good film"), rows(marking, "so good film"));
        assertEquals(rows(marking, "so good film"), rows(marking.withShownNeighbors(4), "so good film"));
        assertTrue(rows(marking.withTarget(Target.of(0)), "so good film") > rows(plain, "so good film"));
        assertEquals(
                List.of(),
                plain.explain("so good film").nearest().stream()
                        .flatMap(near -> near.marks().stream())
                        .toList());
    }

    private int rows(Explainer<String> explainer, String text) {
        network.forget();
        explainer.explain(text);
        return network.calls().stream().mapToInt(List::size).sum();
    }

    @Test
    void marks_do_not_change_the_rest_of_an_explanation_and_are_the_same_for_many_texts() {
        List<String> texts = List.of("good film", "a bad film", "", "great");
        Explainer<String> plain = Explainer.of(dknn, Tokenizer.whitespace());
        List<Explanation> marked =
                plain.withMarkedNeighbors().explainAll(texts.stream()).toList();

        for (int i = 0; i < texts.size(); i++) {
            Explanation alone = plain.explain(texts.get(i));
            assertEquals(plain.withMarkedNeighbors().explain(texts.get(i)), marked.get(i));
            assertEquals(alone.segments(), marked.get(i).segments());
            assertEquals(
                    alone.nearest(),
                    marked.get(i).nearest().stream()
                            .map(near -> new NearText(near.neighbor(), near.isIn()))
                            .toList());
        }
    }

    @Test
    void both_segments_of_pairs_are_marked() {
        Explanation explanation = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.probability())
                .withMarkedNeighbors()
                .explain(new TextPair("great", "great"));

        NearText first = explanation.nearest().get(0);
        assertEquals("great \u2192 great", first.neighbor().text());
        assertEquals(
                List.of(new Token("great", 0, 5), new Token("great", 8, 13)),
                first.marks().stream().map(Mark::token).toList());
    }

    @Test
    void marks_come_back_from_json() throws Exception {
        Explanation explanation = explainer(dknn).explain("good film");
        ExplanationJson json = ExplanationJson.create();

        assertEquals(explanation, json.read(json.write(explanation)));
        assertTrue(json.write(explanation)
                .contains("\"marks\":[{\"word\":\"great\",\"start\":0,\"end\":5,\"value\":0.25}"));
        assertFalse(json.write(Explainer.of(dknn, Tokenizer.whitespace()).explain("good"))
                .contains("\"marks\""));
    }

    @Test
    void marks_outside_the_text_or_one_over_the_other_are_refused() {
        NeighborText text = new NeighborText(0, "good", 1, 0);
        Mark good = new Mark(new Token("good", 0, 4), 1);

        assertRefused("marks must follow each other", () -> new NearText(text, List.of(true), List.of(good, good)));
        assertRefused(
                "within 4 characters",
                () -> new NearText(text, List.of(true), List.of(new Mark(new Token("good", 1, 5), 1))));
        assertRefused("finite and not 0", () -> new Mark(new Token("good", 0, 4), 0));
        assertRefused("finite and not 0", () -> new Mark(new Token("good", 0, 4), Double.NaN));
    }
}
