package org.dknn.lucene;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.OpenFile;
import org.dknn.lucene.PackedDirectory.Place;
import org.dknn.vector.Metric;

/**
 * File format of a Lucene index: a {@link ContainerFile} with this payload.
 *
 * <pre>
 * length           int     of what follows up to the content, in bytes
 * metric           UTF     name of the metric
 * columns          int     width of the vectors
 * rows             int     their number
 * form             int links, int build width, int search width, boolean quantized
 * files            int     number of Lucene's files
 * per file         UTF     its name, then a long, its length
 * content          of the files, in the same order
 * </pre>
 *
 * <p>A loaded index reads on from this file.
 */
final class LuceneFile {

    private static final String KIND = "lucene-index";
    private static final int VERSION = 1;

    private LuceneFile() {}

    /** What is written before the content. */
    private record Head(StoredSpace space, int rows, GraphForm form, Map<String, Long> lengths) {

        byte[] toBytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(space.metric().name());
            out.writeInt(space.columns());
            out.writeInt(rows);
            form.write(out);
            out.writeInt(lengths.size());
            for (Map.Entry<String, Long> file : lengths.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeLong(file.getValue());
            }
            return bytes.toByteArray();
        }

        static Head read(DataInputStream in) throws IOException {
            StoredSpace space = new StoredSpace(Metric.valueOf(in.readUTF()), in.readInt());
            int rows = in.readInt();
            GraphForm form = GraphForm.read(in);
            Map<String, Long> lengths = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                lengths.put(in.readUTF(), in.readLong());
            }
            return new Head(space, rows, form, lengths);
        }

        /** Places of the files, whose content starts somewhere. */
        Map<String, Place> places(long start) {
            Map<String, Place> places = new LinkedHashMap<>();
            long next = start;
            for (Map.Entry<String, Long> file : lengths.entrySet()) {
                places.put(file.getKey(), new Place(next, file.getValue()));
                next += file.getValue();
            }
            return places;
        }

        long contentLength() {
            return lengths.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Writes an index whose store holds nothing else. */
    static void write(LuceneIndex index, IndexStore store, Path file) throws IOException {
        try {
            Map<String, Long> lengths = new LinkedHashMap<>();
            for (String name : store.files()) {
                lengths.put(name, store.directory().fileLength(name));
            }
            byte[] head = new Head(index.space(), index.size(), index.form(), lengths).toBytes();
            ContainerFile.write(file, KIND, VERSION, out -> {
                out.writeInt(head.length);
                out.write(head);
                for (String name : lengths.keySet()) {
                    store.copy(name, out);
                }
            });
        } catch (NoSuchFileException e) {
            NoSuchFileException removed = new NoSuchFileException(
                    e.getFile(), null, "cannot save " + index + ", as its files were removed; build it again");
            removed.initCause(e);
            throw removed;
        }
    }

    /** Checks a file and opens the index in it. */
    static LuceneIndex read(Path file) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            ContainerFile.Payload payload = ContainerFile.verify(open, KIND, VERSION);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(open.bytes(payload.offset(), payload.length())));
            int headLength = in.readInt();
            Head head = Head.read(in);
            long before = (long) Integer.BYTES + headLength;
            if (before + head.contentLength() != payload.length()) {
                throw new DknnFormatException(file + " tells of " + head.lengths() + " bytes of files, but holds "
                        + (payload.length() - before));
            }
            return index(file, head, payload.offset() + before);
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file + " does not hold a well-formed " + KIND, e);
        }
    }

    private static LuceneIndex index(Path file, Head head, long start) throws IOException {
        Path absolute = file.toAbsolutePath();
        Directory folder = new MMapDirectory(absolute.getParent());
        try {
            Directory packed = PackedDirectory.open(folder, String.valueOf(absolute.getFileName()), head.places(start));
            return index(file, head, packed);
        } catch (IOException | RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    private static LuceneIndex index(Path file, Head head, Directory packed) throws IOException {
        try {
            IndexStore store = IndexStore.open(packed, Optional.empty());
            return index(file, head, store);
        } catch (DknnFormatException e) {
            packed.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            packed.close();
            throw new DknnFormatException(file + " holds no index that this release of Lucene reads", e);
        }
    }

    private static LuceneIndex index(Path file, Head head, IndexStore store) throws IOException {
        int segments = store.reader().leaves().size();
        if (segments != 1 || store.reader().hasDeletions() || store.reader().maxDoc() != head.rows()) {
            throw new DknnFormatException(file + " tells of " + head.rows() + " rows, but holds "
                    + store.reader().numDocs() + " in " + segments + " segments");
        }
        List<SegmentRows> rows = store.segments(head.space());
        return new LuceneIndex(rows, head.space(), head.form(), Optional.of(store));
    }
}
