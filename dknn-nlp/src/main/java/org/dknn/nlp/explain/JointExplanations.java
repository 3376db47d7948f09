package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dknn.Prediction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few texts that are explained at once, so that their changed texts go through the network together.
 *
 * <p>Each text has a thread of its own, which waits whenever it needs predictions. Once all of them wait, what they ask for is
 * predicted in one call, on the calling thread; so any scorer shares batches, and none needs to know of it. Used once.
 *
 * @param <T> type of the texts
 * @param <I> type of the texts as the network reads them
 * @param <E> type of the explanations
 */
final class JointExplanations<T, I, E> {

    private static final Logger LOG = LoggerFactory.getLogger(JointExplanations.class);

    private final Function<List<I>, List<Prediction>> predictor;
    private final BiFunction<T, Function<List<I>, List<Prediction>>, E> explain;
    private final BlockingQueue<Event<I, E>> events = new LinkedBlockingQueue<>();
    private final List<Question<I, E>> open = new ArrayList<>();
    private final List<End<I, E>> ends = new ArrayList<>();
    private boolean isInterrupted;

    private sealed interface Event<I, E> {}

    /** A text needs predictions. */
    private record Question<I, E>(int number, List<I> texts, CompletableFuture<List<Prediction>> answer)
            implements Event<I, E> {}

    /** A text is explained, or has failed; its outcome gives the explanation or throws. */
    private record End<I, E>(int number, Supplier<E> outcome) implements Event<I, E> {}

    /**
     * Prepares.
     *
     * @param predictor of the changed texts of all
     * @param explain explains one text by a predictor
     */
    JointExplanations(
            Function<List<I>, List<Prediction>> predictor,
            BiFunction<T, Function<List<I>, List<Prediction>>, E> explain) {
        this.predictor = predictor;
        this.explain = explain;
    }

    /**
     * Explains texts.
     *
     * @return what gives the explanation of each text, in their order, or throws what explaining it threw; where one text
     *     fails, the others do not
     * @throws CancellationException if the calling thread is interrupted, which it stays; no thread is left behind
     */
    List<Supplier<E>> of(List<T> texts) {
        for (int i = 0; i < texts.size(); i++) {
            int number = i;
            Thread thread = new Thread(() -> explain(number, texts.get(number)), "dknn-explain-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        while (ends.size() < texts.size()) {
            note(take());
            if (!open.isEmpty() && open.size() == texts.size() - ends.size()) {
                answer();
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        requireNotInterrupted();
        ends.sort(Comparator.comparingInt(End::number));
        return ends.stream().map(End::outcome).toList();
    }

    /** Waits through interrupts: the threads end soon, because nothing is answered any more. */
    private Event<I, E> take() {
        while (true) {
            try {
                return events.take();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
    }

    private void note(Event<I, E> event) {
        if (event instanceof Question<I, E> question) {
            open.add(question);
        } else if (event instanceof End<I, E> end) {
            ends.add(end);
        }
    }

    private void answer() {
        // threads ask in any order; rounding must not depend on it
        open.sort(Comparator.comparingInt(Question::number));
        try {
            answer(open);
        } catch (RuntimeException e) {
            LOG.debug(
                    "predicts the changed texts of {} texts one by one, since together they cannot be", open.size(), e);
            open.forEach(this::answerAlone);
        }
        open.clear();
    }

    private void answer(List<Question<I, E>> questions) {
        requireNotInterrupted();
        List<I> asked =
                questions.stream().flatMap(question -> question.texts.stream()).toList();
        List<Prediction> predictions = predictor.apply(asked);
        int start = 0;
        for (Question<I, E> question : questions) {
            int end = start + question.texts.size();
            question.answer.complete(predictions.subList(start, end));
            start = end;
        }
    }

    private void answerAlone(Question<I, E> question) {
        try {
            answer(List.of(question));
        } catch (RuntimeException e) {
            question.answer.completeExceptionally(e);
        }
    }

    private void requireNotInterrupted() {
        if (isInterrupted || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while explaining");
        }
    }

    private void explain(int number, T text) {
        try {
            E explanation = explain.apply(text, asked -> ask(number, asked));
            events.add(new End<>(number, () -> explanation));
        } catch (RuntimeException e) {
            events.add(new End<>(number, () -> {
                throw e;
            }));
        } catch (Error e) { // passed on, too: else the caller would wait for ever
            events.add(new End<>(number, () -> {
                throw e;
            }));
        }
    }

    private List<Prediction> ask(int number, List<I> texts) {
        Question<I, E> question = new Question<>(number, texts, new CompletableFuture<>());
        events.add(question);
        try {
            return question.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
