package org.dknn.index.faiss;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.dknn.internal.OpenFile;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/**
 * Vectors in a file, read block by block while it is open; they may have more values than an array holds.
 *
 * @param start of the first value, in bytes
 */
record FileVectors(OpenFile file, long start, int rows, int columns) implements VectorSource {

    private static final int PIECE = 1 << 16;

    @Override
    public FloatMatrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        float[] values = FloatMatrix.allocate(to - from, columns);
        long first = start + (long) from * columns * Float.BYTES;
        try {
            for (int next = 0; next < values.length; next += PIECE) {
                int count = Math.min(PIECE, values.length - next);
                byte[] bytes = file.bytes(first + (long) next * Float.BYTES, (long) count * Float.BYTES)
                        .readNBytes(count * Float.BYTES);
                if (bytes.length < count * Float.BYTES) {
                    throw new EOFException(file.path() + " ends within its vectors");
                }
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values, next, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FloatMatrix.wrap(to - from, columns, values);
    }
}
