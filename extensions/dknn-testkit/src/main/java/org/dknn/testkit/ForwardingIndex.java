package org.dknn.testkit;

import java.util.List;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * An index that asks another one for what every index must do, and has the defaults of the interface in all else; tests override what is to
 * differ. Closing it closes the other one.
 */
public class ForwardingIndex implements NeighborIndex {

    private final NeighborIndex target;

    /** Of the index that is asked. */
    public ForwardingIndex(NeighborIndex target) {
        this.target = target;
    }

    @Override
    public int size() {
        return target.size();
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public Metric metric() {
        return target.metric();
    }

    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        return target.search(queries, k);
    }

    @Override
    public void close() {
        target.close();
    }
}
