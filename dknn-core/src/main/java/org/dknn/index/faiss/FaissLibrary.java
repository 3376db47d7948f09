package org.dknn.index.faiss;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library, loaded once at first use, or the reason why it is not available.
 *
 * <p>Uses the best kernels that the processor supports. The system property {@value #KERNELS} selects simpler ones,
 * {@code AVX2} or {@code baseline}, or {@code none} of it; kernels that the processor does not support are never used.
 */
final class FaissLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(FaissLibrary.class);
    private static final String PLATFORM = "linux-x86_64";

    /** System property with the name of the kernels. */
    static final String KERNELS = "org.dknn.faiss.kernels";

    private static final List<String> LEVELS = List.of("baseline", "AVX2", "AVX-512");

    /** As if there were no library, so that the plain Java is tried. */
    private static final String NONE = "none";

    private FaissLibrary() {}

    /** Loads the library once and keeps the result. */
    private static final class Holder {
        static final Optional<String> FAILURE = load();
    }

    /** Why FAISS is not available, and what to do; empty if it is available. */
    static Optional<String> failure() {
        return Holder.FAILURE;
    }

    /**
     * Checks that the library is loaded.
     *
     * @throws IllegalStateException if it is not available; the message says why and what to do
     */
    static void require() {
        failure().ifPresent(reason -> {
            throw new IllegalStateException("FAISS is not available: " + reason);
        });
    }

    private static Optional<String> load() {
        Optional<String> failure = tryToLoad();
        failure.ifPresentOrElse(
                reason -> LOG.debug("FAISS is not available: {}", reason),
                () -> LOG.debug("FAISS uses {} kernels", LEVELS.get(level())));
        return failure;
    }

    /** The level of the selected kernels, an index of {@code LEVELS}; -1 if the property names none. */
    private static int level() {
        int highest = FaissNative.kernel_level();
        return Math.min(highest, LEVELS.indexOf(System.getProperty(KERNELS, LEVELS.get(highest))));
    }

    private static Optional<String> tryToLoad() {
        if (System.getProperty(KERNELS, "").equals(NONE)) {
            return Optional.of("-D" + KERNELS + "=" + NONE + " turns it off");
        }
        try {
            String platform = Loader.getPlatform();
            if (!platform.equals(PLATFORM)) {
                return Optional.of("the library is built for " + PLATFORM + ", this is " + platform
                        + "; Faiss.flatOrExact() works without it");
            }
            URL library = FaissLibrary.class.getResource(PLATFORM + "/lib" + FaissNative.LIBRARY + ".so");
            if (library == null) {
                return Optional.of(
                        "this dknn-core was built without FAISS; build it with -Dfaiss.required=true to see why");
            }
            UnpackedLibrary.refresh(library);
            Loader.load(FaissNative.class);
            if (level() < 0) {
                return Optional.of("-D" + KERNELS + " must be one of " + LEVELS + " or " + NONE + ", got "
                        + System.getProperty(KERNELS));
            }
            FaissNative.use_kernels(level());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the library cannot be unpacked: " + e);
        } catch (LinkageError | ArrayStoreException e) {
            // ArrayStoreException: an annotation names a class that is missing, the preset of OpenBLAS
            return Optional.of("the library does not load (" + e.getMessage()
                    + "); it needs glibc 2.34, libstdc++ of GCC 12" + " and the natives of javacpp and openblas for "
                    + PLATFORM + ", as an ND4J backend contains them");
        }
    }
}
