package org.dknn.index.faiss;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GPUs for indexes, from {@link Faiss#gpu} for {@link FaissFactory#on}.
 *
 * <p>Immutable, safe for use by many threads. An index on GPUs runs one search at a time, as FAISS requires; others
 * wait.
 */
public final class FaissDevices {

    private static final Logger LOG = LoggerFactory.getLogger(FaissDevices.class);

    private final GpuLibrary.Source source;
    private final int[] devices;
    private final boolean sharded;
    private final boolean optional;

    private FaissDevices(GpuLibrary.Source source, int[] devices, boolean sharded, boolean optional) {
        this.source = source;
        this.devices = devices;
        this.sharded = sharded;
        this.optional = optional;
    }

    static FaissDevices of(GpuLibrary.Source source, int... devices) {
        long different = Arrays.stream(devices).filter(d -> d >= 0).distinct().count();
        if (devices.length == 0 || different != devices.length) {
            throw new IllegalArgumentException(
                    "devices must be at least one, different and not negative, got " + Arrays.toString(devices));
        }
        return new FaissDevices(source, devices.clone(), false, false);
    }

    /** Divides the vectors among the GPUs. Default: each GPU holds a copy of all vectors. */
    public FaissDevices sharded() {
        return new FaissDevices(source, devices, true, optional);
    }

    /** Uses the CPU if one of the GPUs is not available. Default: {@code build} and {@code load} throw. */
    public FaissDevices ifPresent() {
        return new FaissDevices(source, devices, sharded, true);
    }

    /** Why a GPU is not available, and what to do; empty if all are available. */
    public Optional<String> whyUnavailable() {
        try {
            GpuLibrary library = source.open();
            return Arrays.stream(devices)
                    .mapToObj(library::whyUnavailable)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The engine for these devices, or for {@code cpu} if they are optional and not available. */
    CandidateIndex.Engine engine(CandidateIndex.Engine cpu) {
        return new OnDevices(cpu);
    }

    private final class OnDevices implements CandidateIndex.Engine {

        private final CandidateIndex.Engine cpu;

        OnDevices(CandidateIndex.Engine cpu) {
            this.cpu = cpu;
        }

        @Override
        public CandidateIndex build(IndexSpec spec, int dimension, int size, CandidateIndex.Rows rows) {
            return choose().build(spec, dimension, size, rows);
        }

        @Override
        public CandidateIndex read(IndexSpec spec, FilePart part, int dimension, int size) throws IOException {
            return choose().read(spec, part, dimension, size);
        }

        private CandidateIndex.Engine choose() {
            Optional<String> why = whyUnavailable();
            if (why.isEmpty()) {
                return new GpuIndex.Gpus(source.open(), devices, sharded);
            }
            if (!optional) {
                throw new IllegalStateException(FaissDevices.this + " is not available: " + why.get());
            }
            LOG.debug("{} is not available, using the CPU: {}", FaissDevices.this, why.get());
            return cpu;
        }
    }

    @Override
    public String toString() {
        return "GPU " + Arrays.toString(devices) + (sharded ? " sharded" : "");
    }
}
