package org.dknn.nlp.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dknn.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explanations of texts that are read as they are needed, a few at a time. Not safe for use by many threads.
 *
 * @param <T> type of the texts
 * @param <E> type of the explanations
 */
final class ExplanationIterator<T, E> implements Iterator<E> {

    private static final Logger LOG = LoggerFactory.getLogger(ExplanationIterator.class);

    private static final int TEXTS_TOGETHER = 32;

    /** Bounds the memory of the changed texts, of which there is about one per word. */
    private static final int CHARACTERS_TOGETHER = 4_096;

    private final Iterator<T> texts;
    private final ToIntFunction<T> characters;
    private final Function<List<T>, List<E>> together;
    private final Function<T, E> alone;
    private final Queue<Supplier<E>> ready = new ArrayDeque<>();

    /**
     * Reads nothing yet.
     *
     * @param characters how many a text has
     * @param together explains a few texts
     * @param alone explains one text; used where a few together fail, so that a text fails in its turn
     */
    ExplanationIterator(
            Iterator<T> texts, ToIntFunction<T> characters, Function<List<T>, List<E>> together, Function<T, E> alone) {
        this.texts = texts;
        this.characters = characters;
        this.together = together;
        this.alone = alone;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || texts.hasNext();
    }

    @Override
    public E next() {
        if (ready.isEmpty()) {
            prepare(take());
        }
        return ready.remove().get();
    }

    private void prepare(List<T> few) {
        try {
            together.apply(few).forEach(explanation -> ready.add(() -> explanation));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("explains {} texts one by one, since together they cannot be", few.size(), e);
            few.forEach(text -> ready.add(() -> alone.apply(text)));
        }
    }

    private List<T> take() {
        if (!texts.hasNext()) {
            throw new NoSuchElementException("all texts are explained");
        }
        List<T> together = new ArrayList<>();
        int taken = 0;
        while (texts.hasNext() && together.size() < TEXTS_TOGETHER && taken < CHARACTERS_TOGETHER) {
            T text = texts.next();
            together.add(text);
            taken += characters.applyAsInt(text);
        }
        return together;
    }

    /**
     * A stream of such explanations, in order.
     *
     * @param texts closed with the stream
     */
    static <T, E> Stream<E> stream(
            Stream<T> texts, ToIntFunction<T> characters, Function<List<T>, List<E>> together, Function<T, E> alone) {
        Iterator<E> explanations = new ExplanationIterator<>(texts.iterator(), characters, together, alone);
        int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(explanations, ordered), false)
                .onClose(texts::close);
    }

    /** All of them, with progress; closes the stream. */
    static <E> List<E> collect(Stream<E> explanations, int total, ProgressListener listener) {
        List<E> collected = new ArrayList<>(total);
        try (explanations) {
            explanations.forEachOrdered(explanation -> {
                collected.add(explanation);
                listener.onProgress("explanations", collected.size(), total);
            });
        }
        return List.copyOf(collected);
    }
}
