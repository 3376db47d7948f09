package org.dknn.index.faiss;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.dknn.index.Neighbors;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Lets FAISS find more than k candidates, then orders them by exact distances.
 *
 * <p>A flat index must answer as a full sort does: its candidates count only if no other vector can be among the k
 * nearest, {@linkplain RoundingError rounding} included. Where that cannot be shown (many equally near vectors), or where
 * an approximate index finds fewer than k, it searches wider, and at last compares every vector.
 *
 * <p>Queries are spread over the common pool in chunks, and FAISS works on one thread of OpenMP each, so that its threads
 * never wait for each other by spinning. Immutable; many threads may search at once.
 */
final class CandidateSearch {

    private static final int WIDER_ROUNDS = 3;

    private final IndexSpec spec;
    private final Metric metric;
    private final PreparedVectors vectors;
    private final NativeSpace space;
    private final CandidateIndex index;

    CandidateSearch(IndexSpec spec, Metric metric, PreparedVectors vectors, NativeSpace space, CandidateIndex index) {
        this.spec = spec;
        this.metric = metric;
        this.vectors = vectors;
        this.space = space;
        this.index = index;
    }

    /**
     * The k nearest vectors of each query.
     *
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    List<Neighbors> nearest(PreparedVectors queries, int k) {
        Thread caller = Thread.currentThread();
        AtomicBoolean cancelled = new AtomicBoolean();
        Neighbors[] found = new Neighbors[queries.matrix().rows()];
        int chunk = index.chunk(Math.max(1, found.length), spec);
        int chunks = (found.length + chunk - 1) / chunk;
        IntStream starts = IntStream.range(0, chunks).map(i -> i * chunk);
        (chunks > 1 ? starts.parallel() : starts).forEach(from -> {
            if (caller.isInterrupted()) {
                cancelled.set(true);
            } else {
                searchChunk(queries, from, Math.min(found.length, from + chunk), k, found);
            }
        });
        if (cancelled.get()) {
            throw new CancellationException("interrupted while searching for " + found.length + " queries");
        }
        return List.of(found);
    }

    private void searchChunk(PreparedVectors queries, int from, int to, int k, Neighbors[] found) {
        int wanted = wanted(k);
        if (isMost(wanted)) {
            IntStream.range(from, to).forEach(q -> found[q] = compareAll(queries, q, k));
            return;
        }
        float[] placed = space.place(queries.matrix(), from, to);
        Candidates candidates = index.search(placed, to - from, wanted, spec);
        RoundingError error = new RoundingError(queries.matrix().columns(), index.multiplies(to - from));
        for (int q = from; q < to; q++) {
            Question question = new Question(queries, q, k, NativeSpace.length(placed, q - from, error.columns()));
            Optional<Neighbors> settled = settle(question, candidates, q - from, error);
            found[q] = settled.isPresent() ? settled.get() : searchWider(question);
        }
    }

    /** One query: a row of {@code queries}, whose place in FAISS's space has a length. */
    private record Question(PreparedVectors queries, int row, int k, double length) {

        /** Whether FAISS sees the query where it is. */
        boolean hasPlace() {
            return Double.isFinite(length) && !queries.isDirectionless(row);
        }
    }

    /** More than k, so that the order of FAISS may be off a little; far more where FAISS compares codes of vectors. */
    private int wanted(int k) {
        long wanted = spec.comparesVectors() ? k + Math.max(8, k / 4) : 4L * k + 16;
        return (int) Math.min(Integer.MAX_VALUE, wanted);
    }

    /** Whether so many candidates are so many that comparing every vector is no more work. */
    private boolean isMost(long wanted) {
        return wanted > index.size() / 2 || wanted > index.mostCandidates();
    }

    private Optional<Neighbors> settle(Question question, Candidates candidates, int at, RoundingError error) {
        int[] ordinals = ordinals(candidates, at, question.k());
        if (ordinals.length < question.k() || !question.hasPlace()) {
            return Optional.empty();
        }
        ExactRanking ranking = ExactRanking.of(vectors, ordinals, question.queries(), question.row());
        if (spec.isExact()) {
            float kth = ranking.squared(question.k() - 1);
            // not "<=", as the farthest may be NaN
            if (!(candidates.farthest(at) > kth + error.at(kth, question.length()))) {
                return Optional.empty();
            }
        }
        return Optional.of(ranking.first(question.k(), metric));
    }

    /** What FAISS found, and of what it does not hold the first k: these are equally far, so no other counts. */
    private int[] ordinals(Candidates candidates, int at, int k) {
        int count = candidates.count(at);
        int[] leftOut = space.leftOut();
        int[] ordinals = new int[count + Math.min(k, leftOut.length)];
        for (int rank = 0; rank < count; rank++) {
            ordinals[rank] = space.ordinal(candidates.row(at, rank));
        }
        System.arraycopy(leftOut, 0, ordinals, count, ordinals.length - count);
        return ordinals;
    }

    private Neighbors searchWider(Question question) {
        int columns = question.queries().matrix().columns();
        IndexSpec wider = spec;
        long wanted = wanted(question.k());
        for (int round = 0; round < WIDER_ROUNDS && question.hasPlace(); round++) {
            wider = wider.wider();
            wanted = 4 * wanted;
            if (isMost(wanted)) {
                break;
            }
            float[] placed = space.place(question.queries().matrix(), question.row(), question.row() + 1);
            Candidates candidates = index.search(placed, 1, (int) wanted, wider);
            Optional<Neighbors> settled =
                    settle(question, candidates, 0, new RoundingError(columns, index.multiplies(1)));
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return compareAll(question.queries(), question.row(), question.k());
    }

    private Neighbors compareAll(PreparedVectors queries, int query, int k) {
        int[] all = IntStream.range(0, vectors.matrix().rows()).toArray();
        return ExactRanking.of(vectors, all, queries, query).first(k, metric);
    }
}
