package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.internal.Utf16;

/**
 * The parts of a saved model by name: the payload of its manifest. Parts that a release does not know are left unread.
 *
 * @param byName in the order of saving
 */
record PartList(Map<String, PartFile> byName) {

    static PartList of(List<PartFile> parts) {
        Map<String, PartFile> byName = new LinkedHashMap<>();
        for (PartFile part : parts) {
            if (byName.put(part.name(), part) != null) {
                throw new IllegalArgumentException("two parts have the name \"" + part.name() + "\"");
            }
        }
        return new PartList(byName);
    }

    /** Name of the part that is the index of a class in a layer. */
    static String index(int layer, int label) {
        return "layer-" + layer + "-class-" + label;
    }

    /** Names of all files. */
    Set<String> files() {
        return byName.values().stream().map(PartFile::file).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The part of a name.
     *
     * @param newest version that the caller can read
     * @param manifest for the message
     * @throws DknnFormatException if there is none, or it is newer
     */
    PartFile part(String name, int newest, Path manifest) throws DknnFormatException {
        PartFile part = byName.get(name);
        if (part == null) {
            throw new DknnFormatException(manifest + " names no part \"" + name + "\"; it names " + byName.keySet());
        }
        if (part.version() < 1 || part.version() > newest) {
            throw new DknnFormatException(manifest + " names the part \"" + name + "\" in version " + part.version()
                    + "; this release of dknn reads versions 1 to " + newest);
        }
        return part;
    }

    /** Reads a part that is a {@link ContainerFile} of the kind of its name, beside the manifest. */
    <T> T read(String name, int newest, Path manifest, ContainerFile.Reader<T> reader) throws IOException {
        PartFile part = part(name, newest, manifest);
        try (OpenFile open = part.open(manifest)) {
            return ContainerFile.read(open, kind(name), newest, reader);
        }
    }

    /** Reads a part from a file that stays open. */
    @FunctionalInterface
    interface OpenReader<T> {
        /**
         * Reads a payload.
         *
         * @param in the payload from its beginning
         * @param start where it begins in the file, in bytes
         */
        T read(OpenFile file, DataInputStream in, long start) throws IOException;
    }

    /** Reads a part as {@link #read} does, and leaves its file open for what was read. */
    <T> T readOpen(String name, int newest, Path manifest, OpenReader<T> reader) throws IOException {
        OpenFile open = part(name, newest, manifest).open(manifest);
        try {
            long start = ContainerFile.verify(open, kind(name), newest).offset();
            return ContainerFile.read(open, kind(name), newest, (in, version) -> reader.read(open, in, start));
        } catch (IOException | RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /** Kind of the file of a part. */
    static String kind(String name) {
        return "dknn-" + name;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(byName.size());
        for (PartFile part : byName.values()) {
            part.write(out);
        }
    }

    static PartList read(DataInputStream in) throws IOException {
        List<PartFile> parts = new ArrayList<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            parts.add(PartFile.read(in));
        }
        return of(parts);
    }
}
