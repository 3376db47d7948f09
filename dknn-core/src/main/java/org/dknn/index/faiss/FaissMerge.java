package org.dknn.index.faiss;

import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;

/**
 * Saved indexes that were filled after one training, joined into one file. Vectors are copied in blocks, and lists are read where they are in
 * the files, one at a time.
 */
final class FaissMerge implements AutoCloseable {

    private final List<Part> parts = new ArrayList<>();

    private FaissMerge() {}

    /** A saved index, held open. */
    private record Part(OpenFile file, NativeFile natives, FaissHead head, SpaceForm form) {}

    /**
     * Writes one index of all parts, in their order.
     *
     * @throws IllegalArgumentException if there is no part, or two do not belong together
     */
    static void merge(List<Path> files, Path target) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("joining needs at least one saved index, got none");
        }
        try (FaissMerge merge = new FaissMerge()) {
            for (Path file : files) {
                merge.open(file);
            }
            merge.write(target);
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read the vectors of " + files + ": " + e.getMessage(), e);
        }
    }

    private void open(Path file) throws IOException {
        NativeFile natives = NativeFile.open(file);
        OpenFile open = OpenFile.of(file, natives);
        try {
            FaissHead head = FaissHead.read(open, ContainerFile.verify(open, FaissFile.KIND, FaissFile.VERSION));
            SpaceForm form = head.form()
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    file
                                            + " has no cells, or is of an older release; save an index that is built after a training"));
            Part part = new Part(open, natives, head, form);
            if (!parts.isEmpty()) {
                requireAlike(parts.get(0), part);
            }
            parts.add(part);
        } catch (IOException | RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private static void requireAlike(Part first, Part other) {
        requireSame(first, other, "metric", first.head().metric(), other.head().metric());
        requireSame(
                first,
                other,
                "index",
                first.head().spec().description(),
                other.head().spec().description());
        requireSame(first, other, "width", first.head().columns(), other.head().columns());
        if (!first.form().hasOriginOf(other.form())) {
            throw anotherTraining(other.file().path(), "its origin differs");
        }
    }

    private static void requireSame(Part first, Part other, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new IllegalArgumentException("the parts must have one " + what + ", but "
                    + first.file().path() + " has " + wanted + " and "
                    + other.file().path() + " has " + found);
        }
    }

    private static IllegalArgumentException anotherTraining(Path file, String why) {
        return new IllegalArgumentException(file + " cannot be joined with the parts before it: " + why
                + "; build all parts by trainedBy with the file of one training");
    }

    private void write(Path target) throws IOException {
        long rows = parts.stream().mapToLong(part -> part.head().rows()).sum();
        if (rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an index has at most " + Integer.MAX_VALUE + " rows, the parts have " + rows);
        }
        FaissHead head = parts.get(0).head();
        FaissFile.write(target, this::writeLists, (length, out) -> {
            FaissHead.write(head.metric(), head.spec(), length, Optional.of(form()), out);
            writeVectors((int) rows, out);
        });
    }

    private void writeLists(Path file) throws IOException {
        try (FaissNative.Merge merge = new FaissNative.Merge()) {
            for (Part part : parts) {
                add(part, merge);
            }
            merge.write(file.toString());
        } catch (FaissException e) {
            throw new IOException("FAISS cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void add(Part part, FaissNative.Merge merge) throws DknnFormatException {
        FaissHead head = part.head();
        try {
            merge.add(
                    part.natives().pointer(),
                    head.end(),
                    head.columns(),
                    head.held(),
                    head.spec().description());
        } catch (FaissException e) {
            throw anotherTraining(part.file().path(), String.valueOf(e.getMessage()));
        }
    }

    private SpaceForm form() {
        SpaceForm form = parts.get(0).form();
        int rows = parts.get(0).head().rows();
        for (Part part : parts.subList(1, parts.size())) {
            form = form.followedBy(rows, part.form());
            rows += part.head().rows();
        }
        return form;
    }

    private void writeVectors(int rows, DataOutput out) throws IOException {
        out.writeInt(rows);
        out.writeInt(parts.get(0).head().columns());
        for (Part part : parts) {
            FaissHead head = part.head();
            FileVectors vectors = new FileVectors(part.file(), head.values(), head.rows(), head.columns());
            for (int from = 0; from < head.rows(); from += vectors.blockRows()) {
                vectors.rows(from, Math.min(head.rows(), from + vectors.blockRows()))
                        .writeValues(out);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.file().close();
        }
    }
}
