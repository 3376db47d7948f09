package org.dknn.index.faiss;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.vector.Metric;

/**
 * What a {@link FaissFile} tells before the vectors.
 *
 * @param form empty for a flat index, and for files of version 1
 * @param shape where the numbers of rows and columns begin, followed by the values
 * @param length of FAISS's part, in bytes
 */
record FaissHead(
        Metric metric, IndexSpec spec, Optional<SpaceForm> form, long shape, int rows, int columns, long length) {

    /** Where the values begin. */
    long values() {
        return shape + 2 * Integer.BYTES;
    }

    /** Where the values end, and FAISS's part begins. */
    long end() {
        return values() + (long) rows * columns * Float.BYTES;
    }

    /** Number of vectors that FAISS holds. */
    int held() {
        return rows - form.map(SpaceForm::leftOutCount).orElse(0);
    }

    /** Writes all but the shape; form is empty for a flat index. */
    static void write(Metric metric, IndexSpec spec, long length, Optional<SpaceForm> form, DataOutput out)
            throws IOException {
        out.writeUTF(metric.name());
        out.writeUTF(spec.description());
        out.writeInt(spec.efSearch());
        out.writeInt(spec.probes());
        out.writeLong(length);
        if (form.isPresent()) {
            out.writeInt(spec.rerank());
            form.get().write(out);
        }
    }

    /**
     * Reads the head of a payload.
     *
     * @throws DknnFormatException if it is not well-formed
     */
    static FaissHead read(OpenFile file, ContainerFile.Payload payload) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(file.bytes(payload.offset(), payload.length()), 1 << 12))) {
            FaissHead head = read(in, payload);
            if (!head.isWellFormed(payload)) {
                throw new DknnFormatException(file.path() + " does not hold a well-formed " + FaissFile.KIND);
            }
            return head;
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file.path() + " does not hold a well-formed " + FaissFile.KIND, e);
        }
    }

    private static FaissHead read(DataInputStream in, ContainerFile.Payload payload) throws IOException {
        String metric = in.readUTF();
        String description = in.readUTF();
        IndexSpec spec = new IndexSpec(description, in.readInt(), in.readInt(), IndexSpec.RERANK);
        long length = in.readLong();
        // both strings are of ASCII, with their lengths before them
        long shape = payload.offset()
                + 2 * Short.BYTES
                + metric.length()
                + description.length()
                + 2 * Integer.BYTES
                + Long.BYTES;
        Optional<SpaceForm> form = Optional.empty();
        if (payload.version() > 1 && length > 0) {
            spec = spec.withRerank(in.readInt());
            SpaceForm read = SpaceForm.read(in);
            shape += Integer.BYTES + read.bytes();
            form = Optional.of(read);
        }
        return new FaissHead(Metric.valueOf(metric), spec, form, shape, in.readInt(), in.readInt(), length);
    }

    private boolean isWellFormed(ContainerFile.Payload payload) {
        return rows >= 1
                && columns >= 1
                && length >= 0
                && end() + length == payload.offset() + payload.length()
                && (length == 0) == spec.isExact()
                && form.map(space -> space.fits(rows, columns)).orElse(true);
    }
}
