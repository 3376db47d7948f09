package org.dknn.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.dknn.vector.PreparedVectors;

/**
 * Builds the index of a set of vectors in a temporary folder.
 *
 * @param parent folder of the temporary one; none for that of the system
 */
record IndexBuilder(GraphForm form, Optional<Path> parent, DirectoryOpener opener) {

    /** Prepared vectors, read in blocks. */
    @FunctionalInterface
    interface Blocks {
        PreparedVectors rows(int from, int to) throws IOException;
    }

    /**
     * Builds an index; nothing stays if that fails.
     *
     * @param rows number of vectors, at least 1
     * @param block number of rows to be read at a time
     */
    LuceneIndex build(StoredSpace space, int rows, int block, Blocks blocks) throws IOException {
        Path folder = folder();
        try {
            return build(space, rows, block, blocks, folder);
        } catch (IOException | RuntimeException | Error e) {
            IndexStore.delete(folder);
            throw e;
        }
    }

    private Path folder() throws IOException {
        if (parent.isEmpty()) {
            return Files.createTempDirectory("dknn-lucene");
        }
        Files.createDirectories(parent.get());
        return Files.createTempDirectory(parent.get(), "dknn-lucene");
    }

    private LuceneIndex build(StoredSpace space, int rows, int block, Blocks blocks, Path folder) throws IOException {
        Directory directory = new TemporaryDirectory(opener.open(folder));
        try {
            try (IndexWriter writer = new IndexWriter(directory, form.writerConfig())) {
                for (int from = 0; from < rows; from += block) {
                    add(writer, blocks.rows(from, Math.min(rows, from + block)));
                }
                writer.forceMerge(1);
                writer.commit();
            }
            IndexStore store = IndexStore.open(directory, Optional.of(folder));
            return new LuceneIndex(store.segments(space), space, form, Optional.of(store));
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static void add(IndexWriter writer, PreparedVectors block) throws IOException {
        for (int row = 0; row < block.matrix().rows(); row++) {
            float[] vector = block.matrix().row(row);
            writer.addDocument(
                    StoredSpace.isZero(vector)
                            ? List.of()
                            : List.of(new KnnFloatVectorField(
                                    IndexStore.VECTOR, vector, VectorSimilarityFunction.EUCLIDEAN)));
        }
    }

    /** A copy of an index, in one segment. */
    LuceneIndex copy(StoredSpace space, List<SegmentRows> segments) throws IOException {
        int rows = segments.stream().mapToInt(SegmentRows::size).sum();
        return build(space, rows, 1, (from, to) -> {
            SegmentRows segment = segments.stream()
                    .filter(some -> from < some.first() + some.size())
                    .findFirst()
                    .orElseThrow();
            return segment.vector(from - segment.first());
        });
    }
}
