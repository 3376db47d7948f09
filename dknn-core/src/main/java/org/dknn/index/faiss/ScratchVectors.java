package org.dknn.index.faiss;

import java.io.BufferedOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Prepared vectors in a file without a name, from which an index is built. They are read by the file, not by a mapping, so that the pages of
 * the file do not become memory of this process; only {@link #mapped} maps them, for searches.
 */
final class ScratchVectors implements ReadableRows, AutoCloseable {

    private final FileChannel file;
    private final MappedVectors.Shape shape;
    private final Metric metric;
    private final BitSet directionless;

    private ScratchVectors(FileChannel file, MappedVectors.Shape shape, Metric metric, BitSet directionless) {
        this.file = file;
        this.shape = shape;
        this.metric = metric;
        this.directionless = directionless;
    }

    /**
     * Prepares vectors block by block and writes them into a file. It has no name any more when this returns, where the system allows that,
     * so nothing is left of it when the process ends.
     */
    static ScratchVectors copy(VectorSource vectors, Metric metric, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "dknn-vectors", ".floats");
        try {
            BitSet directionless = new BitSet();
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                write(vectors, metric, out, directionless);
            }
            return new ScratchVectors(
                    FileChannel.open(file, StandardOpenOption.READ),
                    MappedVectors.Shape.of(vectors.rows(), vectors.columns()),
                    metric,
                    directionless);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(VectorSource vectors, Metric metric, DataOutput out, BitSet directionless)
            throws IOException {
        int block = Math.max(1, vectors.blockRows());
        for (int from = 0; from < vectors.rows(); from += block) {
            int to = Math.min(vectors.rows(), from + block);
            PreparedVectors some =
                    PreparedVectors.of(vectors.rows(from, to).requireFinite("vectors of an index"), metric);
            some.matrix().writeValues(out);
            for (int row = from; row < to; row++) {
                directionless.set(row, some.isDirectionless(row - from));
            }
        }
    }

    /** The same vectors, mapped; they stay when this is closed. */
    MappedVectors mapped() throws IOException {
        return MappedVectors.map(file, 0, shape, metric, Optional.of(directionless));
    }

    @Override
    public int size() {
        return shape.rows();
    }

    @Override
    public int columns() {
        return shape.columns();
    }

    @Override
    public boolean isDirectionless(int row) {
        return directionless.get(row);
    }

    @Override
    public void copyRows(int from, int to, float[] target, int offset) {
        Objects.checkFromToIndex(from, to, size());
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact((to - from) * columns(), Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        long start = (long) from * columns() * Float.BYTES;
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, start + bytes.position()) < 0) {
                    throw new EOFException("the file of vectors was made shorter");
                }
            }
        } catch (ClosedByInterruptException e) {
            CancellationException cancelled = new CancellationException("interrupted while an index was built");
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.flip().asFloatBuffer().get(target, offset, (to - from) * columns());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
