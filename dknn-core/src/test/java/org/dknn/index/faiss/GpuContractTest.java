package org.dknn.index.faiss;

import java.nio.file.Path;
import org.dknn.index.IndexFactory;
import org.dknn.testkit.ExactNeighborIndexContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A flat index on a device of the stand-in library. */
@NeedsFaiss
class GpuContractTest extends ExactNeighborIndexContract {

    @TempDir
    private static Path home;

    private static FaissDevices devices;

    @BeforeAll
    static void compile() throws Exception {
        GpuLibrary library = FakeFaiss.compile(home, 1);
        devices = FaissDevices.of(() -> library, 0);
    }

    @Override
    protected IndexFactory factory() {
        return Faiss.flat().on(devices);
    }
}
