package org.dknn.index.faiss;

import java.nio.file.Path;
import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;
import org.junit.jupiter.api.io.TempDir;

/** Cells whose vectors for ranking are in a file from the beginning. */
@NeedsFaiss
class ScratchIvfContractTest extends NeighborIndexContract {

    @TempDir
    private Path files;

    @Override
    protected IndexFactory factory() {
        return Faiss.ivf(12, 4).mapped(files);
    }
}
