package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

@NeedsFaiss
class FactoryContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.factory("PCA16,IVF8_HNSW8,SQ8");
    }
}
