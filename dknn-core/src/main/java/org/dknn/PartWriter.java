package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.internal.ContainerFile;

/** Writes the files of a model's parts, all of one generation, and remembers them. For one thread. */
final class PartWriter {

    private static final int VERSION = 1;

    private final Path directory;
    private final String generation;
    private final List<PartFile> parts = new ArrayList<>();

    PartWriter(Path directory, String generation) {
        this.directory = directory;
        this.generation = generation;
    }

    /** Writes a file in a format of its own. */
    @FunctionalInterface
    interface FileWriter {
        void write(Path file) throws IOException;
    }

    /** Writes a part as a {@link ContainerFile}. */
    void add(String name, ContainerFile.Writer writer) throws IOException {
        addFile(name, ".part", file -> ContainerFile.write(file, PartList.kind(name), VERSION, writer));
    }

    /** Writes the index of a class in a layer. */
    void addIndex(int layer, int label, FileWriter writer) throws IOException {
        addIndex(PartList.index(layer, label), writer);
    }

    /** Writes another index. */
    void addIndex(String name, FileWriter writer) throws IOException {
        addFile(name, ".index", writer);
    }

    private void addFile(String name, String suffix, FileWriter writer) throws IOException {
        Path file = directory.resolve(name + "-" + generation + suffix);
        writer.write(file);
        parts.add(PartFile.of(name, VERSION, file));
    }

    /** The parts that were written. */
    PartList parts() {
        return PartList.of(parts);
    }
}
