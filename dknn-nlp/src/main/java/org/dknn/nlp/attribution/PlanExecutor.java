package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.dknn.Prediction;

/**
 * Predicts what plans ask for and reads them. The inputs of all plans of a round go through the classifier together, each once, in
 * batches of at most {@value #INPUTS_TOGETHER} inputs and some four million words, so that memory is bounded however long a text is.
 *
 * <p>Keeps two kinds of predictions. While plans run, the last {@value #RUN_CAPACITY}, as the rounds of a search ask for the same
 * inputs again; inputs of more than {@value #LONGEST} words are not kept. From run to run, those of the {@value #SHORT_CAPACITY}
 * inputs of one word or none that were asked for last, as they come back with every text that has the word: some 40 MB with k = 75
 * and four layers. They are judged again each time, so that a calibration that has grown counts. Safe for use by many threads;
 * starts none.
 */
public final class PlanExecutor {

    private static final int INPUTS_TOGETHER = 4_096;
    private static final long WORDS_TOGETHER = 4_000_000;
    private static final int RUN_CAPACITY = 8_192;
    private static final int LONGEST = 1_000;
    private static final int SHORT_CAPACITY = 4_000;

    private final Predictor predictor;
    private final Map<Variant, Prediction> shortInputs = new RecentPredictions(SHORT_CAPACITY);

    /** Predicts by a predictor. */
    public PlanExecutor(Predictor predictor) {
        this.predictor = Objects.requireNonNull(predictor, "predictor");
    }

    /**
     * Runs a plan.
     *
     * @throws CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public <R> R run(Plan<R> plan) {
        Run run = new Run();
        Plan<R> current = plan;
        while (!current.isDone()) {
            current = current.answer(run.answer(current.questions()));
        }
        return current.result();
    }

    /**
     * Runs plans together.
     *
     * @return their results, in their order
     * @throws CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public <R> List<R> runAll(List<Plan<R>> plans) {
        return run(Plan.all(plans));
    }

    /** What is known while some plans run. */
    private final class Run {

        private final Map<Variant, Prediction> known = new RecentPredictions(RUN_CAPACITY);

        List<List<? extends List<?>>> answer(List<Plan.Question<?>> questions) {
            List<List<? extends List<?>>> answers = new ArrayList<>();
            Batch batch = new Batch();
            for (Plan.Question<?> question : questions) {
                answers.add(ask(question, batch));
            }
            predict(batch);
            return answers;
        }

        /** Returns lists that are filled once the batch, or a later one, is predicted. */
        private <M> List<List<M>> ask(Plan.Question<M> question, Batch batch) {
            List<List<M>> answers = new ArrayList<>(question.changes());
            for (int change = 0; change < question.changes(); change++) {
                List<M> values = new ArrayList<>();
                answers.add(values);
                List<Variant> variants = question.variants().apply(change);
                if (variants.isEmpty()) {
                    throw new IllegalArgumentException("needs at least one variant of a change, got none");
                }
                // a batch is read in the order of asking, so values are appended in the order of the variants
                for (Variant variant : variants) {
                    batch.add(variant, prediction -> values.add(question.read().apply(prediction)));
                    if (batch.isFull()) {
                        predict(batch);
                    }
                }
            }
            return answers;
        }

        private void predict(Batch batch) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while explaining");
            }
            List<Variant> inputs = batch.inputs();
            Map<Variant, Prediction> found = recall(inputs);
            List<Variant> asked =
                    inputs.stream().filter(input -> !found.containsKey(input)).toList();
            List<Prediction> predictions = asked.isEmpty() ? List.of() : predictAll(asked);
            for (int i = 0; i < asked.size(); i++) {
                found.put(asked.get(i), predictions.get(i));
                remember(asked.get(i), predictions.get(i));
            }
            batch.read(found);
        }

        private List<Prediction> predictAll(List<Variant> asked) {
            List<Prediction> predictions = predictor.predictAll(asked);
            if (predictions.size() != asked.size()) {
                throw new IllegalStateException(
                        "needs a prediction for each of " + asked.size() + " inputs, got " + predictions.size());
            }
            return predictions;
        }

        private Map<Variant, Prediction> recall(List<Variant> inputs) {
            Map<Variant, Prediction> found = new HashMap<>();
            for (Variant input : inputs) {
                Prediction here = known.get(input);
                if (here != null) {
                    found.put(input, here);
                } else if (input.size() <= 1) {
                    recallShort(input, found);
                }
            }
            return found;
        }

        private void recallShort(Variant input, Map<Variant, Prediction> found) {
            Prediction earlier;
            synchronized (shortInputs) {
                earlier = shortInputs.get(input);
            }
            if (earlier != null) {
                Prediction now = predictor.rejudge(input, earlier);
                found.put(input, now);
                known.put(input, now);
            }
        }

        private void remember(Variant input, Prediction prediction) {
            if (input.size() <= LONGEST) {
                known.put(input, prediction);
            }
            if (input.size() <= 1) {
                synchronized (shortInputs) {
                    shortInputs.put(input, prediction);
                }
            }
        }
    }

    /** Inputs that wait to be predicted, and who reads their predictions. */
    private static final class Batch {

        /** Each input with itself, so that readers share one instance of equal inputs, which may be very long. */
        private final Map<Variant, Variant> inputs = new LinkedHashMap<>();

        private final List<Reader> readers = new ArrayList<>();
        private long words;

        private record Reader(Variant input, Consumer<Prediction> read) {}

        void add(Variant input, Consumer<Prediction> read) {
            Variant same = inputs.putIfAbsent(input, input);
            if (same == null) {
                words += input.size();
            }
            readers.add(new Reader(same == null ? input : same, read));
        }

        boolean isFull() {
            return inputs.size() >= INPUTS_TOGETHER || words >= WORDS_TOGETHER;
        }

        List<Variant> inputs() {
            return List.copyOf(inputs.keySet());
        }

        /** Hands out the predictions, in the order of asking, and is empty then. */
        void read(Map<Variant, Prediction> predictions) {
            for (Reader reader : readers) {
                reader.read.accept(Objects.requireNonNull(predictions.get(reader.input)));
            }
            inputs.clear();
            readers.clear();
            words = 0;
        }
    }

    /** Keeps a number of predictions, those that were asked for last. */
    private static final class RecentPredictions extends LinkedHashMap<Variant, Prediction> {

        private static final long serialVersionUID = 1;

        private final int capacity;

        RecentPredictions(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Variant, Prediction> eldest) {
            return size() > capacity;
        }
    }
}
