package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GPUs that indexes are moved to; made by {@link Faiss#gpu}, used by {@link FaissFactory#on}.
 *
 * <p>Immutable, safe for use by many threads. An index on GPUs takes one search at a time, as FAISS does there; further
 * ones wait.
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
                    "needs different devices, from 0, at least one; got " + Arrays.toString(devices));
        }
        return new FaissDevices(source, devices.clone(), false, false);
    }

    /** Divides the vectors among several GPUs, where each would have a copy of all. */
    public FaissDevices sharded() {
        return new FaissDevices(source, devices, true, optional);
    }

    /** Lets the CPU serve where one of the GPUs is not available. */
    public FaissDevices ifPresent() {
        return new FaissDevices(source, devices, sharded, true);
    }

    /** Which of GPU, driver and a FAISS built for GPUs is missing; empty if all are there. */
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

    /** What builds and reads indexes on these devices, or where that is allowed and needed, on {@code cpu}. */
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
        public CandidateIndex read(IndexSpec spec, Path file, long offset, long length, int dimension, int size)
                throws IOException {
            return choose().read(spec, file, offset, length, dimension, size);
        }

        private CandidateIndex.Engine choose() {
            Optional<String> why = whyUnavailable();
            if (why.isEmpty()) {
                return new GpuIndex.Gpus(source.open(), devices, sharded);
            }
            if (!optional) {
                throw new IllegalStateException(FaissDevices.this + " is not available: " + why.get());
            }
            LOG.debug("{} is not available, so the CPU serves: {}", FaissDevices.this, why.get());
            return cpu;
        }
    }

    @Override
    public String toString() {
        return "GPU " + Arrays.toString(devices) + (sharded ? " sharded" : "");
    }
}
