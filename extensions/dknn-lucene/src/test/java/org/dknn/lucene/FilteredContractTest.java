package org.dknn.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.testkit.NeighborIndexContract;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One class of a graph that holds another class and removed examples as well, in several segments. */
class FilteredContractTest extends NeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return new Filtered();
    }

    /** A set that is saved apart gets a graph of its own, which may miss others; what is compared in full stays the same. */
    @Override
    @ParameterizedTest
    @EnumSource(Metric.class)
    protected void saving_and_loading_changes_no_answer(Metric metric, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        try (NeighborIndex built = factory().build(VECTORS, metric)) {
            factory().save(built, file);
            try (NeighborIndex loaded = factory().load(file)) {
                assertEquals(built.search(QUERIES, 600), loaded.search(QUERIES, 600));
            }
        }
    }

    /** Index that is saved as a set of its own, as a snapshot is. */
    private record Filtered() implements IndexFactory {

        private static final LuceneFactory SAVED = new LuceneFactory();
        private static final int SEGMENT = 250;

        @Override
        public String name() {
            return "filtered";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            vectors.requireFinite("vectors");
            if (vectors.rows() == 0) {
                throw new IllegalArgumentException("no vectors");
            }
            StoreHeader header = new StoreHeader(
                    "m",
                    List.of("l"),
                    List.of(vectors.columns()),
                    List.of("a", "b"),
                    metric,
                    GraphForm.USUAL,
                    Graphs.PER_LAYER);
            try {
                Directory directory = new ByteBuffersDirectory();
                write(directory, PreparedVectors.of(vectors, metric), header);
                DirectoryReader reader = DirectoryReader.open(directory);
                Map<IndexFactory.Context, NeighborIndex> indexes =
                        StoredExamples.read(reader).indexes(header);
                return indexes.get(new Context("m", "l", "b"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void write(Directory directory, PreparedVectors vectors, StoreHeader header) throws IOException {
            IndexWriterConfig config = header.form().writerConfig();
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (int row = 0; row < vectors.matrix().rows(); row++) {
                    List<float[]> placed = List.of(vectors.matrix().row(row));
                    writer.addDocument(ExampleDocument.of(3L * row, 1, "", placed, header.graphs()));
                    writer.addDocument(ExampleDocument.of(3L * row + 1, 0, "", placed, header.graphs()));
                    writer.addDocument(ExampleDocument.of(3L * row + 2, 1, "", placed, header.graphs()));
                    writer.deleteDocuments(ExampleDocument.anyOf(new long[] {3L * row + 2}));
                    if (row % SEGMENT == SEGMENT - 1) {
                        writer.flush();
                    }
                }
                writer.commit();
            }
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            SAVED.save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return SAVED.load(file);
        }
    }
}
