package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.index.IndexFactory;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/**
 * Where the factory of a saved model's indexes comes from.
 *
 * @param artifact that brings the factory; empty if the model does not tell
 */
record IndexOrigin(String artifact) {

    private static final String PART = "index-artifact";

    /** Writes the artifact of a factory, if it tells one. */
    static void write(PartWriter parts, IndexFactory factory) throws IOException {
        if (!factory.artifact().isEmpty()) {
            parts.add(PART, out -> Utf16.write(out, factory.artifact()));
        }
    }

    /** Reads what was written, if anything was. */
    static IndexOrigin read(PartList parts, Path manifest) throws IOException {
        return new IndexOrigin(
                parts.byName().containsKey(PART) ? parts.read(PART, 1, manifest, (in, version) -> Utf16.read(in)) : "");
    }

    /** The factory of a name, or a message that names the artifact to add. */
    IndexFactory factory(String name, List<IndexFactory> factories, Path manifest) throws DknnFormatException {
        for (IndexFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
        }
        throw new DknnFormatException(manifest + " was made with the index \"" + name + "\", got "
                + factories.stream().map(IndexFactory::name).toList() + "; add "
                + (artifact.isEmpty() ? "the artifact of that index" : artifact)
                + " to the class path, or load with its factory");
    }
}
