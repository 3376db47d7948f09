package org.dknn.nlp.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dknn.ProgressListener;

/**
 * Explanations of texts that are read as they are needed, a few at a time. Not safe for use by many threads.
 *
 * @param <T> type of the texts
 * @param <E> type of the explanations
 */
final class ExplanationIterator<T, E> implements Iterator<E> {

    private static final int TEXTS_TOGETHER = 32;

    /** Bounds the memory of the changed texts, of which there is about one a word. */
    private static final int CHARACTERS_TOGETHER = 4_096;

    private final Iterator<T> texts;
    private final ToIntFunction<T> characters;
    private final Function<List<T>, List<Supplier<E>>> explain;
    private final Queue<Supplier<E>> ready = new ArrayDeque<>();

    /**
     * Reads nothing yet.
     *
     * @param characters how many a text has
     * @param explain explains a few texts together
     */
    ExplanationIterator(Iterator<T> texts, ToIntFunction<T> characters, Function<List<T>, List<Supplier<E>>> explain) {
        this.texts = texts;
        this.characters = characters;
        this.explain = explain;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || texts.hasNext();
    }

    @Override
    public E next() {
        if (ready.isEmpty()) {
            ready.addAll(explain.apply(take()));
        }
        return ready.remove().get();
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
            Stream<T> texts, ToIntFunction<T> characters, Function<List<T>, List<Supplier<E>>> explain) {
        Iterator<E> explanations = new ExplanationIterator<>(texts.iterator(), characters, explain);
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
