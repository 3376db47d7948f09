package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * A FAISS with a C interface, or why there is none: loaded when first asked for. It is an installed one that {@value #HOME}
 * names, else dknn's {@code -gpu} extension, where that was built, else what the system's loader finds.
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

    /** A library, or why it does not load. */
    interface Source {

        /**
         * The library.
         *
         * @throws IllegalStateException telling what is missing
         */
        GpuLibrary open();
    }

    /** The library of this system; looked for once, at the first {@code open}. */
    static Source installed() {
        return Holder::open;
    }

    /** Looks for the library when first asked, and keeps what came of it. */
    private static final class Holder {

        static final Optional<GpuLibrary> LIBRARY;
        static final String FAILURE;

        static {
            Optional<GpuLibrary> library = Optional.empty();
            String failure = "";
            try {
                Optional<String> home = Optional.ofNullable(System.getProperty(HOME));
                Optional<String> extension = home.isPresent() ? Optional.empty() : extension();
                library = Optional.of(GpuLibrary.open(locate(home, extension)));
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

    /** The library of the extension, unpacked; empty where none was built. */
    private static Optional<String> extension() {
        String resource = FaissGpuNative.PLATFORM + "/lib" + FaissGpuNative.LIBRARY + ".so";
        if (GpuLibrary.class.getResource(resource) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Loader.cacheResource(GpuLibrary.class, resource).getPath());
        } catch (IOException e) {
            throw new IllegalStateException("dknn's extension for GPUs cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /**
     * The file in a folder where FAISS is installed; without a folder that of the extension, and without one a name that
     * the system's loader looks for.
     */
    static String locate(Optional<String> home, Optional<String> extension) {
        if (home.isEmpty()) {
            return extension.orElse(FILE);
        }
        return Stream.of("lib", "lib64", "")
                .map(folder -> Path.of(home.get(), folder, FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException("there is no lib/" + FILE + " in -D" + HOME + "="
                        + home.get() + ", as a FAISS with its C" + " interface has it"));
    }

    /**
     * Loads a library.
     *
     * @throws IllegalStateException telling why it does not load
     */
    static GpuLibrary open(String file) {
        FaissLibrary.require();
        try {
            return new GpuLibrary(new FaissNative.CLibrary(file));
        } catch (FaissException e) {
            throw new IllegalStateException(
                    "a FAISS built for GPUs is missing: " + file + " does not load (" + e.getMessage() + "); -D" + HOME
                            + "=DIR names the folder with lib/" + FILE
                            + ", and the build's profile faiss-gpu makes dknn's own of"
                            + " a FAISS without it",
                    e);
        }
    }

    /** The native library. */
    FaissNative.CLibrary library() {
        return library;
    }

    /** Why a device cannot be used: which of GPU, driver and a build for GPUs is missing; empty if it can. */
    Optional<String> whyUnavailable(int device) {
        if (!library.has_gpu()) {
            return Optional.of("this libfaiss_c.so is built without GPUs; a build for GPUs is needed");
        }
        int count = count();
        if (device < count) {
            return Optional.empty();
        }
        if (count == 0 && !FaissNative.loads(DRIVER)) {
            return Optional.of("the NVIDIA driver is missing: " + DRIVER + " does not load");
        }
        return Optional.of(count == 0 ? "there is no GPU" : "there is no GPU " + device + ", only 0 to " + (count - 1));
    }

    /** CUDA counts none, or fails, where the driver is missing. */
    private int count() {
        try {
            return library.gpus();
        } catch (FaissException e) {
            return 0;
        }
    }
}
