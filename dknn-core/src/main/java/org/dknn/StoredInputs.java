package org.dknn;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.dknn.activation.InputCodec;
import org.dknn.internal.OpenFile;
import org.dknn.internal.Utf16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inputs that stay in the file of a saved model and are read one by one, each time that they are asked for; the heap holds 8 bytes of each.
 * The file is held open, so it may be replaced or deleted where the system allows that. Safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
final class StoredInputs<I> extends AbstractList<I> implements RandomAccess {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);

    /** Bytes of an entry before its characters: label and length. */
    private static final int HEAD = 2 * Integer.BYTES;

    private final OpenFile file;
    private final InputCodec<I> codec;

    /** Where each entry begins, and where the last one ends. */
    private final long[] starts;

    private volatile boolean closed;

    private StoredInputs(OpenFile file, InputCodec<I> codec, long[] starts) {
        this.file = file;
        this.codec = codec;
        this.starts = starts;
    }

    /**
     * Reads examples, but for their inputs.
     *
     * @param file that is verified; held open
     * @param in a stream of it that begins with the classes
     * @param start where the stream begins in the file, in bytes
     */
    static <I> Dataset<I> read(OpenFile file, DataInputStream in, long start, InputCodec<I> codec) throws IOException {
        List<String> names = Utf16.readAll(in);
        long next = start + Integer.BYTES;
        for (String name : names) {
            next += Integer.BYTES + (long) name.length() * Character.BYTES;
        }
        int size = Utf16.readCount(in);
        next += Integer.BYTES;
        long[] starts = new long[size + 1];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = next;
            labels[i] = in.readInt();
            long characters = (long) Utf16.readCount(in) * Character.BYTES;
            in.skipNBytes(characters);
            next += HEAD + characters;
        }
        starts[size] = next;
        return Dataset.wrap(new StoredInputs<>(file, codec, starts), labels, new LabelSet(names));
    }

    @Override
    public I get(int ordinal) {
        Objects.checkIndex(ordinal, size());
        if (closed) {
            throw new IllegalStateException("the classifier is closed, so its reference examples cannot be read");
        }
        long start = starts[ordinal] + HEAD;
        int length = (int) (starts[ordinal + 1] - start);
        try {
            byte[] characters = file.bytes(start, length).readNBytes(length);
            if (characters.length < length) {
                throw new EOFException("it ends within example " + ordinal);
            }
            return codec.read(ByteBuffer.wrap(characters).asCharBuffer().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a reference example from " + file.path(), e);
        }
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    /** Closes the file of examples, if they are in one. */
    static void close(Dataset<?> examples) {
        if (examples.inputs() instanceof StoredInputs<?> stored && !stored.closed) {
            stored.closed = true;
            try {
                stored.file.close();
            } catch (IOException e) {
                LOG.warn("{} cannot be closed: {}", stored.file.path(), e.toString());
            }
        }
    }
}
