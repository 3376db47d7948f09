package org.dknn.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.dknn.vector.PreparedVectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an index that are in one segment of a Lucene index: some or all of its documents. Immutable, thread-safe.
 *
 * <p>Vectors of zeros, of which a layer of ReLU units may give thousands, are not stored: many equal vectors tear a graph apart. All
 * are compared with each query, at the cost of one.
 */
final class SegmentRows {

    /** Vectors that are read at a time. */
    private static final int BLOCK = 512;

    private final LeafReader reader;
    private final String field;
    private final StoredSpace space;
    private final int[] documents;
    private final int first;

    /** Positions of rows with a stored vector, and of those without, rising. */
    private final int[] stored;

    private final int[] zeros;
    private final @Nullable Bits filter;

    private SegmentRows(LeafReader reader, String field, StoredSpace space, int[] documents, int first)
            throws IOException {
        this.reader = reader;
        this.field = field;
        this.space = space;
        this.documents = documents;
        this.first = first;
        FloatVectorValues values = reader.getFloatVectorValues(field);
        int inGraph = values == null ? 0 : values.size();
        FixedBitSet present = values == null ? new FixedBitSet(reader.maxDoc()) : present(reader, values);
        this.stored = positions(documents, present, true);
        this.zeros = positions(documents, present, false);
        this.filter = inGraph == stored.length ? null : bits(reader, documents);
    }

    /**
     * Rows of a segment; takes ownership of the array.
     *
     * @param field of the vectors
     * @param documents rising
     * @param first ordinal of the first of them
     */
    static SegmentRows wrap(LeafReader reader, String field, StoredSpace space, int[] documents, int first)
            throws IOException {
        return new SegmentRows(reader, field, space, documents, first);
    }

    private static FixedBitSet present(LeafReader reader, FloatVectorValues values) throws IOException {
        FixedBitSet present = new FixedBitSet(reader.maxDoc());
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            present.set(document);
        }
        return present;
    }

    private static int[] positions(int[] documents, FixedBitSet present, boolean isStored) {
        return IntStream.range(0, documents.length)
                .filter(i -> present.get(documents[i]) == isStored)
                .toArray();
    }

    private static Bits bits(LeafReader reader, int[] documents) {
        FixedBitSet bits = new FixedBitSet(reader.maxDoc());
        Arrays.stream(documents).forEach(bits::set);
        return bits;
    }

    /** Number of rows. */
    int size() {
        return documents.length;
    }

    /** Number of vectors of zeros. */
    int zeros() {
        return zeros.length;
    }

    /** Ordinal of the first row. */
    int first() {
        return first;
    }

    /**
     * Positions of the rows that Lucene finds to be near, rising: {@code count} or more, or all if that is not more work; those of zeros
     * left out.
     */
    int[] candidates(float[] query, int count) throws IOException {
        if (count < stored.length / 2) {
            TopDocs found = reader.searchNearestVectors(field, query, count, filter, stored.length);
            boolean isComplete = found.totalHits.relation == TotalHits.Relation.EQUAL_TO;
            if (isComplete && found.scoreDocs.length >= count) {
                return positions(found.scoreDocs);
            }
        }
        return stored;
    }

    private int[] positions(ScoreDoc[] found) {
        int[] positions = new int[found.length];
        Arrays.setAll(positions, i -> Arrays.binarySearch(documents, found[i].doc));
        Arrays.sort(positions);
        return positions;
    }

    /** Compares candidates, and zeros, with a query. */
    void rank(int[] candidates, PreparedVectors queries, int query, Ranking ranking) throws IOException {
        for (int start = 0; start < candidates.length; start += BLOCK) {
            int end = Math.min(candidates.length, start + BLOCK);
            PreparedVectors block = read(candidates, start, end);
            for (int i = start; i < end; i++) {
                ranking.add(block.squaredDistance(i - start, queries, query), first + candidates[i]);
            }
        }
        if (zeros.length > 0) {
            float squared = space.zeros().squaredDistance(0, queries, query);
            Arrays.stream(zeros).forEach(position -> ranking.add(squared, first + position));
        }
    }

    private PreparedVectors read(int[] candidates, int start, int end) throws IOException {
        FloatVectorValues values = reader.getFloatVectorValues(field);
        float[] flat = new float[(end - start) * space.columns()];
        for (int i = start; i < end; i++) {
            values.advance(documents[candidates[i]]);
            System.arraycopy(values.vectorValue(), 0, flat, (i - start) * space.columns(), space.columns());
        }
        return space.restored(end - start, flat);
    }

    /** The vector at a position. */
    PreparedVectors vector(int position) throws IOException {
        int[] one = {position};
        return Arrays.binarySearch(zeros, position) >= 0 ? space.zeros() : read(one, 0, 1);
    }
}
