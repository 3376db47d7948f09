package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

/** Cells with short codes on GPU 0. FAISS has kernels for 1, 2, 3, 4, 8, 12, ... bytes per code, so 8 in place of 6. */
@NeedsGpu
class RealGpuIvfPqContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.ivfpq(12, 4, 8).on(Faiss.gpu(0));
    }
}
