package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dknn.index.Neighbors;
import org.dknn.internal.WorkScope;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search while other threads act, over an index without FAISS. */
@Timeout(60)
class FaissIndexTest {

    private static final FloatMatrix VECTORS = RandomVectors.normal(80, 100, 4);
    private static final FloatMatrix QUERIES = RandomVectors.normal(81, 20, 4);

    /** Finds the first rows for every query, one query per call. */
    private static final class FirstRows implements CandidateIndex {

        private final Runnable meanwhile;
        private final AtomicInteger searches = new AtomicInteger();
        private volatile boolean closed;

        FirstRows(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public int size() {
            return VECTORS.rows();
        }

        @Override
        public int mostCandidates() {
            return VECTORS.rows();
        }

        @Override
        public boolean multiplies(int queries) {
            return false;
        }

        @Override
        public int chunk(int queries, IndexSpec spec) {
            return 1;
        }

        @Override
        public Candidates search(float[] queries, int n, int k, IndexSpec spec) {
            searches.incrementAndGet();
            meanwhile.run();
            long[] rows = new long[n * k];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i % k;
            }
            return new Candidates(k, rows, new float[n * k]);
        }

        @Override
        public void write(Path file) throws IOException {
            throw new IOException("nothing to write");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static FaissIndex over(FirstRows rows) {
        IndexSpec spec = IndexSpec.of("IVF8,Flat");
        PreparedVectors vectors = PreparedVectors.of(VECTORS, Metric.EUCLIDEAN);
        RankingVectors ranking = RankingVectors.of(vectors);
        NativeSpace space = NativeSpace.of(ranking, Metric.EUCLIDEAN);
        return new FaissIndex(spec, Metric.EUCLIDEAN, ranking, space, rows);
    }

    @Test
    void closing_waits_for_a_search_that_runs() throws InterruptedException {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FirstRows rows = new FirstRows(() -> {
            searching.countDown();
            await(goOn);
        });
        FaissIndex index = over(rows);
        CompletableFuture<List<Neighbors>> search =
                CompletableFuture.supplyAsync(() -> index.search(QUERIES, 5), command -> new Thread(command).start());
        searching.await();

        Thread closing = new Thread(index::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        boolean closedMeanwhile = rows.closed;
        goOn.countDown();
        closing.join();

        assertFalse(closedMeanwhile);
        assertTrue(rows.closed);
        assertEquals(20, search.join().size());
        assertThrows(IllegalStateException.class, () -> index.search(QUERIES, 5));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_interrupt_between_two_chunks_ends_the_search() {
        FirstRows rows = new FirstRows(() -> Thread.currentThread().interrupt());
        // of one thread, so that one chunk comes after the other
        WorkScope alone = new WorkScope(task -> {}, 0);

        try (FaissIndex index = over(rows)) {
            assertThrows(CancellationException.class, () -> alone.run(() -> index.search(QUERIES, 5)));
            assertTrue(Thread.interrupted());
        }

        assertEquals(1, rows.searches.get());
    }
}
