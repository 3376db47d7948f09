package org.dknn.saved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/** Writes and reads the parts of a model by the formats of all modules on the class path. Immutable, thread-safe. */
public final class ModelParts {

    private static final String FILE = "dknn.part";
    private static final String KIND = "dknn-part";
    private static final int VERSION = 1;

    private final Map<String, ModelPart<?>> byName;

    private ModelParts(Map<String, ModelPart<?>> byName) {
        this.byName = byName;
    }

    /** The formats that are installed. */
    public static ModelParts installed() {
        List<ModelPart<?>> all = new ArrayList<>();
        ServiceLoader.load(ModelPart.class).forEach(all::add);
        return of(all);
    }

    /**
     * Some formats.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public static ModelParts of(List<? extends ModelPart<?>> formats) {
        Map<String, ModelPart<?>> byName = new LinkedHashMap<>();
        for (ModelPart<?> format : formats) {
            if (byName.put(format.name(), format) != null) {
                throw new IllegalArgumentException("two formats of parts have the name \"" + format.name() + "\"");
            }
        }
        return new ModelParts(byName);
    }

    /**
     * Writes a part.
     *
     * @param directory new, for this part alone
     * @throws IllegalStateException if no format can write it
     */
    public void write(Object part, Path directory) throws IOException {
        for (ModelPart<?> format : byName.values()) {
            if (canWrite(format, part)) {
                Files.createDirectories(directory);
                ContainerFile.write(directory.resolve(FILE), KIND, VERSION, out -> {
                    Utf16.write(out, format.name());
                    Utf16.write(out, format.artifact());
                    out.writeInt(format.version());
                });
                write(format, part, directory);
                return;
            }
        }
        throw new IllegalStateException("cannot save " + part + ": none of the formats " + byName.keySet()
                + " writes it; use a part that one of them writes, or add a ModelPart of your own");
    }

    private static <T> boolean canWrite(ModelPart<T> format, Object part) {
        return format.type().isInstance(part) && format.canWrite(format.type().cast(part));
    }

    private <T> void write(ModelPart<T> format, Object part, Path directory) throws IOException {
        format.write(format.type().cast(part), directory, this);
    }

    /** Where a part comes from, as its directory says. */
    private record Origin(String name, String artifact, int version) {}

    /**
     * Reads a part.
     *
     * @param type that it must have
     * @throws DknnFormatException if its module is missing or older, it is of another type, or a file is damaged
     */
    public <T> T read(Path directory, Class<T> type) throws IOException {
        Origin origin = ContainerFile.read(
                directory.resolve(FILE),
                KIND,
                VERSION,
                (in, version) -> new Origin(Utf16.read(in), Utf16.read(in), in.readInt()));
        ModelPart<?> format = byName.get(origin.name());
        if (format == null) {
            throw new DknnFormatException(directory + " was written as \"" + origin.name() + "\" by "
                    + origin.artifact() + ", which is not on the class path; add this artifact");
        }
        if (origin.version() < 1 || origin.version() > format.version()) {
            throw new DknnFormatException(directory + " was written as \"" + origin.name() + "\" in version "
                    + origin.version() + "; this " + format.artifact() + " reads versions 1 to " + format.version());
        }
        Object part = format.read(directory, origin.version(), this);
        if (!type.isInstance(part)) {
            throw new DknnFormatException(directory + " must hold a " + type.getSimpleName() + ", got a "
                    + part.getClass().getSimpleName());
        }
        return type.cast(part);
    }
}
