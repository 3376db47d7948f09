package org.dknn;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.Nonconformity;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.AtomicMove;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DirectoryLock;
import org.dknn.internal.DknnFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of a saved {@link DeepKnn}: {@code dknn.model}, a {@link Manifest}, and one index file per layer and class.
 *
 * <p>Every save gives the index files new names and moves the manifest, which lists them, into place last and
 * atomically. If a save is interrupted, the directory holds either the old model or the new one. Saves into one
 * directory follow each other, whether by threads or by processes.
 */
record ModelFiles(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);
    private static final String MANIFEST = "dknn.model";
    private static final String KIND = "dknn-model";
    private static final int VERSION = 2;

    <I> void save(NeighborSearch<I> search, ConformalJudge judge) throws IOException {
        requireNamed(judge.nonconformity());
        Files.createDirectories(directory);
        try {
            saveLocked(search, judge);
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            InterruptedIOException interrupted = new InterruptedIOException(
                    "saving into " + directory + " was interrupted; the directory holds the model of before");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private <I> void saveLocked(NeighborSearch<I> search, ConformalJudge judge) throws IOException {
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            SaveJournal journal = new SaveJournal(directory, lock);
            Optional<Set<String>> inPlace = filesInPlace();
            if (inPlace.isPresent()) {
                journal.recover(inPlace.get());
            }
            Set<String> replaced = inPlace.orElse(Set.of());
            String generation = journal.begin(replaced);
            Set<String> written = saveAll(search, judge, journal, generation);
            try {
                journal.deleteFiles(replaced, written);
                journal.end();
            } catch (IOException e) {
                LOG.warn("files of a replaced model stay in {} until the next save: {}", directory, e.toString());
            }
        }
    }

    private <I> Set<String> saveAll(
            NeighborSearch<I> search, ConformalJudge judge, SaveJournal journal, String generation)
            throws IOException {
        try {
            return write(search, judge, generation);
        } catch (IOException | RuntimeException | Error e) {
            try {
                journal.deleteGeneration(generation, Set.of());
                journal.end();
            } catch (IOException | RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private <I> Set<String> write(NeighborSearch<I> search, ConformalJudge judge, String generation)
            throws IOException {
        List<String> files = new ArrayList<>();
        for (int layer = 0; layer < search.indexes().size(); layer++) {
            ClasswiseIndex classes = search.indexes().get(layer);
            for (int label = 0; label < classes.byLabel().size(); label++) {
                String file = "layer-" + layer + "-class-" + label + "-" + generation + ".index";
                if (classes.byLabel().get(label).isPresent()) {
                    judge.config().index().save(classes.byLabel().get(label).get(), directory.resolve(file));
                    files.add(file);
                }
            }
        }
        Manifest<I> manifest = Manifest.of(search, judge, files);
        Path beside = directory.resolve("dknn-" + generation + ".model");
        ContainerFile.write(beside, KIND, VERSION, out -> manifest.write(out, search.extractor().codec()));
        AtomicMove.replace(beside, directory.resolve(MANIFEST));
        return Set.copyOf(files);
    }

    /** Files that the manifest in place names; empty if there is one that this release cannot read. */
    private Optional<Set<String>> filesInPlace() throws IOException {
        Path file = directory.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(ContainerFile.read(file, KIND, VERSION, (in, version) -> {
                Set<String> files = Set.copyOf(Manifest.readFiles(in));
                in.readAllBytes();
                return files;
            }));
        } catch (DknnFormatException e) {
            LOG.warn("files of the model in {} stay, because its manifest cannot be read: {}", directory, e.toString());
            return Optional.empty();
        }
    }

    private static void requireNamed(Nonconformity nonconformity) {
        if (!Nonconformity.isNamed(nonconformity)) {
            throw new IllegalStateException("only dknn's own kinds of nonconformity can be saved, got "
                    + nonconformity.name() + "; save withNonconformity(...) of one of these");
        }
    }

    <I> DeepKnn<I> load(ActivationExtractor<I> extractor, List<IndexFactory> factories) throws IOException {
        Path file = directory.resolve(MANIFEST);
        Manifest<I> manifest = ContainerFile.read(file, KIND, VERSION, (in, version) -> {
            requireCurrent(version, file);
            return Manifest.read(in, extractor.codec());
        });
        manifest.requireMadeFor(extractor, file);
        IndexFactory factory = factory(manifest.indexName(), factories, file);
        ReferenceExamples<I> reference = new ReferenceExamples<>(manifest.examples());
        List<ClasswiseIndex> indexes = loadIndexes(manifest, factory, reference, file);
        NeighborSearch<I> search = new NeighborSearch<>(extractor, indexes, reference, manifest.k());
        return new DeepKnn<>(
                search, ConformalJudge.of(manifest.config(factory), manifest.calibrationScores(), manifest.typical()));
    }

    private static void requireCurrent(int version, Path file) throws DknnFormatException {
        if (version < VERSION) {
            throw new DknnFormatException(file + " is of version " + version
                    + ", which lacks the neighbor statistics of its calibration examples; fit the classifier again");
        }
    }

    private List<ClasswiseIndex> loadIndexes(
            Manifest<?> manifest, IndexFactory factory, ReferenceExamples<?> reference, Path file) throws IOException {
        Iterator<String> names = requireFiles(manifest, reference, file).iterator();
        List<Optional<NeighborIndex>> loaded = new ArrayList<>();
        List<ClasswiseIndex> layers = new ArrayList<>();
        try {
            for (int layer = 0; layer < manifest.layers().size(); layer++) {
                for (int label = 0; label < reference.classes(); label++) {
                    int size = reference.ordinals(label).length;
                    loaded.add(
                            size == 0 ? Optional.empty() : Optional.of(factory.load(directory.resolve(names.next()))));
                    requireSize(loaded.get(loaded.size() - 1), size, manifest, file);
                }
                int end = loaded.size();
                layers.add(new ClasswiseIndex(List.copyOf(loaded.subList(end - reference.classes(), end)), reference));
            }
        } catch (IOException | RuntimeException | Error e) {
            loaded.forEach(index -> index.ifPresent(NeighborIndex::close));
            throw e;
        }
        return List.copyOf(layers);
    }

    private static List<String> requireFiles(Manifest<?> manifest, ReferenceExamples<?> reference, Path file)
            throws DknnFormatException {
        long classes = IntStream.range(0, reference.classes())
                .filter(label -> reference.ordinals(label).length > 0)
                .count();
        if (manifest.indexFiles().size() != classes * manifest.layers().size()
                || manifest.k() < 1
                || manifest.k() > reference.examples().size()) {
            throw new DknnFormatException(
                    file + " tells of " + manifest.layers().size() + " layers, " + classes + " classes with examples, "
                            + manifest.indexFiles().size() + " index files and k = " + manifest.k());
        }
        return manifest.indexFiles();
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

    private static void requireSize(Optional<NeighborIndex> index, int size, Manifest<?> manifest, Path file)
            throws DknnFormatException {
        if (index.isPresent()
                && (index.get().metric() != manifest.metric() || index.get().size() != size)) {
            throw new DknnFormatException(file + " tells of " + size + " reference examples of a class in the metric "
                    + manifest.metric() + ", but an index file beside it holds " + index.get());
        }
    }
}
