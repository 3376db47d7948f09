package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

@NeedsFaiss
class IvfPqContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.ivfpq(12, 4, 6);
    }
}
