package org.dknn.nlp.attribution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dknn.Prediction;

/**
 * Predicts what plans ask for and reads them. The inputs of all plans of a round go through the classifier together, each once, in
 * batches of at most {@value Pace#MOST} inputs and some four million words, so that memory is bounded however long a text is.
 *
 * <p>Keeps two kinds of predictions. While plans run, the last {@value #RUN_CAPACITY}, as the rounds of a search ask for the same
 * inputs again; inputs of more than {@value #LONGEST} words are not kept. From run to run, those of the {@value #SHORT_CAPACITY}
 * inputs of one word or none that were asked for last, as they come back with every text that has the word: some 40 MB with k = 75
 * and four layers. They are judged again each time, so that a calibration that has grown counts. Safe for use by many threads;
 * starts none.
 */
public final class PlanExecutor {

    private static final long WORDS_TOGETHER = 4_000_000;
    private static final int RUN_CAPACITY = 8_192;
    private static final int LONGEST = 1_000;
    private static final int SHORT_CAPACITY = 4_000;

    private final Predictor predictor;
    private final LongSupplier nanos;
    private final Map<Variant, Prediction> shortInputs = new RecentPredictions(SHORT_CAPACITY);

    /** Predicts by a predictor. */
    public PlanExecutor(Predictor predictor) {
        this(predictor, System::nanoTime);
    }

    /** Predicts by a predictor, and reads the time in nanoseconds. */
    PlanExecutor(Predictor predictor, LongSupplier nanos) {
        this.predictor = Objects.requireNonNull(predictor, "predictor");
        this.nanos = nanos;
    }

    /**
     * Runs a plan.
     *
     * @throws CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public <R> R run(Plan<R> plan) {
        return run(plan, new Run(Pace.unhurried()));
    }

    /**
     * Runs a plan as far as time allows. Once the time is over, only what a plan cannot do without is predicted, such as the whole
     * input; it tells in its result what it did not ask for ({@link Attributions#isFinal}). Inputs go through the classifier in
     * batches that are expected to take half of the time that is left, or {@value Pace#FEWEST} inputs; so it takes longer than the
     * time by one such batch at most, and by what must be predicted.
     *
     * @param time from now on, more than 0
     * @throws CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public <R> R run(Plan<R> plan, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("needs a time above 0, got " + time);
        }
        return run(plan, new Run(Pace.within(time, nanos)));
    }

    private static <R> R run(Plan<R> plan, Run run) {
        Plan<R> current = plan;
        while (!current.isDone()) {
            current = current.answer(run.answer(current.questions(), current.ahead()));
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
        private final Pace pace;

        Run(Pace pace) {
            this.pace = pace;
        }

        List<List<? extends List<?>>> answer(List<Plan.Question<?>> questions, List<Plan.Question<?>> ahead) {
            List<Asked<?>> asked = new ArrayList<>();
            Batch batch = new Batch();
            for (Plan.Question<?> question : questions) {
                asked.add(ask(question, batch));
            }
            if (pace.isUnhurried()) {
                ahead.forEach(question -> takeAlong(question, batch));
            }
            predict(batch);
            return asked.stream().<List<? extends List<?>>>map(Asked::whole).toList();
        }

        /** Returns lists that are filled once the batch, or a later one, is predicted. */
        private <M> Asked<M> ask(Plan.Question<M> question, Batch batch) {
            List<List<M>> answers = new ArrayList<>(question.changes());
            List<Integer> counts = new ArrayList<>(question.changes());
            for (int change = 0; change < question.changes(); change++) {
                List<M> values = new ArrayList<>();
                answers.add(values);
                List<Variant> variants = question.variants().apply(change);
                if (variants.isEmpty()) {
                    throw new IllegalArgumentException("needs at least one variant of a change, got none");
                }
                counts.add(variants.size());
                // a batch is read in the order of asking, so values are appended in the order of the variants
                for (Variant variant : variants) {
                    batch.add(
                            variant,
                            question.isOptional(),
                            prediction -> values.add(question.read().apply(prediction)));
                    if (batch.isFull(pace.inputsTogether())) {
                        predict(batch);
                    }
                }
            }
            return new Asked<>(answers, counts);
        }

        /** Adds what nobody reads yet, as far as it fits into the batch and is kept when it is predicted. */
        private void takeAlong(Plan.Question<?> question, Batch batch) {
            for (int change = 0; change < question.changes(); change++) {
                for (Variant variant : question.variants().apply(change)) {
                    if (batch.isFull(pace.inputsTogether()) || variant.size() > LONGEST) {
                        return;
                    }
                    batch.takeAlong(variant);
                }
            }
        }

        private void predict(Batch batch) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while explaining");
            }
            List<Variant> inputs = batch.inputs();
            Map<Variant, Prediction> found = recall(inputs);
            Predicate<Variant> isWanted = pace.isOver() ? batch.needed()::contains : input -> true;
            List<Variant> asked = inputs.stream()
                    .filter(input -> !found.containsKey(input) && isWanted.test(input))
                    .toList();
            List<Prediction> predictions = asked.isEmpty() ? List.of() : predictAll(asked);
            for (int i = 0; i < asked.size(); i++) {
                found.put(asked.get(i), predictions.get(i));
                remember(asked.get(i), predictions.get(i));
            }
            batch.read(found);
        }

        private List<Prediction> predictAll(List<Variant> asked) {
            long start = pace.now();
            List<Prediction> predictions = predictor.predictAll(asked);
            if (predictions.size() != asked.size()) {
                throw new IllegalStateException(
                        "needs a prediction for each of " + asked.size() + " inputs, got " + predictions.size());
            }
            pace.tookSince(start, asked.size());
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

    /**
     * Answers to a question.
     *
     * @param answers one list per change
     * @param counts number of variants of each change
     */
    private record Asked<M>(List<List<M>> answers, List<Integer> counts) {

        /** The answers; none to a change of which a variant was not predicted. */
        List<List<M>> whole() {
            for (int change = 0; change < counts.size(); change++) {
                if (answers.get(change).size() < counts.get(change)) {
                    answers.get(change).clear();
                }
            }
            return answers;
        }
    }

    /** Inputs that wait to be predicted, and who reads their predictions. */
    private static final class Batch {

        /** Each input with itself, so that readers share one instance of equal inputs, which may be very long. */
        private final Map<Variant, Variant> inputs = new LinkedHashMap<>();

        private final List<Reader> readers = new ArrayList<>();
        private long words;

        private record Reader(Variant input, boolean isOptional, Consumer<Prediction> read) {}

        void add(Variant input, boolean isOptional, Consumer<Prediction> read) {
            readers.add(new Reader(takeAlong(input), isOptional, read));
        }

        /** Adds an input that nobody reads, and returns the instance that is kept of it. */
        Variant takeAlong(Variant input) {
            Variant same = inputs.putIfAbsent(input, input);
            if (same != null) {
                return same;
            }
            words += input.size();
            return input;
        }

        boolean isFull(int inputsTogether) {
            return inputs.size() >= inputsTogether || words >= WORDS_TOGETHER;
        }

        List<Variant> inputs() {
            return List.copyOf(inputs.keySet());
        }

        /** Those that a plan cannot do without. */
        Set<Variant> needed() {
            return readers.stream()
                    .filter(reader -> !reader.isOptional)
                    .map(Reader::input)
                    .collect(Collectors.toSet());
        }

        /** Hands out the predictions that there are, in the order of asking, and is empty then. */
        void read(Map<Variant, Prediction> predictions) {
            for (Reader reader : readers) {
                Prediction prediction = predictions.get(reader.input);
                if (prediction != null) {
                    reader.read.accept(prediction);
                }
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
