package org.dknn.index.faiss;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * A FAISS index with its vectors in Java or in a mapped file; Java computes their distances as {@link Metric} defines them.
 *
 * <p>{@link #close} waits for running searches.
 */
final class FaissIndex implements NeighborIndex {

    private final IndexSpec spec;
    private final Metric metric;
    private final RankingVectors vectors;
    private final NativeSpace space;
    private final CandidateIndex index;
    private final CandidateSearch search;
    private final Life life;

    /** Whether an index is open, shared by all views of it. */
    private static final class Life {
        final ReadWriteLock lock = new ReentrantReadWriteLock();
        boolean closed;
    }

    /**
     * Joins vectors and index; takes ownership of the index.
     *
     * @param space the space of {@code vectors}
     * @param index over that space
     */
    FaissIndex(IndexSpec spec, Metric metric, RankingVectors vectors, NativeSpace space, CandidateIndex index) {
        this(spec, metric, vectors, space, index, new Life());
    }

    private FaissIndex(
            IndexSpec spec, Metric metric, RankingVectors vectors, NativeSpace space, CandidateIndex index, Life life) {
        this.spec = spec;
        this.metric = metric;
        this.vectors = vectors;
        this.space = space;
        this.index = index;
        this.search = new CandidateSearch(spec, metric, vectors, space, index);
        this.life = life;
    }

    /** A view of this index with the search width of a specification; closing one closes both. */
    FaissIndex searchedAs(IndexSpec width) {
        return new FaissIndex(spec.withWidthOf(width), metric, vectors, space, index, life);
    }

    /** Builds an index over prepared vectors. */
    static FaissIndex build(CandidateIndex.Engine engine, IndexSpec spec, Metric metric, PreparedVectors vectors) {
        RankingVectors ranking = RankingVectors.of(vectors);
        return build(engine, spec, metric, ranking, ranking);
    }

    /**
     * Builds an index over vectors that may not be on the heap.
     *
     * @param vectors read while it is built
     * @param ranking the same vectors, kept
     */
    static FaissIndex build(
            CandidateIndex.Engine engine, IndexSpec spec, Metric metric, ReadableRows vectors, RankingVectors ranking) {
        NativeSpace space = NativeSpace.of(vectors, metric);
        CandidateIndex index = engine.build(spec, vectors.columns(), space.size(), space.rows(vectors));
        return new FaissIndex(spec, metric, ranking, space, index);
    }

    @Override
    public int size() {
        return vectors.size();
    }

    @Override
    public int dimension() {
        return vectors.columns();
    }

    @Override
    public Metric metric() {
        return metric;
    }

    /** Description and search width. */
    IndexSpec spec() {
        return spec;
    }

    /** Whether FAISS searches on the CPU. */
    boolean isOnCpu() {
        return index instanceof NativeIndex;
    }

    /** The space of FAISS. */
    SpaceForm form() {
        return space.form();
    }

    /** The vectors, prepared for the metric. */
    RankingVectors vectors() {
        return vectors;
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        life.lock.readLock().lock();
        try {
            requireOpen();
            requireSearchable(queries, k);
            return search.nearest(PreparedVectors.of(queries, metric), k);
        } finally {
            life.lock.readLock().unlock();
        }
    }

    @Override
    public Optional<FloatMatrix> vectors(int... ordinals) {
        life.lock.readLock().lock();
        try {
            requireOpen();
            return Optional.of(vectors.matrix(ordinals));
        } finally {
            life.lock.readLock().unlock();
        }
    }

    /** An operation on the native index. */
    @FunctionalInterface
    interface Use<X extends Exception> {
        void accept(CandidateIndex index) throws X;
    }

    /** Runs an operation on the native index, which cannot be closed meanwhile. */
    <X extends Exception> void use(Use<X> use) throws X {
        life.lock.readLock().lock();
        try {
            requireOpen();
            use.accept(index);
        } finally {
            life.lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (life.closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public void close() {
        life.lock.writeLock().lock();
        try {
            life.closed = true;
            index.close();
        } finally {
            life.lock.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "FaissIndex[" + spec.description() + ", " + size() + " x " + dimension() + ", " + metric + "]";
    }
}
