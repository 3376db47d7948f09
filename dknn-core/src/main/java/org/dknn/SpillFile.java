package org.dknn;

import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/**
 * Rows in a file, without a head: floats in little endian, row by row. Read in pieces, so that nothing stays in memory. After the last
 * rows are added, many threads may read; an interrupt does not close it.
 */
final class SpillFile implements VectorSource {

    private static final int PIECE = 1 << 16;

    private final Path path;
    private final int columns;
    private final RandomAccessFile file;
    private int rows;

    private SpillFile(Path path, int columns, RandomAccessFile file) {
        this.path = path;
        this.columns = columns;
        this.file = file;
    }

    /** Opens a file, or makes it, without rows. */
    static SpillFile of(Path path, int columns) throws IOException {
        return new SpillFile(path, columns, new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Number of bytes of so many rows. */
    static long bytes(long rows, int columns) {
        return rows * columns * Float.BYTES;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** Adds rows behind those there are. */
    void append(FloatMatrix more, Checksum checksum) throws IOException {
        synchronized (file) {
            file.seek(bytes(rows, columns));
            // of the open file, so it is closed with it
            DataOutputStream out =
                    new DataOutputStream(new CheckedOutputStream(new FileOutputStream(file.getFD()), checksum));
            more.writeValues(out);
            rows += more.rows();
        }
    }

    /** Takes up rows that the file holds already, if they are as they were written. */
    void readAgain(int count, Checksum checksum) throws IOException {
        long start = bytes(rows, columns);
        byte[] piece = new byte[PIECE];
        synchronized (file) {
            file.seek(start);
            for (long left = bytes(count, columns); left > 0; ) {
                int length = (int) Math.min(PIECE, left);
                file.readFully(piece, 0, length);
                checksum.update(piece, 0, length);
                left -= length;
            }
            rows += count;
        }
    }

    /** Forgets the last rows. */
    void forget(int count) {
        rows -= count;
    }

    @Override
    public FloatMatrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        float[] values = FloatMatrix.allocate(to - from, columns);
        byte[] piece = new byte[(int) Math.min(PIECE, bytes(to - from, columns))];
        try {
            synchronized (file) {
                file.seek(bytes(from, columns));
                for (int start = 0; start < values.length; start += PIECE / Float.BYTES) {
                    int count = Math.min(PIECE / Float.BYTES, values.length - start);
                    file.readFully(piece, 0, count * Float.BYTES);
                    ByteBuffer.wrap(piece)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(values, start, count);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read activations back from " + path + ", which must stay until the fit ends: "
                            + e.getMessage(),
                    e);
        }
        return FloatMatrix.wrap(to - from, columns, values);
    }

    void close() throws IOException {
        file.close();
    }
}
