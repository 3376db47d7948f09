package org.dknn.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.dknn.internal.DknnFormatException;

/**
 * Lucene index of reference examples: one document per example, with a vector per layer, so that a commit holds all layers of an
 * example or none. A change that fails leaves the commit of before. Not safe for use by several threads.
 */
final class ExampleStore implements Closeable {

    private static final String NEXT_ID = "next id";

    private final Path path;
    private final Directory directory;
    private final StoreHeader header;

    /** Empty after a change that failed, until the next one. */
    private Optional<IndexWriter> writer = Optional.empty();

    /** Number of the next example that is added; never given twice. */
    private long nextId;

    private ExampleStore(Path path, Directory directory, StoreHeader header, long nextId) {
        this.path = path;
        this.directory = directory;
        this.header = header;
        this.nextId = nextId;
    }

    /** What is done with the writer before a commit. */
    @FunctionalInterface
    interface Change {

        /** Applies the change; returns the number of examples that it adds. */
        int apply(IndexWriter writer) throws IOException;
    }

    /** A new store, with its first examples; what was written is deleted if that fails. */
    static ExampleStore create(Path path, DirectoryOpener opener, StoreHeader header, Change examples)
            throws IOException {
        Files.createDirectories(path);
        Directory directory = opener.open(path);
        ExampleStore store = new ExampleStore(path, directory, header, 0);
        try {
            if (DirectoryReader.indexExists(directory)) {
                throw new DknnFormatException(
                        path + " must hold no reference examples yet; open them, or choose another directory");
            }
            store.writer = Optional.of(store.newWriter(OpenMode.CREATE));
            store.change(examples);
            return store;
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** The store that was created in a directory. */
    static ExampleStore open(Path path, DirectoryOpener opener) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new DknnFormatException(path + " must be a directory of reference examples, got none");
        }
        Directory directory = opener.open(path);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> told = reader.getIndexCommit().getUserData();
            StoreHeader header = StoreHeader.read(told, path);
            long nextId = Long.parseLong(String.valueOf(told.get(NEXT_ID)));
            ExampleStore store = new ExampleStore(path, directory, header, nextId);
            store.writer = Optional.of(store.newWriter(OpenMode.APPEND));
            return store;
        } catch (IndexNotFoundException | NumberFormatException e) {
            directory.close();
            throw new DknnFormatException(path + " must be a directory of reference examples, got none", e);
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    StoreHeader header() {
        return header;
    }

    long nextId() {
        return nextId;
    }

    private IndexWriter newWriter(OpenMode mode) throws IOException {
        try {
            IndexWriterConfig config = header.form().writerConfig().setOpenMode(mode);
            return new IndexWriter(directory, config);
        } catch (LockObtainFailedException e) {
            throw new IOException(
                    "the reference examples in " + path + " are open for changes elsewhere; close them there first", e);
        }
    }

    /**
     * Changes the examples, all at once: they are on disk when this returns.
     *
     * @throws IOException if they cannot be written; the examples of before stay
     */
    void change(Change change) throws IOException {
        try {
            IndexWriter current = writer.isPresent() ? writer.get() : newWriter(OpenMode.APPEND);
            writer = Optional.of(current);
            long next = nextId + change.apply(current);
            Map<String, String> told = header.toMap();
            told.put(NEXT_ID, String.valueOf(next));
            current.setLiveCommitData(told.entrySet());
            current.commit();
            nextId = next;
        } catch (IOException | AlreadyClosedException e) {
            undo(e);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            undo(e);
            throw e;
        }
    }

    private IOException failure(Exception cause) {
        String unchanged = "the reference examples in " + path + " stay as they were; try again when the cause is gone";
        if (Thread.currentThread().isInterrupted()) { // Lucene may hide that this is the cause
            InterruptedIOException interrupted = new InterruptedIOException("interrupted; " + unchanged);
            interrupted.initCause(cause);
            return interrupted;
        }
        return new IOException("cannot write, as " + cause + "; " + unchanged, cause);
    }

    private void undo(Throwable cause) {
        try {
            if (writer.isPresent()) {
                writer.get().rollback();
            }
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
        writer = Optional.empty();
    }

    /** A reader of the last commit. */
    DirectoryReader firstReader() throws IOException {
        return DirectoryReader.open(directory);
    }

    /** A reader of the last commit; the same one, held once more, if nothing has changed. */
    DirectoryReader reader(DirectoryReader before) throws IOException {
        DirectoryReader changed = DirectoryReader.openIfChanged(before);
        if (changed == null) {
            before.incRef();
            return before;
        }
        return changed;
    }

    /** Readers stay open. */
    @Override
    public void close() throws IOException {
        try (directory) {
            if (writer.isPresent()) {
                writer.get().rollback();
                writer = Optional.empty();
            }
        }
    }

    @Override
    public String toString() {
        return "ExampleStore[" + path + "]";
    }
}
