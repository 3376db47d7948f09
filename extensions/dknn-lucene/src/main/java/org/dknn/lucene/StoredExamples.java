package org.dknn.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.Bits;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;

/** The reference examples of a commit, in the order in which they were added. */
final class StoredExamples {

    private final List<Segment> segments;
    private final long[] ids;
    private final int[] labels;

    /** Examples of a segment. */
    private static final class Segment {

        private final LeafReader reader;
        private final int[] documents;
        private final int[] labels;
        private final long[] ids;

        Segment(LeafReader reader) throws IOException {
            this.reader = reader;
            Bits live = reader.getLiveDocs();
            documents = IntStream.range(0, reader.maxDoc())
                    .filter(document -> live == null || live.get(document))
                    .toArray();
            ids = values(ExampleDocument.ID);
            labels = Arrays.stream(values(ExampleDocument.LABEL))
                    .mapToInt(label -> (int) label)
                    .toArray();
        }

        private long[] values(String field) throws IOException {
            NumericDocValues column = reader.getNumericDocValues(field);
            long[] values = new long[documents.length];
            for (int i = 0; i < values.length; i++) {
                column.advance(documents[i]);
                values[i] = column.longValue();
            }
            return values;
        }

        int[] documents(int label) {
            return IntStream.range(0, documents.length)
                    .filter(i -> labels[i] == label)
                    .map(i -> documents[i])
                    .toArray();
        }
    }

    private StoredExamples(List<Segment> segments) {
        this.segments = segments;
        this.ids = segments.stream()
                .flatMapToLong(segment -> Arrays.stream(segment.ids))
                .toArray();
        this.labels = segments.stream()
                .flatMapToInt(segment -> Arrays.stream(segment.labels))
                .toArray();
    }

    static StoredExamples read(DirectoryReader reader) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (LeafReaderContext context : reader.leaves()) {
            Segment segment = new Segment(context.reader());
            if (segment.documents.length > 0) {
                segments.add(segment);
            }
        }
        return new StoredExamples(List.copyOf(segments));
    }

    /** Numbers of the examples, rising; not a copy. */
    long[] ids() {
        return ids;
    }

    /** Labels of the examples; not a copy. */
    int[] labels() {
        return labels;
    }

    /** Receives an example. */
    @FunctionalInterface
    interface InputConsumer {
        void accept(long id, String input);
    }

    /** Reads the inputs as their codec wrote them. */
    void forEachInput(InputConsumer consumer) throws IOException {
        for (Segment segment : segments) {
            StoredFields stored = segment.reader.storedFields();
            for (int i = 0; i < segment.documents.length; i++) {
                Document document = stored.document(segment.documents[i], Set.of(ExampleDocument.INPUT));
                consumer.accept(segment.ids[i], document.get(ExampleDocument.INPUT));
            }
        }
    }

    /** The indexes of all layers, and classes that have examples. */
    Map<Context, NeighborIndex> indexes(StoreHeader header) throws IOException {
        Map<Context, NeighborIndex> indexes = new HashMap<>();
        for (int label = 0; label < header.classes().size(); label++) {
            List<int[]> documents = documents(label);
            for (int layer = 0; layer < header.layers().size(); layer++) {
                Context context = new Context(
                        header.model(),
                        header.layers().get(layer),
                        header.classes().get(label));
                StoredSpace space =
                        new StoredSpace(header.metric(), header.columns().get(layer));
                index(ExampleDocument.vectorField(layer, label, header.graphs()), documents, space, header.form())
                        .ifPresent(index -> indexes.put(context, index));
            }
        }
        return indexes;
    }

    /** Documents of a class, by segment. */
    private List<int[]> documents(int label) {
        return segments.stream().map(segment -> segment.documents(label)).toList();
    }

    /** The index of a class in a layer; none if no example has the class. */
    private Optional<NeighborIndex> index(String field, List<int[]> documents, StoredSpace space, GraphForm form)
            throws IOException {
        List<SegmentRows> rows = new ArrayList<>();
        int first = 0;
        for (int segment = 0; segment < segments.size(); segment++) {
            int[] own = documents.get(segment);
            if (own.length > 0) {
                rows.add(SegmentRows.wrap(segments.get(segment).reader, field, space, own, first));
                first += own.length;
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new LuceneIndex(rows, space, form, Optional.empty()));
    }
}
