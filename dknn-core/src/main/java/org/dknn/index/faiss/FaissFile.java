package org.dknn.index.faiss;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            open.close();
            if (FaissFactory.isTiled(head.spec(), engine)) {
                FloatMatrix prepared = head.vectors().matrix();
                return new TiledIndex(head.spec(), TiledVectors.restore(prepared, head.metric()));
            }
            return FaissIndex.build(engine, head.spec(), head.metric(), head.vectors());
        }
        NativeSpace space = NativeSpace.of(head.vectors(), head.metric());
        long offset = payload.offset() + payload.length() - head.length();
        int columns = head.vectors().matrix().columns();
        FilePart part = new FilePart(open, natives, offset, head.length());
        CandidateIndex index = engine.read(head.spec(), part, columns, space.size());
        return new FaissIndex(head.spec(), head.metric(), RankingVectors.of(head.vectors()), space, index);
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
            return ExactIndex.of(head.vectors(), head.metric());
        }
    }

    /**
     * The payload before FAISS's part.
     *
     * @param length of FAISS's part, in bytes
     */
    private record Head(Metric metric, IndexSpec spec, PreparedVectors vectors, long length) {}

    private static Head readHead(OpenFile file, ContainerFile.Payload payload) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(file.bytes(payload.offset(), payload.length()), 1 << 16))) {
            Metric metric = Metric.valueOf(in.readUTF());
            IndexSpec spec = new IndexSpec(in.readUTF(), in.readInt(), in.readInt());
            long length = in.readLong();
            FloatMatrix vectors = FloatMatrix.read(in);
            if (length < 0 || length > payload.length() || vectors.rows() == 0 || (length == 0) != spec.isExact()) {
                throw new DknnFormatException(file.path() + " does not hold a well-formed " + KIND);
            }
            return new Head(metric, spec, PreparedVectors.restore(vectors, metric), length);
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file.path() + " does not hold a well-formed " + KIND, e);
        }
    }
}
