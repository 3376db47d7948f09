package org.dknn.index.faiss;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.index.Neighbors;
import org.dknn.internal.SharedWork;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Search in two steps: FAISS finds more than k candidates, then exact distances order them.
 *
 * <p>A flat index must give the answer of a full sort: its candidates are accepted only if no other vector can be among
 * the k nearest, {@linkplain RoundingError rounding errors} included. So every vector at the
 * k-th distance is a candidate and counted. If that cannot be proved (many equally near vectors), or if an approximate index finds fewer than k, the search widens, and finally compares every vector.
 *
 * <p>Queries are spread over the threads of the call in chunks; if there is one chunk, its candidates are ordered there. FAISS
 * uses one OpenMP thread per chunk, because several would spin while they wait for each other. Immutable; many threads
 * may search at once.
 */
final class CandidateSearch {

    private static final int WIDER_ROUNDS = 3;

    private final IndexSpec spec;
    private final Metric metric;
    private final RankingVectors vectors;
    private final NativeSpace space;
    private final CandidateIndex index;

    CandidateSearch(IndexSpec spec, Metric metric, RankingVectors vectors, NativeSpace space, CandidateIndex index) {
        this.spec = spec;
        this.metric = metric;
        this.vectors = vectors;
        this.space = space;
        this.index = index;
    }

    /**
     * The k nearest vectors of each query.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    List<Neighbors> nearest(PreparedVectors queries, int k) {
        Neighbors[] found = new Neighbors[queries.matrix().rows()];
        int chunk = index.chunk(Math.max(1, found.length), spec);
        SharedWork.run(
                (found.length + chunk - 1) / chunk,
                "searching",
                i -> searchChunk(queries, i * chunk, Math.min(found.length, (i + 1) * chunk), k, found));
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
        IntConsumer rank = q -> {
            Question question = new Question(queries, q, k, NativeSpace.length(placed, q - from, error.columns()));
            Optional<Neighbors> settled = settle(question, candidates, q - from, error);
            found[q] = settled.isPresent() ? settled.get() : searchWider(question);
        };
        if (to - from == found.length) {
            SharedWork.run(to - from, "searching", i -> rank.accept(from + i));
        } else {
            // one of several chunks is on one of the cores already
            IntStream.range(from, to).forEach(rank);
        }
    }

    /** One query: a row of {@code queries}, and the length of its vector in FAISS's space. */
    private record Question(PreparedVectors queries, int row, int k, double length) {

        /** Whether the query has a direction and lies within the limits of FAISS's space. */
        boolean hasPlace() {
            return Double.isFinite(length) && !queries.isDirectionless(row);
        }
    }

    /** Number of candidates: some more than k for rounding errors, a multiple of k if FAISS compares codes of vectors. */
    private int wanted(int k) {
        long wanted = spec.comparesVectors() ? k + Math.max(8, k / 4) : (long) spec.rerank() * k + 16;
        return (int) Math.min(Integer.MAX_VALUE, wanted);
    }

    /** Whether comparing every vector is no more work than ordering this number of candidates. */
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
            // every vector at the k-th distance is to be a candidate, because they are counted
            float kth = metric.boundOfEqual(ranking.squared(question.k() - 1));
            // not "<=", as the farthest may be NaN
            if (!(candidates.farthest(at) > kth + error.at(kth, question.length()))) {
                return Optional.empty();
            }
        }
        Neighbors nearest = ranking.first(question.k(), metric);
        int others = ranking.equalBehind(question.k(), metric) + leftOutBehind(nearest);
        return Optional.of(spec.isExact() ? nearest.withOthers(others) : nearest.withOtherCandidates(others));
    }

    /** Number of vectors that neither FAISS nor the ranking holds and that are as far as the last neighbor. */
    private int leftOutBehind(Neighbors nearest) {
        int behind = Math.max(0, space.leftOut().length - nearest.size());
        return nearest.distance(nearest.size() - 1) == metric.toDistance(PreparedVectors.RIGHT_ANGLE) ? behind : 0;
    }

    /**
     * The candidates, and the first k of the vectors that FAISS does not hold: those are equally far, so k are enough.
     */
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
        int[] all = IntStream.range(0, vectors.size()).toArray();
        ExactRanking ranking = ExactRanking.of(vectors, all, queries, query);
        return ranking.first(k, metric).withOthers(ranking.equalBehind(k, metric));
    }
}
