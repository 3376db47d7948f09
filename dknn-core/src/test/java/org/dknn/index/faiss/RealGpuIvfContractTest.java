package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

/** Cells on GPU 0. */
@NeedsGpu
class RealGpuIvfContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.ivf(12, 4).on(Faiss.gpu(0));
    }
}
