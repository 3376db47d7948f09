package org.dknn.index.faiss;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
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
 * rerank           int     in version 2, if there is a part of FAISS
 * space                    the same, as {@link SpaceForm} writes it; version 1 computes it from the vectors
 * vectors                  prepared for the metric, as FloatMatrix writes them
 * FAISS's part     length bytes, in FAISS's own format
 * </pre>
 *
 * <p>FAISS can crash on a damaged file, so its part is read only after the checksum of the container is verified, and
 * from the same open file.
 */
final class FaissFile {

    static final String KIND = "faiss-index";
    static final int VERSION = 2;

    private FaissFile() {}

    /** Writes an index. */
    static void write(FaissIndex index, Path file) throws IOException {
        if (index.spec().isExact()) {
            index.<IOException>use(natives -> writeFlat(index.metric(), index.spec(), index.vectors(), file));
            return;
        }
        write(file, part -> index.<IOException>use(natives -> natives.write(part)), (length, out) -> {
            FaissHead.write(index.metric(), index.spec(), length, Optional.of(index.form()), out);
            index.vectors().write(out);
        });
    }

    /** Writes what FAISS holds, in its own format. */
    @FunctionalInterface
    interface PartWriter {
        void write(Path file) throws IOException;
    }

    /** Writes what stands before FAISS's part, whose length in bytes is known. */
    @FunctionalInterface
    interface HeadWriter {
        void write(long length, DataOutputStream out) throws IOException;
    }

    /** Writes an index of which FAISS holds a part. */
    static void write(Path file, PartWriter part, HeadWriter head) throws IOException {
        write(file, KIND, VERSION, part, head);
    }

    /** Writes a file of any kind that ends with FAISS's part; FAISS writes a file of its own beside it first. */
    static void write(Path file, String kind, int version, PartWriter part, HeadWriter head) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path written = Files.createTempFile(directory, file.getFileName() + ".", ".faiss.tmp");
        try {
            part.write(written);
            ContainerFile.write(file, kind, version, out -> {
                head.write(Files.size(written), out);
                Files.copy(written, out);
            });
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Writes a flat index. */
    static void write(TiledIndex index, Path file) throws IOException {
        index.vectors().hold();
        try {
            writeFlat(index.metric(), index.spec(), index.vectors(), file);
        } finally {
            index.vectors().release();
        }
    }

    private static void writeFlat(Metric metric, IndexSpec spec, RankingVectors vectors, Path file) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            FaissHead.write(metric, spec, 0, Optional.empty(), out);
            vectors.write(out);
        });
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
        FaissHead head = FaissHead.read(open, payload);
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
        NativeSpace space = head.form()
                .map(form -> new NativeSpace(form, vectors.size()))
                .orElseGet(() -> NativeSpace.of(vectors, head.metric()));
        FilePart part = new FilePart(open, natives, head.end(), head.length());
        CandidateIndex index = engine.read(head.spec(), part, vectors.columns(), space.size());
        return new FaissIndex(head.spec(), head.metric(), vectors, space, index);
    }

    private static TiledVectors tiled(OpenFile file, FaissHead head) throws IOException {
        try {
            return TiledVectors.restore(
                    new FileVectors(file, head.values(), head.rows(), head.columns()), head.metric());
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read " + file.path(), e);
        }
    }

    private static PreparedVectors readVectors(OpenFile file, FaissHead head) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(file.bytes(head.shape(), head.end() - head.shape()), 1 << 16))) {
            return PreparedVectors.restore(FloatMatrix.read(in), head.metric());
        }
    }

    /** Java maps files by a channel of its own, so it is to be the file that was verified. */
    private static MappedVectors mapVectors(Path path, FaissHead head, ContainerFile.Payload payload)
            throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer checksum = ByteBuffer.allocate(Integer.BYTES);
            channel.read(checksum, payload.offset() + payload.length());
            if (checksum.hasRemaining() || checksum.getInt(0) != payload.checksum()) {
                throw new DknnFormatException(path + " was replaced while it was loaded; load it again");
            }
            return MappedVectors.map(
                    channel,
                    head.values(),
                    MappedVectors.Shape.of(head.rows(), head.columns()),
                    head.metric(),
                    head.form().map(SpaceForm::directionless));
        }
    }

    /**
     * Reads a flat index without FAISS.
     *
     * @throws IllegalStateException if the file holds another index
     */
    static ExactIndex readWithoutFaiss(Path file) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            FaissHead head = FaissHead.read(open, ContainerFile.verify(open, KIND, VERSION));
            if (!head.spec().isExact()) {
                FaissLibrary.require();
            }
            return ExactIndex.of(readVectors(open, head), head.metric());
        }
    }
}
