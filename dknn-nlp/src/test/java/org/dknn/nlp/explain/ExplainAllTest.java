package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExplainAllTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "awful", "a", "film");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();
    private final Explainer explainer =
            Explainer.of(dknn, Tokenizer.whitespace()).withScorers(LeaveOneOut.conformity(), LeaveOneOut.probability());

    private static List<String> texts(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(random.nextInt(9), 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void results_are_those_of_single_calls_in_order() {
        List<String> texts = texts(150, 1);

        List<Explanation> together = explainer.explainAll(texts.stream()).toList();

        assertEquals(150, together.size());
        for (int i = 0; i < texts.size(); i++) {
            Explanation alone = explainer.explain(texts.get(i));
            assertEquals(texts.get(i), together.get(i).text());
            assertEquals(alone.saliencies(), together.get(i).saliencies());
            assertEquals(alone.neighbors(), together.get(i).neighbors());
        }
    }

    @Test
    void texts_share_the_calls_of_the_network() {
        List<Explanation> explanations = explainer
                .explainAll(Stream.of("a good film", "bad", "", "good"))
                .toList();

        // first the texts; then what they become without a word, where that was not asked before
        assertEquals(4, explanations.size());
        assertEquals(
                List.of(
                        List.of(List.of("a", "good", "film"), List.of("bad"), List.of(), List.of("good")),
                        List.of(List.of("good", "film"), List.of("a", "film"), List.of("a", "good"))),
                network.calls());
    }

    @Test
    void texts_are_read_only_as_they_are_needed() {
        AtomicInteger read = new AtomicInteger();
        Iterator<Explanation> explanations = explainer
                .explainAll(Stream.iterate("good", text -> "good").peek(text -> read.incrementAndGet()))
                .iterator();

        assertEquals(0, read.get());
        for (int i = 0; i < 100; i++) {
            explanations.next();
        }
        assertTrue(read.get() < 200, read::toString);
    }

    @Test
    void long_texts_are_taken_one_by_one() {
        String text = "good ".repeat(1_000);

        explainer.explainAll(Stream.of(text, text)).forEach(explanation -> {});

        assertEquals(
                List.of(1, 1, 1, 1), network.calls().stream().map(List::size).toList());
    }

    @Test
    void closing_closes_the_texts() {
        List<String> closed = new ArrayList<>();

        explainer
                .explainAll(Stream.of("good").onClose(() -> closed.add("closed")))
                .close();

        assertEquals(List.of("closed"), closed);
    }

    @Test
    void a_text_that_fails_leaves_those_before_it() {
        Perturbation picky = (words, position) -> {
            if (words.contains("awful")) {
                throw new IllegalArgumentException("no such words");
            }
            return List.of();
        };
        Iterator<Explanation> explanations = explainer
                .withScorers(new LeaveOneOut("picky", org.dknn.ScoreFunction.CONFORMITY, picky))
                .explainAll(Stream.of("good", "bad", "awful", "great"))
                .iterator();

        assertEquals("good", explanations.next().text());
        assertEquals("bad", explanations.next().text());
        assertEquals(
                "no such words",
                assertThrows(IllegalArgumentException.class, explanations::next).getMessage());
    }

    /** Together, the network would refuse all. */
    @Test
    void a_text_that_the_network_cannot_read_leaves_the_others() {
        JointExplanations<String, List<String>, Explanation> joint = new JointExplanations<>(
                texts -> {
                    if (texts.contains(List.of("unreadable"))) {
                        throw new IllegalArgumentException("cannot read");
                    }
                    return dknn.predictAll(texts);
                },
                (text, predictor) -> {
                    assertEquals(1, predictor.apply(List.of(List.of(text))).size());
                    return explainer.explain(text);
                });

        var outcomes = joint.of(List.of("good", "unreadable", "bad"));

        assertEquals("good", outcomes.get(0).get().text());
        assertEquals("bad", outcomes.get(2).get().text());
        assertThrows(IllegalArgumentException.class, () -> outcomes.get(1).get());
    }

    @Test
    void errors_come_out_and_nothing_hangs() {
        Error error = new StackOverflowError();
        var outcomes = new JointExplanations<String, List<String>, Explanation>(dknn::predictAll, (text, predictor) -> {
                    throw error;
                })
                .of(List.of("good"));

        assertSame(error, assertThrows(Error.class, () -> outcomes.get(0).get()));
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() throws InterruptedException {
        Iterator<Explanation> explanations =
                explainer.explainAll(Stream.iterate("good film", text -> text)).iterator();
        explanations.next();

        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> explanations.forEachRemaining(explanation -> {}));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dknn-explain-")) {
                thread.join(); // comes back, because none waits for an answer
            }
        }
    }

    @Test
    void an_interrupt_while_predicting_stops_too() {
        JointExplanations<String, List<String>, Explanation> joint = new JointExplanations<>(
                texts -> {
                    Thread.currentThread().interrupt();
                    return dknn.predictAll(texts);
                },
                (text, predictor) -> {
                    assertEquals(1, predictor.apply(List.of(List.of(text))).size());
                    assertEquals(1, predictor.apply(List.of(List.of())).size());
                    return explainer.explain(text);
                });
        try {
            assertThrows(CancellationException.class, () -> joint.of(List.of("good", "bad")));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void progress_is_told_for_each_text() {
        List<String> told = new ArrayList<>();
        ProgressListener listener = (pass, done, total) -> told.add(pass + " " + done + "/" + total);

        List<Explanation> explanations = explainer.explainAll(List.of("good", "bad"), listener);

        assertEquals(2, explanations.size());
        assertEquals(List.of("explanations 1/2", "explanations 2/2"), told);
        assertEquals(List.of(), explainer.explainAll(List.of(), listener));
    }

    @Test
    void a_closed_classifier_explains_nothing() {
        dknn.close();

        Iterator<Explanation> explanations =
                explainer.explainAll(Stream.of("good")).iterator();

        assertThrows(IllegalStateException.class, explanations::next);
    }

    @Test
    void no_text_is_refused() {
        Iterator<Explanation> explanations =
                explainer.explainAll(Stream.of("good", null)).iterator();

        assertThrows(NullPointerException.class, explanations::next);
    }
}
