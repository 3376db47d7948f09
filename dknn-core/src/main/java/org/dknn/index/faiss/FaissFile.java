package org.dknn.index.faiss;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * File format of a FAISS index: a {@link ContainerFile} with this payload.
 *
 * <pre>
 * metric           UTF     name of the metric
 * description      UTF     of FAISS's index factory
 * efSearch         int
 * probes           int
 * length           long    of FAISS's part, in bytes; 0 for a flat index, which is rebuilt from the vectors
 * vectors                  prepared for the metric, as FloatMatrix writes them
 * FAISS's part     length bytes, in FAISS's own format
 * </pre>
 *
 * <p>FAISS can crash on a damaged file, so its part is read only after the checksum of the container is verified, and
 * from the same open file.
 */
final class FaissFile {

    static final String KIND = "faiss-index";
    private static final int VERSION = 1;

    private FaissFile() {}

    /** Writes an index. */
    static void write(FaissIndex index, Path file) throws IOException {
        if (index.spec().isExact()) {
            index.<IOException>use(natives -> ContainerFile.write(
                    file, KIND, VERSION, out -> writeHead(index.metric(), index.spec(), index.vectors(), 0, out)));
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, file.getFileName() + ".", ".faiss.tmp");
        try {
            index.<IOException>use(natives -> natives.write(part));
            ContainerFile.write(file, KIND, VERSION, out -> {
                writeHead(index.metric(), index.spec(), index.vectors(), Files.size(part), out);
                Files.copy(part, out);
            });
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes a flat index. */
    static void write(TiledIndex index, Path file) throws IOException {
        index.vectors().hold();
        try {
            ContainerFile.write(
                    file, KIND, VERSION, out -> writeHead(index.metric(), index.spec(), index.vectors(), 0, out));
        } finally {
            index.vectors().release();
        }
    }

    private static void writeHead(
            Metric metric, IndexSpec spec, RankingVectors vectors, long length, DataOutputStream out)
            throws IOException {
        out.writeUTF(metric.name());
        out.writeUTF(spec.description());
        out.writeInt(spec.efSearch());
        out.writeInt(spec.probes());
        out.writeLong(length);
        vectors.write(out);
    }

    /** Reads an index. */
    static NeighborIndex read(Path file, CandidateIndex.Engine engine) throws IOException {
        NativeFile natives = NativeFile.open(file);
        OpenFile open = OpenFile.of(file, natives);
        try {
            return read(open, natives, engine);
        } catch (IOException | RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /** Closes the file, or leaves that to the index if it needs the file. */
    private static NeighborIndex read(OpenFile open, NativeFile natives, CandidateIndex.Engine engine)
            throws IOException {
        ContainerFile.Payload payload = ContainerFile.verify(open, KIND, VERSION);
        Head head = readHead(open, payload);
        if (head.length() == 0) {
            NeighborIndex flat = FaissFactory.isTiled(head.spec(), engine)
                    ? new TiledIndex(head.spec(), tiled(open, head))
                    : FaissIndex.build(engine, head.spec(), head.metric(), readVectors(open, head));
            open.close();
            return flat;
        }
        RankingVectors vectors = engine.mapsVectors()
                ? mapVectors(open.path(), head, payload)
                : RankingVectors.of(readVectors(open, head));
        NativeSpace space = NativeSpace.of(vectors, head.metric());
        FilePart part = new FilePart(open, natives, head.end(), head.length());
        CandidateIndex index = engine.read(head.spec(), part, vectors.columns(), space.size());
        return new FaissIndex(head.spec(), head.metric(), vectors, space, index);
    }

    private static TiledVectors tiled(OpenFile file, Head head) throws IOException {
        try {
            return TiledVectors.restore(
                    new FileVectors(file, head.values(), head.rows(), head.columns()), head.metric());
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read " + file.path(), e);
        }
    }

    private static PreparedVectors readVectors(OpenFile file, Head head) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(file.bytes(head.shape(), head.end() - head.shape()), 1 << 16))) {
            return PreparedVectors.restore(FloatMatrix.read(in), head.metric());
        }
    }

    /** Java maps files by a channel of its own, so it is to be the file that was verified. */
    private static MappedVectors mapVectors(Path path, Head head, ContainerFile.Payload payload) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer checksum = ByteBuffer.allocate(Integer.BYTES);
            channel.read(checksum, payload.offset() + payload.length());
            if (checksum.hasRemaining() || checksum.getInt(0) != payload.checksum()) {
                throw new DknnFormatException(path + " was replaced while it was loaded; load it again");
            }
            return MappedVectors.map(channel, head.values(), head.rows(), head.columns(), head.metric());
        }
    }

    /**
     * Reads a flat index without FAISS.
     *
     * @throws IllegalStateException if the file holds another index
     */
    static ExactIndex readWithoutFaiss(Path file) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            Head head = readHead(open, ContainerFile.verify(open, KIND, VERSION));
            if (!head.spec().isExact()) {
                FaissLibrary.require();
            }
            return ExactIndex.of(readVectors(open, head), head.metric());
        }
    }

    /**
     * What the payload tells before the vectors.
     *
     * @param shape where the numbers of rows and columns begin, followed by the values
     * @param length of FAISS's part, in bytes
     */
    private record Head(Metric metric, IndexSpec spec, long shape, int rows, int columns, long length) {

        /** Where the values begin. */
        long values() {
            return shape + 2 * Integer.BYTES;
        }

        /** Where the values end, and FAISS's part begins. */
        long end() {
            return values() + (long) rows * columns * Float.BYTES;
        }
    }

    private static Head readHead(OpenFile file, ContainerFile.Payload payload) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(file.bytes(payload.offset(), payload.length()), 1 << 10))) {
            String metric = in.readUTF();
            String description = in.readUTF();
            IndexSpec spec = new IndexSpec(description, in.readInt(), in.readInt());
            long length = in.readLong();
            // both strings are of ASCII, with their lengths before them
            long shape = payload.offset()
                    + 2 * Short.BYTES
                    + metric.length()
                    + description.length()
                    + 2 * Integer.BYTES
                    + Long.BYTES;
            Head head = new Head(Metric.valueOf(metric), spec, shape, in.readInt(), in.readInt(), length);
            if (head.rows() < 1
                    || head.columns() < 1
                    || length < 0
                    || head.end() + length != payload.offset() + payload.length()
                    || (length == 0) != spec.isExact()) {
                throw new DknnFormatException(file.path() + " does not hold a well-formed " + KIND);
            }
            return head;
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file.path() + " does not hold a well-formed " + KIND, e);
        }
    }
}
