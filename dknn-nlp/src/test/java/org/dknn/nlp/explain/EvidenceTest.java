package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.AlignedText.Word;
import org.dknn.nlp.explain.EvidenceReport.LayerTexts;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.EvidenceReport.WordEvidence;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();
    private final Explainer<String> explainer = Explainer.of(dknn, Tokenizer.whitespace());

    /**
     * Sum 1 has the sums 1, 2 and, of 3 and -1, that of the lower label around it; without "good" it is 0, with 1, -1 and, of 2
     * and -2, that of the lower label.
     */
    @Test
    void neighbors_that_leave_and_come_are_told_of() {
        EvidenceReport evidence = explainer.explainWithEvidence("a good film");

        WordEvidence good = evidence.words().get(1);
        assertEquals(1, good.position());
        assertEquals(
                new NeighborChange(
                        "sum",
                        List.of(0, 1),
                        List.of(1, 0),
                        List.of(new NeighborText(0, "a great film", 1, 1)),
                        List.of(new NeighborText(3, "an awful film", 0, 2))),
                good.changes().get(0));
        assertEquals(1, good.changes().get(0).count());
        // parts (0, 1) have (0, 1), (0, 2) and (1, 0) around them; (0, 0) has, of (0, 2) and (2, 0), that of the lower
        // label
        assertEquals(
                new NeighborChange(
                        "parts",
                        List.of(0, 1),
                        List.of(1, 0),
                        List.of(new NeighborText(0, "a great film", 1, 1)),
                        List.of(new NeighborText(3, "an awful film", 0, 2))),
                good.changes().get(1));
    }

    @Test
    void a_word_that_says_nothing_moves_no_neighbor() {
        EvidenceReport evidence = explainer.explainWithEvidence("a good film");

        WordEvidence film = evidence.words().get(2);
        assertEquals(1, film.label());
        assertTrue(film.changes().stream().allMatch(change -> change.count() == 0));
    }

    @Test
    void training_texts_are_aligned_and_the_nearest_of_another_class_is_found() {
        EvidenceReport evidence = explainer.withShownNeighbors(2).explainWithEvidence("a good film");

        LayerTexts sum = evidence.layers().get(0);
        assertEquals(2, sum.behind().size());
        assertEquals(
                new NeighborText(0, "a great film", 1, 1), sum.behind().get(1).neighbor());
        assertEquals(
                List.of(
                        new Word(new Token("a", 0, 1), true),
                        new Word(new Token("great", 2, 7), false),
                        new Word(new Token("film", 8, 12), true)),
                sum.behind().get(1).words());
        AlignedText other = sum.other().orElseThrow();
        assertEquals(new NeighborText(4, "a bad film", 0, 2), other.neighbor());
        assertEquals(new Word(new Token("bad", 2, 5), false), other.words().get(1));
    }

    /** Parts (0, 1) have the bad film (1, 0) among their three neighbors. */
    @Test
    void only_texts_of_the_predicted_class_stand_behind_it() {
        LayerTexts parts = explainer.explainWithEvidence("a good film").layers().get(1);

        assertEquals(
                List.of(1, 0),
                parts.behind().stream().map(text -> text.neighbor().ordinal()).toList());
        assertEquals(4, parts.other().orElseThrow().neighbor().ordinal());
    }

    @Test
    void shown_texts_are_limited_and_counts_are_not() {
        EvidenceReport evidence = explainer.withShownNeighbors(0).explainWithEvidence("a good film");

        NeighborChange change = evidence.words().get(1).changes().get(0);
        assertEquals(1, change.count());
        assertEquals(List.of(), change.left());
        assertEquals(List.of(), evidence.layers().get(0).behind());
    }

    @Test
    void as_many_come_as_leave() {
        explainer.explainWithEvidence("good great bad awful film bad").words().stream()
                .flatMap(word -> word.changes().stream())
                .forEach(change -> assertEquals(
                        change.count(),
                        change.cameByLabel().stream().mapToInt(count -> count).sum()));
    }

    @Test
    void no_shortened_text_is_asked_for_twice() {
        explainer.explainWithEvidence("good bad bad awful");

        List<List<String>> asked =
                network.calls().stream().flatMap(List::stream).toList();
        assertEquals(asked.size(), new HashSet<>(asked).size());
    }

    @Test
    void evidence_of_an_explanation_is_that_of_its_text() {
        Explanation explanation = explainer.explain("good bad bad awful");

        EvidenceReport later = explainer.evidence(explanation);

        assertEquals(explainer.explainWithEvidence("good bad bad awful"), later);
        assertEquals(explanation, later.explanation());
    }

    @Test
    void evidence_of_pairs_is_refused() {
        Explainer<TextPair> pairs = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace());

        assertRefused(
                IllegalStateException.class,
                "evidence is gathered for texts, this explains pairs",
                () -> pairs.explainWithEvidence(new TextPair("good", "good")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good"})
    void texts_of_few_words_have_evidence_too(String text) {
        EvidenceReport evidence = explainer.explainWithEvidence(text);

        assertEquals(text.isEmpty() ? 0 : 1, evidence.words().size());
        assertEquals(2, evidence.layers().size());
        assertEquals(Optional.empty(), evidence.counterfactual());
    }
}
