package org.dknn.solr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.common.SolrInputDocument;
import org.dknn.activation.Fingerprint;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.WorkScope;
import org.dknn.solr.SolrIndex.SearchWidth;
import org.dknn.solr.SolrStore.Layout;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Factory of indexes in collections of SolrCloud 9, for reference sets that outgrow one machine while they serve: each layer of a network has a
 * collection, spread over as many shards as wanted, and each class is found in it by a filter. The engine's graphs propose candidates, whose
 * vectors come with the answer, and exact distances decide: what is found has the distances of {@link Metric}, but some neighbors may be
 * missed. A search makes one request per query, so its time is mostly that of the network.
 *
 * <p>Saving writes which documents are the index's, not the vectors; loading asks the collection whether it has them. Closing an index
 * leaves them; {@link #drop} deletes them. Timeouts, credentials and retries are those of the {@link SolrClient}. What fails is an
 * {@link IOException}, and an {@link UncheckedIOException} of {@code build} and {@code search}, that names the collection.
 *
 * <p>Immutable, safe for use by many threads. It is not found by {@link java.util.ServiceLoader}, as it needs a client: give it to
 * {@link org.dknn.DeepKnn#load(Path, org.dknn.activation.ActivationExtractor, IndexFactory)}.
 */
public final class SolrFactory implements IndexFactory {

    private static final int BATCH = 500;
    private static final String ADDING = "vectors were added to Solr";

    private final SolrStore store;
    private final String prefix;
    private final Layout layout;
    private final SearchWidth width;

    /**
     * A factory of collections of one shard and one replica, with the default configuration of Solr, that serves up to 1,000 neighbors.
     *
     * @param client stays the caller's, who closes it after the indexes
     * @param prefix of the names of collections: letters, digits, {@code -} and {@code _}
     */
    public SolrFactory(SolrClient client, String prefix) {
        this(
                new SolrStore(Objects.requireNonNull(client, "client")),
                prefix,
                new Layout(1, 1, ""),
                new SearchWidth(200, 1_000));
        if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
            throw new IllegalArgumentException(
                    "a prefix must have 1 to 100 letters, digits, - and _, and begin with one of the first two, got \""
                            + prefix + "\"");
        }
    }

    private SolrFactory(SolrStore store, String prefix, Layout layout, SearchWidth width) {
        this.store = store;
        this.prefix = prefix;
        this.layout = layout;
        this.width = width;
    }

    /** Sets the shards of collections that are created, and the copies of each. Default: 1 and 1. */
    public SolrFactory shards(int shards, int replicas) {
        return new SolrFactory(store, prefix, new Layout(shards, replicas, layout.configSet()), width);
    }

    /**
     * Sets the configuration of collections that are created. It needs a schema that can be managed, and the field types {@code string} and
     * {@code pint}. Default: a copy of Solr's own for each collection.
     */
    public SolrFactory configSet(String name) {
        return new SolrFactory(
                store,
                prefix,
                new Layout(layout.shards(), layout.replicas(), Objects.requireNonNull(name, "name")),
                width);
    }

    /**
     * Sets the least number of candidates of a search. More find more of the true neighbors; each costs the transfer of a vector. A search for
     * k neighbors has at least k and a quarter, and never more than {@link #mostNeighbors}. Default: 200.
     */
    public SolrFactory searchWidth(int candidates) {
        return new SolrFactory(store, prefix, layout, new SearchWidth(candidates, width.most()));
    }

    /**
     * Sets the largest k, and the most candidates of a search. A larger k is refused, and no set is read in full for it. Default: 1,000.
     */
    public SolrFactory mostNeighbors(int k) {
        return new SolrFactory(store, prefix, layout, new SearchWidth(width.least(), k));
    }

    @Override
    public String name() {
        return "solr";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-solr";
    }

    /** {@inheritDoc} The collection is that of an unnamed network and layer. */
    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        return build(new Context("", "", ""), vectors, metric);
    }

    /**
     * {@inheritDoc} Creates the collection of the layer if it is missing. Another index of the same class is left as it is.
     *
     * @throws UncheckedIOException if the server fails; what was added is deleted, if the server lets it
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        Objects.requireNonNull(metric, "metric");
        if (vectors.rows() == 0) {
            throw new IllegalArgumentException("an index needs at least 1 vector, got 0");
        }
        StoredSet set = new StoredSet(
                collection(context), UUID.randomUUID().toString(), context, metric, vectors.rows(), vectors.columns());
        try {
            store.prepare(set.collection(), layout, set.columns());
            return new SolrIndex(store, set, fill(set, vectors), width);
        } catch (IOException e) {
            throw SolrStore.unchecked(e, ADDING);
        }
    }

    private String collection(Context context) {
        return prefix + "-"
                + new Fingerprint()
                        .add(context.model())
                        .add(context.layer())
                        .value()
                        .substring(0, 16);
    }

    /** Adds the vectors, then what tells that the set is complete; returns those of zeros, which are not added. */
    private int[] fill(StoredSet set, VectorSource vectors) throws IOException {
        List<Integer> zeros = new ArrayList<>();
        try {
            for (int from = 0; from < set.rows(); from += BATCH) {
                int to = Math.min(set.rows(), from + BATCH);
                WorkScope.requireNotCancelled(ADDING);
                PreparedVectors some =
                        PreparedVectors.of(vectors.rows(from, to).requireFinite("vectors of an index"), set.metric());
                add(set, some, from, zeros);
            }
            SolrInputDocument about = new SolrInputDocument("id", set.id());
            about.addField(SolrStore.ABOUT, set.about());
            store.add(set.collection(), List.of(about));
            store.commit(set.collection());
            return zeros.stream().mapToInt(row -> row).toArray();
        } catch (IOException | RuntimeException e) {
            try {
                store.delete(set);
            } catch (IOException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    private void add(StoredSet set, PreparedVectors vectors, int from, List<Integer> zeros) throws IOException {
        StoredVectors stored = new StoredVectors(set);
        List<SolrInputDocument> documents = new ArrayList<>();
        for (int row = 0; row < vectors.matrix().rows(); row++) {
            float[] values = vectors.matrix().row(row);
            if (isZero(values)) {
                zeros.add(from + row);
            } else {
                documents.add(stored.document(from + row, values));
            }
        }
        if (!documents.isEmpty()) {
            store.add(set.collection(), documents);
        }
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@inheritDoc} The file tells where the vectors are, and has none of them. */
    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        SolrIndex own = own(index);
        own.requireOpen();
        SolrFile.write(own, Objects.requireNonNull(file, "file"));
    }

    private static SolrIndex own(NeighborIndex index) {
        if (Objects.requireNonNull(index, "index") instanceof SolrIndex own) {
            return own;
        }
        throw new IllegalArgumentException("a SolrFactory takes indexes of Solr only, got " + index);
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.dknn.internal.DknnFormatException also if the collection holds something else under the name of the set
     * @throws IOException if the server cannot be reached, or the vectors are not there, or not all
     */
    @Override
    public NeighborIndex load(Path file) throws IOException {
        return SolrFile.read(Objects.requireNonNull(file, "file"), store, width);
    }

    /** {@inheritDoc} Deletes the documents of the index; the collection stays, as other classes are in it. */
    @Override
    public void drop(NeighborIndex index) throws IOException {
        SolrIndex own = own(index);
        own.close();
        store.delete(own.set());
    }

    @Override
    public String toString() {
        return "SolrFactory[" + prefix + "]";
    }
}
