package org.dknn.nlp.explain;

import static org.dknn.nlp.PairProducts.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExplainAllPairsTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "a", "film");

    private final PairProducts network = new PairProducts();
    private final DeepKnn<SentencePair> dknn = network.fitted();
    private final Explainer<TextPair> explainer = Explainer.ofPairs(dknn, Tokenizer.whitespace())
            .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability());

    private static List<TextPair> pairs(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new TextPair(text(random), text(random)))
                .toList();
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(7), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
    }

    private List<Explanation> explainAll(TextPair... pairs) {
        return explainer.explainAll(Stream.of(pairs)).toList();
    }

    @Test
    void results_are_those_of_single_calls_in_order() {
        Explainer<TextPair> interacting = explainer.withInteractions(LeaveOneOut.probability(), 2);
        List<TextPair> pairs = pairs(150, 1);

        List<Explanation> together = interacting.explainAll(pairs.stream()).toList();

        assertEquals(150, together.size());
        for (int i = 0; i < pairs.size(); i++) {
            TextPair pair = pairs.get(i);
            assertEquals(
                    List.of(pair.premise(), pair.hypothesis()),
                    together.get(i).segments().stream().map(Segment::text).toList());
            assertEquals(interacting.explain(pair), together.get(i));
        }
    }

    @Test
    void pairs_share_the_calls_of_the_network() {
        assertEquals(
                2,
                explainAll(new TextPair("good a", "great"), new TextPair("a", "great"))
                        .size());

        // the pairs, and what each becomes without a word, of which one is a pair that is there
        assertEquals(
                List.of(List.of(
                        pair("good a", "great"),
                        pair("a", "great"),
                        pair("good", "great"),
                        pair("good a", ""),
                        pair("", "great"),
                        pair("a", ""))),
                network.calls());
    }

    @Test
    void pairs_are_read_only_as_they_are_needed() {
        AtomicInteger read = new AtomicInteger();
        Stream<TextPair> endless = Stream.generate(() -> new TextPair("good", "great"));
        Iterator<Explanation> explanations = explainer
                .explainAll(endless.peek(pair -> read.incrementAndGet()))
                .iterator();

        assertEquals(0, read.get());
        for (int i = 0; i < 100; i++) {
            explanations.next();
        }
        assertTrue(read.get() < 200, read::toString);
    }

    @Test
    void long_pairs_are_taken_one_by_one_whichever_side_is_long() {
        String text = "good ".repeat(1_000);

        explainAll(new TextPair(text, ""), new TextPair("", text));

        // an empty side has no words to remove; of the other all words are one
        assertEquals(List.of(2, 2), network.calls().stream().map(List::size).toList());
    }

    @Test
    void a_pair_that_fails_leaves_those_before_it() {
        Perturbation picky = (words, position) -> {
            if (words.contains("awful")) {
                throw new IllegalArgumentException("no such words");
            }
            return List.of();
        };
        Iterator<Explanation> explanations = explainer
                .withAttributions(new LeaveOneOut("picky", ScoreFunction.CONFORMITY, picky))
                .explainAll(
                        Stream.of(new TextPair("good", "a"), new TextPair("good", "awful"), new TextPair("good", "b")))
                .iterator();

        assertEquals("a", explanations.next().segments().get(1).text());
        assertEquals(
                "no such words",
                assertThrows(IllegalArgumentException.class, explanations::next).getMessage());
    }

    @Test
    void one_segment_alone_is_explained_as_beside_the_other_at_its_own_cost() {
        TextPair pair = new TextPair("good great a", "b good");
        Explainer<TextPair> interacting = explainer.withInteractions(LeaveOneOut.probability(), 2);
        Explanation whole = interacting.explain(pair);
        int before = network.calls().size();

        List<Explanation> alone = interacting
                .withSegment(Side.HYPOTHESIS)
                .explainAll(Stream.of(pair))
                .toList();

        assertEquals(
                List.of(new Explanation(
                        whole.segments().subList(1, 2),
                        whole.labelSet(),
                        whole.prediction(),
                        whole.neighbors(),
                        Optional.empty(),
                        alone.get(0).verdict(),
                        whole.nearest())),
                alone);
        assertEquals(
                List.of(List.of(
                        pair("good great a", "b good"), pair("good great a", "good"), pair("good great a", "b"))),
                network.calls().subList(before, network.calls().size()));
    }

    @Test
    void closing_closes_the_pairs() {
        List<String> closed = new ArrayList<>();
        TextPair pair = new TextPair("good", "good");

        explainer.explainAll(Stream.of(pair).onClose(() -> closed.add("both"))).close();
        explainer
                .withSegment(Side.PREMISE)
                .explainAll(Stream.of(pair).onClose(() -> closed.add("side")))
                .close();

        assertEquals(List.of("both", "side"), closed);
    }

    @Test
    void progress_is_told_for_each_pair() {
        List<String> told = new ArrayList<>();

        List<Explanation> explanations =
                explainer.explainAll(pairs(2, 3), (pass, done, total) -> told.add(pass + " " + done + "/" + total));

        assertEquals(2, explanations.size());
        assertEquals(List.of("explanations 1/2", "explanations 2/2"), told);
    }

    @Test
    void what_is_no_pair_or_comes_after_closing_is_refused() {
        assertThrows(NullPointerException.class, () -> new TextPair("good", null));
        assertThrows(NullPointerException.class, () -> explainAll(new TextPair("good", "good"), null));

        dknn.close();

        assertThrows(IllegalStateException.class, () -> explainAll(new TextPair("good", "good")));
    }
}
