package org.dknn.index.faiss;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;

/**
 * The JavaCPP preset of the {@code -gpu} extension, built by {@code -Pfaiss-gpu}: the C interface of a FAISS for GPUs,
 * over its C++ classes. {@link GpuLibrary} opens the library as it opens {@code libfaiss_c.so}.
 */
@Properties(
        @Platform(
                value = "linux-x86_64",
                extension = "-gpu",
                include = "dknn_faiss_gpu.h",
                compiler = "cpp17",
                library = FaissGpuNative.LIBRARY,
                link = "faiss#"))
final class FaissGpuNative {

    static final String LIBRARY = "jnidknnfaissgpu";
    static final String PLATFORM = "linux-x86_64-gpu";

    private FaissGpuNative() {}

    /** Number of CUDA devices, by the C interface. */
    static native int faiss_get_num_gpus(int[] count);
}
