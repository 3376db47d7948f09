package org.dknn.lucene;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/**
 * The files of a Lucene index within one file, which is mapped into memory: nothing is unpacked. Cannot be changed.
 */
final class PackedDirectory extends Directory {

    private final Directory folder;
    private final IndexInput whole;
    private final Map<String, Place> places;

    /** Where a file is, in bytes from the beginning of the whole. */
    record Place(long start, long length) {}

    private PackedDirectory(Directory folder, IndexInput whole, Map<String, Place> places) {
        this.folder = folder;
        this.whole = whole;
        this.places = places;
    }

    /**
     * Opens the file that holds others.
     *
     * @param folder closed with this one
     */
    static PackedDirectory open(Directory folder, String file, Map<String, Place> places) throws IOException {
        return new PackedDirectory(folder, folder.openInput(file, IOContext.DEFAULT), Map.copyOf(places));
    }

    private Place place(String name) throws NoSuchFileException {
        Place place = places.get(name);
        if (place == null) {
            throw new NoSuchFileException(name);
        }
        return place;
    }

    @Override
    public String[] listAll() {
        return places.keySet().stream().sorted().toArray(String[]::new);
    }

    @Override
    public long fileLength(String name) throws IOException {
        return place(name).length();
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        Place place = place(name);
        return whole.slice(name, place.start(), place.length());
    }

    @Override
    public Set<String> getPendingDeletions() {
        return Set.of();
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            whole.close();
        }
    }

    private static UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException("a packed index cannot be changed");
    }

    @Override
    public void deleteFile(String name) {
        throw unchangeable();
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) {
        throw unchangeable();
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) {
        throw unchangeable();
    }

    @Override
    public void sync(Collection<String> names) {
        throw unchangeable();
    }

    @Override
    public void syncMetaData() {
        throw unchangeable();
    }

    @Override
    public void rename(String source, String target) {
        throw unchangeable();
    }

    @Override
    public Lock obtainLock(String name) {
        throw unchangeable();
    }

    @Override
    public String toString() {
        return "PackedDirectory[" + whole + "]";
    }
}
