package org.dknn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.Calibration;
import org.dknn.format.ContainerFile;
import org.dknn.format.DknnFormatException;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;

/**
 * The files of a saved {@link DeepKnn}: {@code dknn.model}, a {@link Manifest}, and an index file a layer.
 *
 * <p>Index files carry a name of their own in each save, and the manifest, which names them, is put in place last and in one
 * step: whenever a save is broken off, the directory holds the old model or the new one.
 */
record ModelFiles(Path directory) {

    private static final String MANIFEST = "dknn.model";
    private static final String KIND = "dknn-model";
    private static final int VERSION = 1;

    <I> void save(Settings settings, NeighborSearch<I> search, Calibration calibration) throws IOException {
        Files.createDirectories(directory);
        String generation = UUID.randomUUID().toString().substring(0, 8);
        List<String> files = new ArrayList<>();
        for (int layer = 0; layer < search.indexes().size(); layer++) {
            String file = "layer-" + layer + "-" + generation + ".index";
            settings.index().save(search.indexes().get(layer), directory.resolve(file));
            files.add(file);
        }
        Manifest<I> manifest = Manifest.of(settings, search, calibration, files);
        ContainerFile.write(
                directory.resolve(MANIFEST),
                KIND,
                VERSION,
                out -> manifest.write(out, search.extractor().codec()));
        deleteIndexesOtherThan(files);
    }

    private void deleteIndexesOtherThan(List<String> files) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "layer-*-????????.index")) {
            for (Path file : found) {
                if (!files.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    <I> DeepKnn<I> load(ActivationExtractor<I> extractor, List<IndexFactory> factories) throws IOException {
        Path file = directory.resolve(MANIFEST);
        Manifest<I> manifest =
                ContainerFile.read(file, KIND, VERSION, (in, version) -> Manifest.read(in, extractor.codec()));
        manifest.requireMadeFor(extractor, file);
        IndexFactory factory = factory(manifest.indexName(), factories, file);
        List<NeighborIndex> indexes = new ArrayList<>();
        try {
            for (String name : manifest.indexFiles()) {
                indexes.add(factory.load(directory.resolve(name)));
            }
            requireSizes(indexes, manifest, file);
        } catch (IOException | RuntimeException | Error e) {
            indexes.forEach(NeighborIndex::close);
            throw e;
        }
        NeighborSearch<I> search = new NeighborSearch<>(
                extractor, List.copyOf(indexes), new Reference<>(manifest.examples()), manifest.k());
        return new DeepKnn<>(manifest.settings(factory), search, manifest.calibration());
    }

    private static IndexFactory factory(String name, List<IndexFactory> factories, Path file)
            throws DknnFormatException {
        for (IndexFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
        }
        throw new DknnFormatException(file + " was made with the index \"" + name + "\", got "
                + factories.stream().map(IndexFactory::name).toList());
    }

    private static void requireSizes(List<NeighborIndex> indexes, Manifest<?> manifest, Path file)
            throws DknnFormatException {
        if (indexes.size() != manifest.layers().size() || manifest.k() < 1) {
            throw new DknnFormatException(file + " tells of "
                    + manifest.layers().size() + " layers, " + indexes.size() + " index files and k = " + manifest.k());
        }
        for (NeighborIndex index : indexes) {
            if (index.metric() != manifest.metric() || index.size() < manifest.k()) {
                throw new DknnFormatException(file + " was made for k = " + manifest.k() + " and the metric "
                        + manifest.metric() + ", but an index file beside it holds " + index);
            }
            if (index.size() != manifest.examples().size()) {
                throw new DknnFormatException(
                        file + " tells of " + manifest.examples().size()
                                + " reference examples, but an index file beside it has " + index.size());
            }
        }
    }
}
