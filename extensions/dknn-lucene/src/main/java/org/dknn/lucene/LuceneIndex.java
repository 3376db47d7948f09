package org.dknn.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Rows of a Lucene index. Lucene's graph proposes candidates; their vectors are read from disk, and their exact distances
 * decide. Queries are spread over the cores, in the common pool. {@link #close} waits for running searches.
 */
final class LuceneIndex implements NeighborIndex {

    private final List<SegmentRows> segments;
    private final StoredSpace space;
    private final GraphForm form;
    private final Optional<IndexStore> store;
    private final int size;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * An index of the rows of some segments, in order.
     *
     * @param store that holds them and nothing else, closed with the index; none if others own it
     */
    LuceneIndex(List<SegmentRows> segments, StoredSpace space, GraphForm form, Optional<IndexStore> store) {
        this.segments = List.copyOf(segments);
        this.space = space;
        this.form = form;
        this.store = store;
        this.size = segments.stream().mapToInt(SegmentRows::size).sum();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return space.columns();
    }

    @Override
    public Metric metric() {
        return space.metric();
    }

    GraphForm form() {
        return form;
    }

    StoredSpace space() {
        return space;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        lock.readLock().lock();
        try {
            requireOpen();
            requireSearchable(queries, k);
            PreparedVectors prepared = PreparedVectors.of(queries, metric());
            Thread caller = Thread.currentThread();
            return IntStream.range(0, queries.rows())
                    .parallel()
                    .mapToObj(query -> nearest(prepared, query, k, caller))
                    .toList();
        } catch (CancellationException e) { // from another thread it comes without its message
            throw (CancellationException) new CancellationException("interrupted during a search").initCause(e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Neighbors nearest(PreparedVectors queries, int query, int k, Thread caller) {
        if (caller.isInterrupted()) {
            throw new CancellationException();
        }
        try {
            float[] placed = queries.matrix().row(query);
            // zeros are equally far from all, so no graph tells which come first
            int count = queries.isDirectionless(query) ? size : Math.max(form.searchWidth(), widened(k));
            List<int[]> candidates = new ArrayList<>(segments.size());
            for (SegmentRows segment : segments) {
                candidates.add(segment.candidates(placed, count));
            }
            return ranked(candidates, queries, query).nearest(k, metric(), size);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the vectors of " + this + ": " + e.getMessage(), e);
        }
    }

    /** Somewhat more than k, as the graph's order is not the exact one. */
    private static int widened(int k) {
        return (int) Math.min(Integer.MAX_VALUE, k + Math.max(8L, k / 4));
    }

    private Ranking ranked(List<int[]> candidates, PreparedVectors queries, int query) throws IOException {
        int zeros = segments.stream().mapToInt(SegmentRows::zeros).sum();
        int others = candidates.stream().mapToInt(positions -> positions.length).sum();
        Ranking ranking = new Ranking(zeros + others);
        for (int segment = 0; segment < candidates.size(); segment++) {
            segments.get(segment).rank(candidates.get(segment), queries, query, ranking);
        }
        return ranking;
    }

    /** Reads or writes what the index holds. */
    @FunctionalInterface
    interface Use<T> {
        T apply(Optional<IndexStore> store, List<SegmentRows> segments) throws IOException;
    }

    /** Uses the store and the segments, which cannot be closed meanwhile. */
    <T> T use(Use<T> use) throws IOException {
        lock.readLock().lock();
        try {
            requireOpen();
            return use.apply(store, segments);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                store.ifPresent(IndexStore::close);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "LuceneIndex[" + size + " x " + dimension() + ", " + metric() + (form.quantized() ? ", quantized" : "")
                + "]";
    }
}
