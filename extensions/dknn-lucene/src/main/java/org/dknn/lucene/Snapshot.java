package org.dknn.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DirectoryReader;
import org.dknn.DeepKnn;

/**
 * The reference examples of a {@link LiveDeepKnn} at one moment, with the classifier that predicts by them. Valid while the function
 * runs that {@link LiveDeepKnn#with} gives it to. Safe for use by many threads.
 *
 * @param <I> type of the inputs
 * @since 0.1
 */
public final class Snapshot<I> {

    private final DirectoryReader reader;
    private final long[] ids;
    private final DeepKnn<I> classifier;

    /**
     * Takes ownership of a reader, held once, and of an array.
     *
     * @param ids numbers of the reference examples, in their order
     */
    Snapshot(DirectoryReader reader, long[] ids, DeepKnn<I> classifier) {
        this.reader = reader;
        this.ids = ids;
        this.classifier = classifier;
    }

    /** The classifier, which others use as well: do not close it. {@link DeepKnn#save} writes it as any other. */
    public DeepKnn<I> classifier() {
        return classifier;
    }

    /** Number of a reference example, the same in all snapshots, for {@link LiveDeepKnn#remove}. */
    public long id(int ordinal) {
        return ids[ordinal];
    }

    DirectoryReader reader() {
        return reader;
    }

    /** Keeps the files open until {@link #release}; false if they are closed already. */
    boolean hold() {
        return reader.tryIncRef();
    }

    /** Ends a {@link #hold}, or the one it was made with; the last one closes the files. */
    void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + reader + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Snapshot[" + classifier + "]";
    }
}
