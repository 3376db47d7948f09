package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

/** An index that answers every query but the first as if it were the one before must fail. */
class BrokenIndexTest {

    @Test
    void an_index_that_mixes_up_queries_fails() {
        Contract contract = new Contract();

        assertThrows(AssertionError.class, () -> contract.reports_bitwise_the_distances_of_the_metric(Metric.COSINE));
        assertThrows(AssertionError.class, () -> contract.a_query_alone_is_answered_as_in_a_batch(Metric.EUCLIDEAN));
        assertThrows(AssertionError.class, () -> contract.equals_a_full_sort(Metric.EUCLIDEAN));
    }

    private static final class Contract extends ExactNeighborIndexContract {

        @Override
        protected IndexFactory factory() {
            return new Factory(ExactIndex.factory());
        }
    }

    private record Factory(IndexFactory exact) implements IndexFactory {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return new Shifted(exact.build(vectors, metric));
        }

        @Override
        public void save(NeighborIndex index, Path file) {
            throw new IllegalArgumentException("not saved");
        }

        @Override
        public NeighborIndex load(Path file) {
            throw new IllegalArgumentException("not loaded");
        }
    }

    private static final class Shifted extends ForwardingIndex {

        Shifted(NeighborIndex exact) {
            super(exact);
        }

        @Override
        public List<Neighbors> search(FloatMatrix queries, int k) {
            List<Neighbors> found = new ArrayList<>(super.search(queries, k));
            Collections.rotate(found, 1);
            return found;
        }
    }
}
