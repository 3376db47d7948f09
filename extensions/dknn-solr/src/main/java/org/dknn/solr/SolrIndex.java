package org.dknn.solr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocumentList;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.SharedWork;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * An index whose vectors are in a collection. The engine proposes candidates among the documents of the set; their vectors come with
 * them, and exact distances decide.
 *
 * <p>Vectors of zeros are not in the collection: layers may have thousands of them, all equally far from a query, and the graph of the
 * engine would find little else.
 */
final class SolrIndex implements NeighborIndex {

    private final SolrStore store;
    private final StoredSet set;
    private final int[] zeros;
    private final SearchWidth width;
    private volatile boolean closed;

    /**
     * An index of a set that is there.
     *
     * @param zeros ordinals of the vectors that are not in the collection, in increasing order; kept
     */
    SolrIndex(SolrStore store, StoredSet set, int[] zeros, SearchWidth width) {
        this.store = store;
        this.set = set;
        this.zeros = zeros;
        this.width = width;
    }

    /**
     * How many candidates are fetched.
     *
     * @param least candidates of a search
     * @param most candidates of a search, and largest k
     */
    record SearchWidth(int least, int most) {

        SearchWidth {
            if (least < 1 || most < 1) {
                throw new IllegalArgumentException("needs at least 1 candidate, got " + least + " and " + most);
            }
        }

        int candidates(int k) {
            return Math.min(most, Math.max(least, k + Math.max(8, k / 4)));
        }
    }

    @Override
    public int size() {
        return set.rows();
    }

    @Override
    public int dimension() {
        return set.columns();
    }

    @Override
    public Metric metric() {
        return set.metric();
    }

    StoredSet set() {
        return set;
    }

    int[] zeros() {
        return zeros.clone();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if k is more than the engine is to serve
     * @throws UncheckedIOException if the server cannot be reached, is too slow, or fails
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        requireOpen();
        requireSearchable(queries, k);
        if (k > width.most()) {
            throw new IllegalArgumentException("k must be in 1.." + width.most()
                    + ", the most neighbors that SolrFactory.mostNeighbors lets Solr serve, got " + k
                    + "; raise it if the servers have the memory");
        }
        PreparedVectors prepared = PreparedVectors.of(queries, set.metric());
        Neighbors[] found = new Neighbors[queries.rows()];
        SharedWork.run(found.length, "searching", query -> found[query] = nearest(prepared, query, k));
        return List.of(found);
    }

    private Neighbors nearest(PreparedVectors queries, int query, int k) {
        if (queries.isDirectionless(query)) {
            float[] distances = new float[k];
            Arrays.fill(distances, set.metric().toDistance(PreparedVectors.RIGHT_ANGLE));
            return Neighbors.wrap(IntStream.range(0, k).toArray(), distances).withOthers(set.rows() - k);
        }
        try {
            return rank(candidates(queries.matrix().row(query), k), queries, query, k);
        } catch (IOException e) {
            throw SolrStore.unchecked(e, "searching");
        }
    }

    private boolean comparesAll(int candidates) {
        return candidates > set.rows() / 2 && set.rows() <= width.most();
    }

    private SolrDocumentList candidates(float[] query, int k) throws IOException {
        int wanted = width.candidates(k);
        int count = comparesAll(wanted) ? set.rows() : wanted;
        String text = comparesAll(wanted)
                ? "*:*"
                : "{!knn f=" + set.vectorField() + " topK=" + count + "}" + Arrays.toString(query);
        SolrQuery asked = new SolrQuery(text);
        asked.addFilterQuery("{!term f=" + SolrStore.SET + "}" + set.id());
        asked.setRows(count);
        asked.setFields(SolrStore.ORDINAL, SolrStore.VALUES);
        return store.find(set.collection(), asked);
    }

    private Neighbors rank(SolrDocumentList found, PreparedVectors queries, int query, int k) throws IOException {
        int others = Math.min(k, zeros.length);
        if (found.size() + others < k) {
            throw new IOException("the Solr collection " + set.collection() + " found " + found.size() + " of " + k
                    + " neighbors; some of the " + set.rows()
                    + " vectors may be gone: fit again, or raise searchWidth");
        }
        int[] ordinals = new int[found.size() + others];
        float[] values = FloatMatrix.allocate(ordinals.length, set.columns());
        StoredVectors stored = new StoredVectors(set);
        for (int i = 0; i < found.size(); i++) {
            ordinals[i] = stored.read(found.get(i), values, i * set.columns());
        }
        System.arraycopy(zeros, 0, ordinals, found.size(), others);
        PreparedVectors vectors =
                PreparedVectors.restore(FloatMatrix.wrap(ordinals.length, set.columns(), values), set.metric());
        long[] keys = new long[ordinals.length];
        for (int i = 0; i < keys.length; i++) {
            // never negative, so the bits sort
            keys[i] = (long) Float.floatToRawIntBits(vectors.squaredDistance(i, queries, query)) << 32 | ordinals[i];
        }
        Arrays.sort(keys);
        float ofZeros = others == 0
                ? Float.NaN
                : set.metric().toDistance(vectors.squaredDistance(found.size(), queries, query));
        return first(keys, k, ofZeros, found.size() == set.rows() - zeros.length);
    }

    private Neighbors first(long[] keys, int k, float ofZeros, boolean isAll) {
        int[] ordinals = new int[k];
        float[] distances = new float[k];
        for (int rank = 0; rank < k; rank++) {
            ordinals[rank] = (int) keys[rank];
            distances[rank] = distance(keys[rank]);
        }
        int end = k;
        while (end < keys.length && distance(keys[end]) == distances[k - 1]) {
            end++;
        }
        int behind = end - k;
        if (distances[k - 1] == ofZeros) {
            // those that were not compared are as far
            behind += Math.max(0, zeros.length - k);
        }
        Neighbors nearest = Neighbors.wrap(ordinals, distances);
        return isAll ? nearest.withOthers(behind) : nearest.withOtherCandidates(behind);
    }

    private float distance(long key) {
        return set.metric().toDistance(Float.intBitsToFloat((int) (key >>> 32)));
    }

    /** The vectors stay where they are; see {@link SolrFactory#drop}. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "SolrIndex[" + set.collection() + ", " + size() + " x " + dimension() + ", " + metric() + "]";
    }
}
