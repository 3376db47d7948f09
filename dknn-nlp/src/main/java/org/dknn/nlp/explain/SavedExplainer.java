package org.dknn.nlp.explain;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Serving;
import org.dknn.activation.ActivationExtractor;
import org.dknn.internal.Closing;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DirectoryLock;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelParts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of a saved {@link Explainer}: {@code dknn.explainer}, which names a directory beside it, and in that the parts.
 * Each save writes a new directory and moves {@code dknn.explainer} into place last, so a reader finds the old
 * explainer or the new one.
 *
 * @param names of the segments
 * @param generation the directory of the parts
 */
record SavedExplainer(List<String> names, String generation) {

    private static final Logger LOG = LoggerFactory.getLogger(SavedExplainer.class);
    private static final String POINTER = "dknn.explainer";
    private static final String KIND = "dknn-explainer";
    private static final String TEXTS_KIND = "dknn-texts";
    private static final int VERSION = 1;
    private static final String GENERATION = "explainer-";
    private static final int ATTEMPTS = 10;

    /** Deletes the directory of an older save. */
    @FunctionalInterface
    interface Deletion {
        void delete(Path directory) throws IOException;
    }

    static void save(InputKind<?> kind, Path directory) throws IOException {
        save(kind, directory, SavedExplainer::delete);
    }

    static void save(InputKind<?> kind, Path directory, Deletion deletion) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            // needs no journal: what an interrupted save left is known by its name
            lock.write("");
            Path fresh = fresh(directory);
            try {
                writeParts(kind, fresh);
                ContainerFile.write(directory.resolve(POINTER), KIND, VERSION, out -> {
                    Utf16.writeAll(out, kind.names());
                    Utf16.write(out, String.valueOf(fresh.getFileName()));
                });
            } catch (IOException | RuntimeException e) {
                delete(fresh);
                throw e;
            }
            for (Path old : generations(directory)) {
                if (!old.equals(fresh)) {
                    clear(old, deletion);
                }
            }
        }
    }

    /** Deletes what nothing refers to any more; the explainer is saved whether this is possible or not. */
    private static void clear(Path old, Deletion deletion) {
        try {
            deletion.delete(old);
        } catch (IOException e) {
            LOG.warn("The explainer is saved, but {} of an earlier save cannot be deleted; delete it by hand", old, e);
        }
    }

    /** A directory of a name that no other has; the lock is held while it is looked for. */
    private static Path fresh(Path directory) throws IOException {
        List<Path> taken = generations(directory);
        int number = 1;
        while (taken.contains(directory.resolve(GENERATION + number))) {
            number++;
        }
        return Files.createDirectory(directory.resolve(GENERATION + number));
    }

    private static List<Path> generations(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(GENERATION + "\\d+"))
                    .toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void writeParts(InputKind<?> kind, Path directory) throws IOException {
        ModelParts parts = ModelParts.installed();
        parts.write(kind.dknn().extractor(), directory.resolve("extractor"));
        parts.write(kind.tokenizer(), directory.resolve("tokenizer"));
        kind.dknn().save(directory.resolve("dknn"));
        ContainerFile.write(directory.resolve("texts.part"), TEXTS_KIND, VERSION, out -> {
            List<List<String>> written = kind.reference().written();
            out.writeInt(written.size());
            for (List<String> segments : written) {
                Utf16.writeAll(out, segments);
            }
        });
    }

    /** Reads the explainer of before or after a save that runs meanwhile. */
    @SuppressWarnings("unchecked") // the names of the segments tell the type of the inputs
    static <T> Explainer<T> load(Path directory, List<String> names, Serving serving) throws IOException {
        for (int attempt = 1; ; attempt++) {
            SavedExplainer saved = read(directory);
            if (!saved.names().equals(names)) {
                throw new DknnFormatException(
                        directory + " holds an explainer of " + saved.names() + ", got a call for " + names
                                + "; pairs are read by Explainer.loadPairs, texts by Explainer.load");
            }
            try {
                return (Explainer<T>) Explainer.of(kind(directory.resolve(saved.generation()), names, serving));
            } catch (IOException e) {
                if (attempt >= ATTEMPTS || read(directory).equals(saved)) {
                    throw e;
                }
            }
        }
    }

    private static SavedExplainer read(Path directory) throws IOException {
        return ContainerFile.read(
                directory.resolve(POINTER),
                KIND,
                VERSION,
                (in, version) -> new SavedExplainer(Utf16.readAll(in), Utf16.read(in)));
    }

    @SuppressWarnings("unchecked") // as above
    private static InputKind<?> kind(Path directory, List<String> names, Serving serving) throws IOException {
        ModelParts parts = ModelParts.installed();
        Tokenizer tokenizer = parts.read(directory.resolve("tokenizer"), Tokenizer.class);
        List<List<String>> written =
                ContainerFile.read(directory.resolve("texts.part"), TEXTS_KIND, VERSION, (in, version) -> readAll(in));
        ActivationExtractor<?> extractor = parts.read(directory.resolve("extractor"), ActivationExtractor.class);
        Path dknn = directory.resolve("dknn");
        try {
            InputKind<?> kind = names.equals(InputKind.TEXTS)
                    ? InputKind.texts(served(dknn, (ActivationExtractor<List<String>>) extractor, serving), tokenizer)
                    : InputKind.pairs(served(dknn, (ActivationExtractor<SentencePair>) extractor, serving), tokenizer);
            return withWritten(kind, written, directory).owned();
        } catch (IOException | RuntimeException e) {
            Closing.close(extractor);
            throw e;
        }
    }

    private static <I> DeepKnn<I> served(Path directory, ActivationExtractor<I> extractor, Serving serving)
            throws IOException {
        return DeepKnn.load(directory, extractor).withServing(serving);
    }

    /** Closes the classifier if the texts are not those of its examples. */
    private static InputKind<?> withWritten(InputKind<?> kind, List<List<String>> written, Path directory)
            throws DknnFormatException {
        try {
            return written.isEmpty() ? kind : kind.with(kind.reference().withWritten(written), false);
        } catch (IllegalArgumentException e) {
            kind.dknn().close();
            throw new DknnFormatException(
                    directory
                            + " holds reference texts that its tokenizer reads as other words than when they were saved: "
                            + e.getMessage(),
                    e);
        }
    }

    private static List<List<String>> readAll(DataInputStream in) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            all.add(Utf16.readAll(in));
        }
        return List.copyOf(all);
    }
}
