package org.dknn.index.faiss;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.vector.Metric;

/**
 * File of a training: a FAISS index that is trained and empty, and the origin of its space. Indexes that are filled after one training have
 * the same cells and codes, so that their lists can be {@linkplain FaissMerge joined}.
 *
 * <p>A {@link ContainerFile} with this payload: metric (UTF), description (UTF), space as {@link SpaceForm} writes it, length of FAISS's part
 * in bytes (long), FAISS's part.
 */
final class FaissTraining {

    static final String KIND = "faiss-training";
    private static final int VERSION = 1;

    private FaissTraining() {}

    /** Trains by vectors and writes the file. */
    static void write(IndexSpec spec, Metric metric, ReadableRows vectors, Path file) throws IOException {
        NativeSpace space = NativeSpace.of(vectors, metric);
        FaissFile.write(
                file,
                KIND,
                VERSION,
                part -> NativeIndex.train(spec, vectors.columns(), space.size(), space.rows(vectors), part),
                (length, out) -> {
                    out.writeUTF(metric.name());
                    out.writeUTF(spec.description());
                    space.form().originOnly().write(out);
                    out.writeLong(length);
                });
    }

    /**
     * Builds an index of vectors after the training of a file.
     *
     * @param vectors read while it is built
     * @param ranking the same vectors, kept
     * @throws IllegalArgumentException if the training is of another index, metric or width
     */
    static FaissIndex fill(Path file, IndexSpec spec, Metric metric, ReadableRows vectors, RankingVectors ranking)
            throws IOException {
        try (NativeFile natives = NativeFile.open(file);
                OpenFile open = OpenFile.of(file, natives)) {
            Head head = readHead(open, ContainerFile.verify(open, KIND, VERSION));
            requireSame(file, "index", head.description(), spec.description());
            requireSame(file, "metric", head.metric(), metric.name());
            requireSame(file, "width", head.form().columns(), vectors.columns());
            NativeSpace space = new NativeSpace(head.form().with(vectors, metric), vectors.size());
            FilePart part = new FilePart(open, natives, head.start(), head.length());
            NativeIndex index = NativeIndex.fill(spec, part, vectors.columns(), space.size(), space.rows(vectors));
            return new FaissIndex(spec, metric, ranking, space, index);
        }
    }

    private static void requireSame(Path file, String what, Object trained, Object wanted) {
        if (!trained.equals(wanted)) {
            throw new IllegalArgumentException(
                    file + " is a training for the " + what + " " + trained + ", but " + wanted + " is to be built");
        }
    }

    /** What the payload tells before FAISS's part, which begins at {@code start}. */
    private record Head(String metric, String description, SpaceForm form, long start, long length) {}

    private static Head readHead(OpenFile file, ContainerFile.Payload payload) throws IOException {
        try (DataInputStream in = new DataInputStream(file.bytes(payload.offset(), payload.length()))) {
            String metric = in.readUTF();
            String description = in.readUTF();
            SpaceForm form = SpaceForm.read(in);
            long length = in.readLong();
            return new Head(metric, description, form, payload.offset() + payload.length() - length, length);
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file.path() + " does not hold a well-formed " + KIND, e);
        }
    }
}
