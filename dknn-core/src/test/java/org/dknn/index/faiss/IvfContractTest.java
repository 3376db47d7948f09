package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

@NeedsFaiss
class IvfContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.ivf(12, 4);
    }
}
