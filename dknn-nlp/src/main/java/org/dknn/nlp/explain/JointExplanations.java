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
import java.util.function.Supplier;
import org.dknn.Prediction;
import org.dknn.nlp.saliency.Predictor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few texts that are explained at once, so that their changed texts go through the network together.
 *
 * <p>Each text has a thread of its own, which waits whenever it needs predictions. Once all of them wait, what they ask for is
 * predicted in one call, on the calling thread; so any scorer shares batches, and none needs to know of it. Used once.
 */
final class JointExplanations {

    private static final Logger LOG = LoggerFactory.getLogger(JointExplanations.class);

    private final Predictor predictor;
    private final BiFunction<String, Predictor, Explanation> explain;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Question> open = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private boolean isInterrupted;

    private sealed interface Event {}

    /** A text needs predictions. */
    private record Question(int number, List<List<String>> texts, CompletableFuture<List<Prediction>> answer)
            implements Event {}

    /** A text is explained, or has failed; its outcome gives the explanation or throws. */
    private record End(int number, Supplier<Explanation> outcome) implements Event {}

    /**
     * Prepares.
     *
     * @param predictor of the changed texts of all
     * @param explain explains one text by a predictor
     */
    JointExplanations(Predictor predictor, BiFunction<String, Predictor, Explanation> explain) {
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
    List<Supplier<Explanation>> of(List<String> texts) {
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
    private Event take() {
        while (true) {
            try {
                return events.take();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
    }

    private void note(Event event) {
        if (event instanceof Question question) {
            open.add(question);
        } else if (event instanceof End end) {
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

    private void answer(List<Question> questions) {
        requireNotInterrupted();
        List<List<String>> asked =
                questions.stream().flatMap(question -> question.texts.stream()).toList();
        List<Prediction> predictions = predictor.predictAll(asked);
        int start = 0;
        for (Question question : questions) {
            int end = start + question.texts.size();
            question.answer.complete(predictions.subList(start, end));
            start = end;
        }
    }

    private void answerAlone(Question question) {
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

    private void explain(int number, String text) {
        try {
            Explanation explanation = explain.apply(text, asked -> ask(number, asked));
            events.add(new End(number, () -> explanation));
        } catch (RuntimeException e) {
            events.add(new End(number, () -> {
                throw e;
            }));
        } catch (Error e) { // passed on, too: else the caller would wait for ever
            events.add(new End(number, () -> {
                throw e;
            }));
        }
    }

    private List<Prediction> ask(int number, List<List<String>> texts) {
        Question question = new Question(number, texts, new CompletableFuture<>());
        events.add(question);
        try {
            return question.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
