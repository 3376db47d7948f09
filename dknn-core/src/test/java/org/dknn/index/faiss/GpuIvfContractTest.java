package org.dknn.index.faiss;

import java.nio.file.Path;
import org.dknn.index.IndexFactory;
import org.dknn.testkit.NeighborIndexContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Cells on two devices of the stand-in library, which writes and reads their files; a flat index has none. */
@NeedsFaiss
class GpuIvfContractTest extends NeighborIndexContract {

    @TempDir
    private static Path home;

    private static FaissDevices devices;

    @BeforeAll
    static void compile() throws Exception {
        GpuLibrary library = FakeFaiss.compile(home, 2);
        devices = FaissDevices.of(() -> library, 0, 1);
    }

    @Override
    protected IndexFactory factory() {
        return Faiss.ivf(8, 4).on(devices);
    }
}
