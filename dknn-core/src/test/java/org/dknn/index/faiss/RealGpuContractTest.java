package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.ExactNeighborIndexContract;

/** A flat index on GPU 0. */
@NeedsGpu
class RealGpuContractTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.flat().on(Faiss.gpu(0));
    }
}
