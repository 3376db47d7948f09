package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Kernels of the native library, for the time of a test; the test is skipped where the processor lacks them. */
final class KernelLevel implements AutoCloseable {

    private final int highest;

    private KernelLevel(int highest) {
        this.highest = highest;
    }

    /** Selects a level: 0 is the baseline, 1 AVX2, 2 AVX-512. */
    static KernelLevel of(int level) {
        FaissLibrary.require();
        int highest = FaissNative.kernel_level();
        assumeTrue(level <= highest, "this processor lacks the kernels of level " + level);
        FaissNative.use_kernels(level);
        return new KernelLevel(highest);
    }

    /** Runs a test with a level. */
    static void with(int level, Runnable test) {
        KernelLevel selected = of(level);
        try {
            test.run();
        } finally {
            selected.close();
        }
    }

    @Override
    public void close() {
        FaissNative.use_kernels(highest);
    }
}
