package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.internal.Utf16;

/**
 * The file of a named part of a saved classifier, as its {@link PartList} tells it. Formats of parts of other kinds, such as
 * networks, are {@link org.dknn.saved.ModelPart}s.
 *
 * @param name what it is, unique in its model, such as "probe" or "layer-0-class-1"
 * @param version of its layout
 * @param file name of the file in the model's directory
 * @param length of the file, in bytes; {@value #UNKNOWN} in models of the first edition
 * @param checksum CRC-32C of the whole file
 */
record PartFile(String name, int version, String file, long length, int checksum) {

    private static final int UNKNOWN = -1;

    PartFile {
        if (!SaveJournal.isPlain(file)) {
            throw new IllegalArgumentException("a part must be a file of the model's directory, got " + file);
        }
    }

    /** The part that a file holds, with its length and checksum as they are now. */
    static PartFile of(String name, int version, Path file) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            return new PartFile(name, version, String.valueOf(file.getFileName()), open.size(), checksum(open));
        }
    }

    /** A part of the first edition, whose manifest has no checksums. */
    static PartFile unchecked(String name, String file) {
        return new PartFile(name, 1, file, UNKNOWN, 0);
    }

    private static int checksum(OpenFile file) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = file.bytes(0, file.size())) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        }
        return (int) checksum.getValue();
    }

    /**
     * Opens the part's file, and checks that it is the one that was saved.
     *
     * @param manifest the file that names the part, in the same directory
     * @throws DknnFormatException if it is another one, or damaged
     */
    OpenFile open(Path manifest) throws IOException {
        OpenFile open = OpenFile.of(manifest.resolveSibling(file));
        try {
            require(open, () -> checksum(open));
            return open;
        } catch (IOException | RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /** Computes a checksum of a file. */
    @FunctionalInterface
    private interface Checksum {
        int compute() throws IOException;
    }

    private void require(OpenFile open, Checksum found) throws IOException {
        if (length != UNKNOWN && (open.size() != length || found.compute() != checksum)) {
            throw new DknnFormatException(open.path() + " is not the part \"" + name
                    + "\" that this model was saved with: it was exchanged for another file, or is damaged");
        }
    }

    /**
     * Loads the part's file by its path, after a check that it is the one that was saved. A {@link ContainerFile}, which the factory verifies,
     * is known by what it tells of its checksum, so that a large file is not read twice.
     *
     * @param manifest the file that names the part, in the same directory
     * @throws DknnFormatException if it is another one, or damaged, or was replaced meanwhile
     */
    NeighborIndex load(Path manifest, IndexFactory factory) throws IOException {
        Path path = manifest.resolveSibling(file);
        Identity before = Identity.of(path);
        try (OpenFile open = OpenFile.of(path)) {
            Optional<Integer> told = ContainerFile.toldChecksum(open);
            require(open, () -> told.isPresent() ? told.get() : checksum(open));
        }
        NeighborIndex index = factory.load(path);
        try {
            if (!Identity.of(path).equals(before)) {
                throw new DknnFormatException(path + " was replaced while it was loaded; load the model again");
            }
            return index;
        } catch (IOException | RuntimeException | Error e) {
            index.close();
            throw e;
        }
    }

    /** What tells a file from another one of the same name; the key is that of the file system, if it has any. */
    private record Identity(Optional<Object> key, long size, FileTime modified) {

        static Identity of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Identity(
                    Optional.ofNullable(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
        }
    }

    void write(DataOutputStream out) throws IOException {
        Utf16.write(out, name);
        out.writeInt(version);
        Utf16.write(out, file);
        out.writeLong(length);
        out.writeInt(checksum);
    }

    static PartFile read(DataInputStream in) throws IOException {
        return new PartFile(Utf16.read(in), in.readInt(), Utf16.read(in), in.readLong(), in.readInt());
    }
}
