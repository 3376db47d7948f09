package org.dknn.index.faiss;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library: loaded once, at first use, or known to be missing and why.
 *
 * <p>Its kernels are those of the processor. The system property {@value #KERNELS} asks for simpler ones, as an older
 * processor has them: {@code AVX2} or {@code baseline}. What a processor lacks is not used, whatever is asked for.
 */
final class FaissLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(FaissLibrary.class);
    private static final String PLATFORM = "linux-x86_64";

    /** System property that names the kernels to use. */
    static final String KERNELS = "org.dknn.faiss.kernels";

    private static final List<String> LEVELS = List.of("baseline", "AVX2", "AVX-512");

    private FaissLibrary() {}

    /** Loads when first asked, and keeps what came of it. */
    private static final class Holder {
        static final Optional<String> FAILURE = load();
    }

    /** Why FAISS cannot be used here; empty if it can. */
    static Optional<String> failure() {
        return Holder.FAILURE;
    }

    /**
     * Makes sure that native code can be called.
     *
     * @throws IllegalStateException telling what is missing and how to get it
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
                () -> LOG.debug("FAISS compares vectors with {} kernels", LEVELS.get(level())));
        return failure;
    }

    /** The level of the kernels that are used, from 0. */
    private static int level() {
        int highest = FaissNative.kernel_level();
        return Math.min(highest, LEVELS.indexOf(System.getProperty(KERNELS, LEVELS.get(highest))));
    }

    private static Optional<String> tryToLoad() {
        try {
            String platform = Loader.getPlatform();
            if (!platform.equals(PLATFORM)) {
                return Optional.of("its library is built for " + PLATFORM + ", and this is " + platform);
            }
            if (FaissLibrary.class.getResource(PLATFORM + "/lib" + FaissNative.LIBRARY + ".so") == null) {
                return Optional.of("this dknn-core was built without it; the build says why, and fails for it with"
                        + " -Dfaiss.required=true");
            }
            Loader.load(FaissNative.class);
            if (level() < 0) {
                return Optional.of(
                        "-D" + KERNELS + " must be one of " + LEVELS + ", got " + System.getProperty(KERNELS));
            }
            FaissNative.use_kernels(level());
            return Optional.empty();
        } catch (LinkageError | ArrayStoreException e) {
            // the latter is how an annotation says that a class it names, OpenBLAS's preset, is missing
            return Optional.of("its library does not load (" + e.getMessage()
                    + "); it needs glibc 2.34, libstdc++ of GCC" + " 12, and the natives of javacpp and openblas for "
                    + PLATFORM + ", which an ND4J backend brings");
        }
    }
}
