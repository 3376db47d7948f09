package org.dknn.index.faiss;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The C library of an installed FAISS ({@code libfaiss_c.so}), opened at run time. The system property {@value #HOME}
 * names its installation folder; without it the system's loader searches its library path.
 */
final class GpuLibrary {

    /** System property that names the folder in which FAISS is installed. */
    static final String HOME = "org.dknn.faiss.home";

    private static final String FILE = "libfaiss_c.so";
    private static final String DRIVER = "libcuda.so.1";

    private final FaissNative.CLibrary library;

    private GpuLibrary(FaissNative.CLibrary library) {
        this.library = library;
    }

    /** Opens a library. */
    interface Source {

        /**
         * The library.
         *
         * @throws IllegalStateException if it does not load; the message says why and what to do
         */
        GpuLibrary open();
    }

    /** The installed library, loaded at the first {@code open}. */
    static Source installed() {
        return Holder::open;
    }

    /** Loads the library once and keeps it, or the reason of the failure. */
    private static final class Holder {

        static final Optional<GpuLibrary> LIBRARY;
        static final String FAILURE;

        static {
            Optional<GpuLibrary> library = Optional.empty();
            String failure = "";
            try {
                library = Optional.of(GpuLibrary.open(locate(Optional.ofNullable(System.getProperty(HOME)))));
            } catch (IllegalStateException e) {
                failure = String.valueOf(e.getMessage());
            }
            LIBRARY = library;
            FAILURE = failure;
        }

        static GpuLibrary open() {
            return LIBRARY.orElseThrow(() -> new IllegalStateException(FAILURE));
        }
    }

    /**
     * The file to open.
     *
     * @param home the installation folder; without one the system's loader searches its library path
     * @throws IllegalStateException if the folder holds no such file
     */
    static String locate(Optional<String> home) {
        if (home.isEmpty()) {
            return FILE;
        }
        return Stream.of("lib", "lib64", "")
                .map(folder -> Path.of(home.get(), folder, FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException("-D" + HOME + "=" + home.get() + " holds no lib/" + FILE
                        + "; name the folder of a FAISS with its C library"));
    }

    /**
     * Loads a library.
     *
     * @throws IllegalStateException if it does not load; the message says why and what to do
     */
    static GpuLibrary open(String file) {
        FaissLibrary.require();
        try {
            return new GpuLibrary(new FaissNative.CLibrary(file));
        } catch (FaissException e) {
            throw new IllegalStateException(
                    "FAISS for GPUs is not available: " + file + " does not load (" + e.getMessage()
                            + "); install FAISS with GPU support and its C library, and name the folder with lib/"
                            + FILE + " by -D" + HOME + "=DIR",
                    e);
        }
    }

    /** The native library. */
    FaissNative.CLibrary library() {
        return library;
    }

    /** Why a device cannot be used: GPU support, the driver or the GPU is missing. Empty if the device can be used. */
    Optional<String> whyUnavailable(int device) {
        if (!library.has_gpu()) {
            return Optional.of(FILE + " is built without GPU support; install FAISS with GPU support");
        }
        int count = count();
        if (device < count) {
            return Optional.empty();
        }
        if (count == 0 && !FaissNative.loads(DRIVER)) {
            return Optional.of("the NVIDIA driver is missing: " + DRIVER + " does not load; install the driver");
        }
        return Optional.of(
                count == 0 ? "no GPU found" : "GPU " + device + " not found; GPUs are numbered 0 to " + (count - 1));
    }

    /** Number of GPUs; 0 if CUDA fails, as it does without a driver. */
    private int count() {
        try {
            return library.gpus();
        } catch (FaissException e) {
            return 0;
        }
    }
}
