package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dknn.testkit.ExactNeighborIndexContract;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

class ExactIndexTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return ExactIndex.factory();
    }

    @Test
    void tells_its_shape() {
        try (NeighborIndex index = factory().build(VECTORS, Metric.COSINE)) {
            assertEquals("ExactIndex[600 x 24, cosine]", index.toString());
            assertEquals("exact", factory().name());
        }
    }
}
