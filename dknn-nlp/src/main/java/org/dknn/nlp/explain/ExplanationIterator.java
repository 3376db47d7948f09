package org.dknn.nlp.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Explanations of texts that are read as they are needed, a few at a time. Not safe for use by many threads.
 */
final class ExplanationIterator implements Iterator<Explanation> {

    private static final int TEXTS_TOGETHER = 32;

    /** Bounds the memory of the changed texts, of which there is about one a word. */
    private static final int CHARACTERS_TOGETHER = 4_096;

    private final Iterator<String> texts;
    private final Function<List<String>, List<Supplier<Explanation>>> explain;
    private final Queue<Supplier<Explanation>> ready = new ArrayDeque<>();

    /**
     * Reads nothing yet.
     *
     * @param explain explains a few texts together
     */
    ExplanationIterator(Iterator<String> texts, Function<List<String>, List<Supplier<Explanation>>> explain) {
        this.texts = texts;
        this.explain = explain;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || texts.hasNext();
    }

    @Override
    public Explanation next() {
        if (ready.isEmpty()) {
            ready.addAll(explain.apply(take()));
        }
        return ready.remove().get();
    }

    private List<String> take() {
        if (!texts.hasNext()) {
            throw new NoSuchElementException("all texts are explained");
        }
        List<String> together = new ArrayList<>();
        int characters = 0;
        while (texts.hasNext() && together.size() < TEXTS_TOGETHER && characters < CHARACTERS_TOGETHER) {
            String text = texts.next();
            together.add(text);
            characters += text.length();
        }
        return together;
    }
}
