package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.ProgressListener;
import org.dknn.ScoreFunction;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExplainAllTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "awful", "a", "film");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();
    private final Explainer<String> explainer = explainer(dknn);

    private static Explainer<String> explainer(DeepKnn<List<String>> dknn) {
        return Explainer.of(dknn, Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability());
    }

    /** Of a network that is watched while it reads texts. */
    private static Explainer<String> watched(Consumer<List<List<String>>> watcher) {
        Dataset<List<String>> examples = Dataset.of(
                List.of(List.of("great"), List.of("good"), List.of("bad"), List.of("awful")),
                new int[] {1, 1, 0, 0},
                LabelSet.of("negative", "positive"));
        return explainer(DeepKnn.builder(new Watched(new WordWeights(), watcher))
                .neighbors(2)
                .fit(examples, examples));
    }

    private record Watched(WordWeights network, Consumer<List<List<String>>> watcher)
            implements ActivationExtractor<List<String>> {

        @Override
        public List<String> layers() {
            return network.layers();
        }

        @Override
        public InputCodec<List<String>> codec() {
            return network.codec();
        }

        @Override
        public String fingerprint() {
            return "watched";
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            watcher.accept(inputs);
            return network.extract(inputs, progress);
        }
    }

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
            assertEquals(texts.get(i), together.get(i).text());
            assertEquals(explainer.explain(texts.get(i)), together.get(i));
        }
    }

    @Test
    void texts_share_the_calls_of_the_network() {
        List<Explanation> explanations = explainer
                .explainAll(Stream.of("a good film", "bad", "", "good"))
                .toList();

        // the texts, and what they become without a word where that is no text asked for already
        assertEquals(4, explanations.size());
        assertEquals(
                List.of(List.of(
                        List.of("a", "good", "film"),
                        List.of("bad"),
                        List.of(),
                        List.of("good"),
                        List.of("good", "film"),
                        List.of("a", "film"),
                        List.of("a", "good"))),
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

        // all words are one, so that a text and what it becomes are two
        assertEquals(List.of(2, 2), network.calls().stream().map(List::size).toList());
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
                .withAttributions(new LeaveOneOut("picky", ScoreFunction.CONFORMITY, picky))
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
    void a_text_that_the_network_cannot_read_leaves_those_before_it() {
        Explainer<String> refusing = watched(texts -> {
            if (texts.contains(List.of("unreadable"))) {
                throw new IllegalArgumentException("cannot read");
            }
        });

        Iterator<Explanation> explanations = refusing.explainAll(Stream.of("good", "a bad film", "unreadable", "bad"))
                .iterator();

        assertEquals(refusing.explain("good"), explanations.next());
        assertEquals(refusing.explain("a bad film"), explanations.next());
        assertRefused("cannot read", explanations::next);
    }

    @Test
    void errors_come_out_as_they_are() {
        Error error = new StackOverflowError();
        Attribution failing = new Attribution() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Plan<Attributions> plan(Features features, Target target) {
                throw error;
            }
        };

        Stream<Explanation> explanations = explainer.withAttributions(failing).explainAll(Stream.of("good"));

        assertSame(error, assertThrows(Error.class, explanations::toList));
    }

    @Test
    void all_work_is_done_by_the_thread_that_takes_the_explanations() {
        Set<Thread> asking = new HashSet<>();
        Set<Thread> running = new HashSet<>();
        Explainer<String> watched = watched(texts -> {
            asking.add(Thread.currentThread());
            running.addAll(threads());
        });
        watched.explain("good");
        asking.clear();
        running.clear();
        Set<Thread> before = threads();

        assertEquals(100, watched.explainAll(texts(100, 2).stream()).toList().size());

        assertEquals(Set.of(Thread.currentThread()), asking);
        running.removeAll(before);
        assertEquals(Set.of(), running);
    }

    /** Those that run, without the ones that the JVM has for parallel streams, which an index may use. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getName().startsWith("ForkJoinPool"));
        return threads;
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() {
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
    }

    @Test
    void an_interrupt_while_predicting_stops_before_the_next_batch() {
        AtomicBoolean interrupting = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Explainer<String> watched = watched(texts -> {
            asked.incrementAndGet();
            if (interrupting.get()) {
                Thread.currentThread().interrupt();
            }
        });
        interrupting.set(true);
        asked.set(0);
        try {
            Stream<Explanation> explanations = watched.explainAll(Stream.of("a good film", "bad film"));

            assertThrows(CancellationException.class, explanations::toList);
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(1, asked.get());
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
        explainer.explain("good");
        dknn.close();

        for (String text : List.of("good", "", "a good film")) {
            Iterator<Explanation> explanations =
                    explainer.explainAll(Stream.of(text)).iterator();

            assertThrows(IllegalStateException.class, explanations::next, text);
        }
    }

    @Test
    void no_text_is_refused() {
        Iterator<Explanation> explanations =
                explainer.explainAll(Stream.of("good", null)).iterator();

        assertThrows(NullPointerException.class, explanations::next);
    }
}
