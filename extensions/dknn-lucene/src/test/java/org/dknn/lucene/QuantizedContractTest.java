package org.dknn.lucene;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;

class QuantizedContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return new LuceneFactory().quantized().searchWidth(40);
    }
}
