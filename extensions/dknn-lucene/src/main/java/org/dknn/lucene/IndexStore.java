package org.dknn.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the index of one set of vectors, open for reading: one segment whose documents are the rows.
 *
 * @param temporary the folder of the files, which is deleted with them; none if they are kept
 */
record IndexStore(Directory directory, DirectoryReader reader, Optional<Path> temporary) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneFactory.class);

    /** Field of the vectors. */
    static final String VECTOR = "vector";

    /** Opens the files; what is opened is closed if that fails. */
    static IndexStore open(Directory directory, Optional<Path> temporary) throws IOException {
        return new IndexStore(directory, DirectoryReader.open(directory), temporary);
    }

    /** The rows: those of the one segment. */
    List<SegmentRows> segments(StoredSpace space) throws IOException {
        LeafReader segment = reader.leaves().get(0).reader();
        int[] documents = new int[segment.maxDoc()];
        Arrays.setAll(documents, i -> i);
        return List.of(SegmentRows.wrap(segment, VECTOR, space, documents, 0));
    }

    /** Names of the files, sorted. */
    List<String> files() throws IOException {
        return Stream.of(directory.listAll())
                .filter(name -> !name.equals(IndexWriter.WRITE_LOCK_NAME))
                .sorted()
                .toList();
    }

    /**
     * Copies a file.
     *
     * @throws NoSuchFileException if somebody has removed it
     */
    void copy(String name, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
            for (long left = in.length(); left > 0; ) {
                int count = (int) Math.min(buffer.length, left);
                in.readBytes(buffer, 0, count);
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    @Override
    public void close() {
        try (directory) {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + directory + ": " + e.getMessage(), e);
        } finally {
            temporary.ifPresent(IndexStore::delete);
        }
    }

    /** Deletes a folder with the files in it, as far as possible. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} is removed already, or stays: {}", folder, e.toString());
        }
    }
}
