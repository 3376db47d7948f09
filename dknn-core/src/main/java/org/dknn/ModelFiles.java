package org.dknn;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
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
 * Files of a saved {@link DeepKnn}: {@code dknn.model}, the {@link PartList}, and one file per part: those of the
 * {@link Manifest}, one index per layer and class, and, where inputs are texts, "ood", the out-of-distribution scores, with an index of
 * their own where they search in one.
 *
 * <p>Every save gives these files new names and moves {@code dknn.model}, which lists them, into place last and
 * atomically. If a save is interrupted, the directory holds either the old model or the new one. Saves into one
 * directory follow each other, whether by threads or by processes.
 *
 * @param mostInMemory size of a file of reference examples, in bytes, above which a loaded model leaves their inputs there
 */
record ModelFiles(Path directory, long mostInMemory) {

    /** Size of a file of reference examples, in bytes, above which their inputs are read when they are asked for. */
    private static final long MOST_IN_MEMORY = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);
    private static final String MANIFEST = "dknn.model";
    private static final String KIND = "dknn-model";
    private static final int VERSION = 3;

    /** Its manifest holds all but the indexes, and has no checksums of theirs. */
    private static final int FIRST_EDITION = 2;

    private static final int ATTEMPTS = 10;

    ModelFiles(Path directory) {
        this(directory, MOST_IN_MEMORY);
    }

    <I> void save(NeighborSearch<I> search, ConformalJudge judge, OodScores<I> ood, Measured measured)
            throws IOException {
        requireNamed(judge.nonconformity());
        Files.createDirectories(directory);
        try {
            saveLocked(new Content<>(
                    search,
                    Manifest.of(search, judge, measured),
                    ood,
                    judge.config().index()));
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            InterruptedIOException interrupted = new InterruptedIOException(
                    "saving into " + directory + " was interrupted; the directory holds the model of before");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** What is saved. */
    private record Content<I>(NeighborSearch<I> search, Manifest<I> manifest, OodScores<I> ood, IndexFactory factory) {}

    private void saveLocked(Content<?> content) throws IOException {
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            SaveJournal journal = new SaveJournal(directory, lock);
            Optional<Set<String>> inPlace = filesInPlace();
            if (inPlace.isPresent()) {
                journal.recover(inPlace.get());
            }
            Set<String> replaced = inPlace.orElse(Set.of());
            String generation = journal.begin(replaced);
            Set<String> written = saveAll(content, journal, generation);
            try {
                journal.deleteFiles(replaced, written);
                journal.end();
            } catch (IOException e) {
                LOG.warn("files of a replaced model stay in {} until the next save: {}", directory, e.toString());
            }
        }
    }

    private Set<String> saveAll(Content<?> content, SaveJournal journal, String generation) throws IOException {
        try {
            return write(content, generation);
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

    private <I> Set<String> write(Content<I> content, String generation) throws IOException {
        NeighborSearch<I> search = content.search();
        PartWriter parts = new PartWriter(directory, generation);
        for (int layer = 0; layer < search.indexes().size(); layer++) {
            List<Optional<NeighborIndex>> classes = search.indexes().get(layer).byLabel();
            for (int label = 0; label < classes.size(); label++) {
                if (classes.get(label).isPresent()) {
                    NeighborIndex index = classes.get(label).get();
                    parts.addIndex(layer, label, file -> content.factory().save(index, file));
                }
            }
        }
        content.manifest().write(parts, search.extractor().codec());
        InstalledIndexes.writeArtifact(parts, content.factory());
        content.ood().write(parts, content.factory());
        Path beside = directory.resolve("dknn-" + generation + ".model");
        ContainerFile.write(beside, KIND, VERSION, parts.parts()::write);
        AtomicMove.replace(beside, manifest());
        return parts.parts().files();
    }

    private Path manifest() {
        return directory.resolve(MANIFEST);
    }

    /** Files that the manifest in place names; empty if there is one that this release cannot read. */
    private Optional<Set<String>> filesInPlace() throws IOException {
        if (!Files.exists(manifest())) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(ContainerFile.read(manifest(), KIND, VERSION, ModelFiles::readFiles));
        } catch (DknnFormatException e) {
            LOG.warn("files of the model in {} stay, because its manifest cannot be read: {}", directory, e.toString());
            return Optional.empty();
        }
    }

    private static Set<String> readFiles(DataInputStream in, int version) throws IOException {
        if (version == VERSION) {
            return PartList.read(in).files();
        }
        Set<String> files = Set.copyOf(Manifest.FirstEdition.readFiles(in));
        in.readAllBytes();
        return files;
    }

    private static void requireNamed(Nonconformity nonconformity) {
        if (!Nonconformity.isNamed(nonconformity)) {
            throw new IllegalStateException("only dknn's own kinds of nonconformity can be saved, got "
                    + nonconformity.name() + "; save withNonconformity(...) of one of these");
        }
    }

    /**
     * Reads the model of before or after a save that runs meanwhile: tries again if the manifest changed, and finally
     * keeps others from saving.
     */
    <I> DeepKnn<I> load(ActivationExtractor<I> extractor, List<IndexFactory> factories) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int before = ContainerFile.lastInt(manifest());
            try {
                return loadOnce(extractor, factories);
            } catch (IOException e) {
                if (ContainerFile.lastInt(manifest()) == before) {
                    throw e;
                }
            }
        }
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            LOG.debug("others save into {} again and again, it is locked for loading: {}", directory, lock);
            return loadOnce(extractor, factories);
        }
    }

    private <I> DeepKnn<I> loadOnce(ActivationExtractor<I> extractor, List<IndexFactory> factories) throws IOException {
        Path file = manifest();
        Stored<I> stored =
                ContainerFile.read(file, KIND, VERSION, (in, version) -> readStored(in, version, extractor.codec()));
        try {
            return classifier(stored, extractor, factories);
        } catch (IOException | RuntimeException | Error e) {
            StoredInputs.close(stored.manifest().examples());
            throw e;
        }
    }

    private <I> DeepKnn<I> classifier(Stored<I> stored, ActivationExtractor<I> extractor, List<IndexFactory> factories)
            throws IOException {
        Path file = manifest();
        Manifest<I> manifest = stored.manifest();
        manifest.requireMadeFor(extractor, file);
        IndexFactory factory = InstalledIndexes.named(manifest.choices().indexName(), factories, stored.parts(), file);
        ReferenceExamples<I> reference = new ReferenceExamples<>(manifest.examples());
        List<ClasswiseIndex> indexes = loadIndexes(stored, factory, reference, file);
        NeighborSearch<I> search = new NeighborSearch<>(
                extractor, indexes, reference, manifest.choices().k());
        try {
            ConformalJudge judge =
                    ConformalJudge.of(manifest.config(factory), manifest.calibrationScores(), manifest.typical());
            return new DeepKnn<>(
                    search, judge, OodScores.read(stored.parts(), file, search, factory), manifest.measured());
        } catch (IOException | RuntimeException | Error e) {
            indexes.forEach(ClasswiseIndex::close);
            throw e;
        }
    }

    /** A model whose indexes are not read yet. */
    private record Stored<I>(Manifest<I> manifest, PartList parts) {}

    private <I> Stored<I> readStored(DataInputStream in, int version, InputCodec<I> codec) throws IOException {
        Path file = manifest();
        if (version < FIRST_EDITION) {
            throw new DknnFormatException(file + " is of version " + version
                    + ", which lacks the neighbor statistics of its calibration examples; fit the classifier again");
        }
        if (version == FIRST_EDITION) {
            Manifest.FirstEdition<I> first = Manifest.FirstEdition.read(in, codec);
            return new Stored<>(first.manifest(), parts(first, file));
        }
        PartList parts = PartList.read(in);
        return new Stored<>(Manifest.read(parts, file, codec, mostInMemory), parts);
    }

    private static PartList parts(Manifest.FirstEdition<?> first, Path file) throws DknnFormatException {
        List<String> names = new ArrayList<>();
        ReferenceExamples<?> reference =
                new ReferenceExamples<>(first.manifest().examples());
        for (int layer = 0; layer < first.manifest().layers().size(); layer++) {
            for (int label = 0; label < reference.classes(); label++) {
                if (reference.ordinals(label).length > 0) {
                    names.add(PartList.index(layer, label));
                }
            }
        }
        if (names.size() != first.indexFiles().size()) {
            throw new DknnFormatException(file + " needs indexes of " + names + ", but names "
                    + first.indexFiles().size() + " index files");
        }
        return PartList.of(IntStream.range(0, names.size())
                .mapToObj(
                        i -> PartFile.unchecked(names.get(i), first.indexFiles().get(i)))
                .toList());
    }

    private static List<ClasswiseIndex> loadIndexes(
            Stored<?> stored, IndexFactory factory, ReferenceExamples<?> reference, Path file) throws IOException {
        Manifest<?> manifest = stored.manifest();
        if (manifest.choices().k() < 1
                || manifest.choices().k() > reference.examples().size()) {
            throw new DknnFormatException(
                    file + " tells of " + reference.examples().size() + " reference examples and k = "
                            + manifest.choices().k());
        }
        List<Optional<NeighborIndex>> loaded = new ArrayList<>();
        List<ClasswiseIndex> layers = new ArrayList<>();
        try {
            for (int layer = 0; layer < manifest.layers().size(); layer++) {
                for (int label = 0; label < reference.classes(); label++) {
                    int size = reference.ordinals(label).length;
                    String name = PartList.index(layer, label);
                    loaded.add(
                            size == 0
                                    ? Optional.empty()
                                    : Optional.of(
                                            stored.parts().part(name, 1, file).load(file, factory)));
                    requireSize(loaded.get(loaded.size() - 1), size, manifest, file);
                }
                int end = loaded.size();
                layers.add(new ClasswiseIndex(List.copyOf(loaded.subList(end - reference.classes(), end)), reference));
            }
            manifest.probes().requireFoundIn(layers, manifest.choices().metric(), file);
        } catch (IOException | RuntimeException | Error e) {
            loaded.forEach(index -> index.ifPresent(NeighborIndex::close));
            throw e;
        }
        return List.copyOf(layers);
    }

    private static void requireSize(Optional<NeighborIndex> index, int size, Manifest<?> manifest, Path file)
            throws DknnFormatException {
        if (index.isPresent()
                && (index.get().metric() != manifest.choices().metric()
                        || index.get().size() != size)) {
            throw new DknnFormatException(file + " tells of " + size + " reference examples of a class in the metric "
                    + manifest.choices().metric() + ", but an index file beside it holds " + index.get());
        }
    }
}
