package org.dknn;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Activations in files, one per layer, in a directory of their own. A journal tells which chunks are complete, so that a process that is
 * killed can be continued by another one: it begins with the number of layers and their widths, and has the number of rows and the
 * checksum of each chunk.
 */
final class SpillStore implements ActivationStore {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);
    private static final String JOURNAL = "chunks";

    private final Path directory;
    private final long wanted;
    private final RandomAccessFile journal;
    private final List<SpillFile> layers = new ArrayList<>();
    private boolean closed;

    private SpillStore(Path directory, long wanted, RandomAccessFile journal) {
        this.directory = directory;
        this.wanted = wanted;
        this.journal = journal;
    }

    /**
     * Makes a directory for activations, or continues the one that a killed process left.
     *
     * @param parent where the directory is; made if it is missing
     * @param key what the activations are of: equal keys have equal activations
     * @param wanted number of rows in the end
     * @throws UncheckedIOException if the directory cannot be written, or another fit of the same activations uses it
     */
    static SpillStore of(Path parent, String key, long wanted) {
        Path directory = parent.resolve("dknn-fit-" + key);
        try {
            Files.createDirectories(directory);
            RandomAccessFile journal =
                    new RandomAccessFile(directory.resolve(JOURNAL).toFile(), "rw");
            try {
                requireAlone(journal, directory);
                SpillStore store = new SpillStore(directory, wanted, journal);
                store.resume();
                return store;
            } catch (IOException | RuntimeException | Error e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep activations in " + directory + "; choose a directory that can be written: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void requireAlone(RandomAccessFile journal, Path directory) throws IOException {
        try {
            FileLock lock = journal.getChannel().tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // by this process
        }
        throw new IOException("a fit of the same examples uses " + directory + " now");
    }

    private void resume() throws IOException {
        long complete = 0;
        try {
            int count = journal.readInt();
            for (int layer = 0; layer < count; layer++) {
                layers.add(file(layer, journal.readInt()));
            }
            complete = journal.getFilePointer();
            while (readChunkAgain()) {
                complete = journal.getFilePointer();
            }
        } catch (EOFException e) {
            LOG.debug("no further chunk in {}", directory);
        }
        if (complete == 0) {
            closeLayers();
        }
        journal.setLength(complete);
        journal.seek(complete);
        if (rows() > 0) {
            LOG.info("continues with the activations of {} examples in {}", rows(), directory);
        }
    }

    /** Whether the next chunk of the journal is in the files as it was written. */
    private boolean readChunkAgain() throws IOException {
        int count = journal.readInt();
        int checksum = journal.readInt();
        int before = rows();
        CRC32C found = new CRC32C();
        try {
            for (SpillFile layer : layers) {
                layer.readAgain(count, found);
            }
        } catch (EOFException e) {
            found.reset();
        }
        boolean intact = count > 0 && before + (long) count <= wanted && checksum == (int) found.getValue();
        if (!intact) {
            layers.forEach(layer -> layer.forget(layer.rows() - before));
        }
        return intact;
    }

    private SpillFile file(int layer, int columns) throws IOException {
        return SpillFile.of(path(layer), columns);
    }

    private Path path(int layer) {
        return directory.resolve("layer-" + layer + ".floats");
    }

    @Override
    public int rows() {
        return layers.isEmpty() ? 0 : layers.get(0).rows();
    }

    @Override
    public void add(List<FloatMatrix> chunk) {
        try {
            if (layers.isEmpty()) {
                begin(chunk);
            }
            CRC32C checksum = new CRC32C();
            for (int layer = 0; layer < layers.size(); layer++) {
                layers.get(layer).append(chunk.get(layer), checksum);
            }
            journal.writeInt(chunk.get(0).rows());
            journal.writeInt((int) checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write activations into " + directory + " after " + rows() + " of " + wanted
                            + " examples; free disk space or choose another directory: " + e.getMessage(),
                    e);
        }
    }

    private void begin(List<FloatMatrix> chunk) throws IOException {
        long columns = chunk.stream().mapToLong(FloatMatrix::columns).sum();
        requireSpace(
                columns * wanted * Float.BYTES, Files.getFileStore(directory).getUsableSpace());
        journal.writeInt(chunk.size());
        for (int layer = 0; layer < chunk.size(); layer++) {
            layers.add(file(layer, chunk.get(layer).columns()));
            journal.writeInt(chunk.get(layer).columns());
        }
    }

    /** Refuses at the start what would fill the disk in the end. */
    static void requireSpace(long bytes, long usable) throws IOException {
        if (bytes > usable) {
            throw new IOException("the activations need " + (bytes >> 20) + " MB, but the disk has " + (usable >> 20)
                    + " MB that can be used");
        }
    }

    @Override
    public VectorSource layer(int layer) {
        return layers.get(layer);
    }

    @Override
    public void release(int layer) {
        try {
            layers.get(layer).close();
            Files.deleteIfExists(path(layer));
        } catch (IOException e) {
            LOG.warn("{} stays and may be deleted: {}", path(layer), e.toString());
        }
    }

    private void closeLayers() throws IOException {
        for (SpillFile layer : layers) {
            layer.close();
        }
        layers.clear();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            int count = layers.size();
            closeLayers();
            for (int layer = 0; layer < count; layer++) {
                Files.deleteIfExists(path(layer));
            }
            journal.close();
            Files.deleteIfExists(directory.resolve(JOURNAL));
            Files.delete(directory);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", directory);
        } catch (IOException e) {
            LOG.warn("{} stays and may be deleted: {}", directory, e.toString());
        }
    }
}
