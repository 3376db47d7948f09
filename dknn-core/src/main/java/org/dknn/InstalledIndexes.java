package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.ShardedIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/** The kinds of indexes that saved models may have, and where those come from that are not installed. */
final class InstalledIndexes {

    /** Part that names the artifact of the index; without it the index is one of our own, or names none. */
    private static final String ARTIFACT = "index-artifact";

    private InstalledIndexes() {}

    /**
     * Factories of our own, one for all indexes of FAISS among them, and those that modules on the class path register; then those of shards
     * of each. A file of shards tells their number.
     */
    static List<IndexFactory> all() {
        List<IndexFactory> all = new ArrayList<>(List.of(Faiss.flatOrExact(), ExactIndex.factory(), Faiss.flat()));
        ServiceLoader.load(IndexFactory.class).forEach(all::add);
        List.copyOf(all).forEach(shard -> all.add(ShardedIndex.factory(shard, 1)));
        return List.copyOf(all);
    }

    /** Writes where a factory comes from, if it says so. */
    static void writeArtifact(PartWriter parts, IndexFactory factory) throws IOException {
        if (!factory.artifact().isEmpty()) {
            parts.add(ARTIFACT, out -> Utf16.write(out, factory.artifact()));
        }
    }

    /**
     * The factory of a saved model.
     *
     * @param name of the kind of its indexes
     * @param parts of the model
     * @param file its manifest
     * @throws DknnFormatException if there is none; the message has its artifact, if that is known
     */
    static IndexFactory named(String name, List<IndexFactory> factories, PartList parts, Path file) throws IOException {
        for (IndexFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
        }
        String artifact = parts.byName().containsKey(ARTIFACT)
                ? parts.read(ARTIFACT, 1, file, (in, version) -> Utf16.read(in))
                : "the artifact of that index";
        throw new DknnFormatException(file + " was made with the index \"" + name + "\", got "
                + factories.stream().map(IndexFactory::name).toList() + "; add " + artifact
                + " to the class path, or load with its factory");
    }
}
