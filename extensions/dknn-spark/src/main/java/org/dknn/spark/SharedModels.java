package org.dknn.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.dknn.internal.Closing;

/**
 * Models of one kind that are loaded once and used by all who ask, as long as one of them does. An idle model stays for the next one who
 * asks for it, and is closed before another model is loaded; so there is at most one idle model. A directory that has changed since holds
 * another model. Safe for use by many threads: those who ask while a model is loaded wait for it.
 *
 * @param <M> what is loaded
 */
final class SharedModels<M extends AutoCloseable> {

    private final Loader<M> loader;
    private final Map<Key, Entry<M>> entries = new HashMap<>();

    SharedModels(Loader<M> loader) {
        this.loader = loader;
    }

    /** Reads a model of a directory. */
    @FunctionalInterface
    interface Loader<M> {
        M load(Path directory) throws IOException;
    }

    /** A directory as it was at a time. */
    private record Key(Path directory, long newest, long files) {

        static Key of(Path directory) throws IOException {
            long newest = Long.MIN_VALUE;
            long count = 0;
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                    count++;
                }
            }
            return new Key(directory.toRealPath(), newest, count);
        }
    }

    private static final class Entry<M> {

        private final M model;
        private int users;

        private Entry(M model) {
            this.model = model;
        }
    }

    /** Use of a model, until it is closed. */
    final class Lease implements AutoCloseable {

        private final Entry<M> entry;
        private final AtomicBoolean isOver = new AtomicBoolean();

        private Lease(Entry<M> entry) {
            this.entry = entry;
        }

        M model() {
            return entry.model;
        }

        /** Ends the use; has no effect a second time. */
        @Override
        public void close() {
            if (isOver.compareAndSet(false, true)) {
                synchronized (SharedModels.this) {
                    entry.users--;
                }
            }
        }
    }

    /** The model of a directory, which is loaded if nobody has done so yet. */
    synchronized Lease lease(Path directory) throws IOException {
        Key key = Key.of(directory);
        Entry<M> entry = entries.get(key);
        if (entry == null) {
            closeIdle();
            entry = new Entry<>(loader.load(directory));
            entries.put(key, entry);
        }
        entry.users++;
        return new Lease(entry);
    }

    /** Closes the models that nobody uses. */
    synchronized void closeIdle() {
        for (Iterator<Entry<M>> all = entries.values().iterator(); all.hasNext(); ) {
            Entry<M> entry = all.next();
            if (entry.users == 0) {
                all.remove();
                Closing.close(entry.model);
            }
        }
    }

    /** Number of models that are open. */
    synchronized int open() {
        return entries.size();
    }
}
