package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

@NeedsFaiss
class HnswContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.hnsw(16);
    }
}
