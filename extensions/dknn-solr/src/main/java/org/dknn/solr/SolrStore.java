package org.dknn.solr;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.SolrRequest.METHOD;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.schema.FieldTypeDefinition;
import org.apache.solr.client.solrj.request.schema.SchemaRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;

/** Calls of Solr, whose failures are all {@link IOException}s that name the collection and what to look at. */
record SolrStore(SolrClient client) {

    /** Field with the id of a set. */
    static final String SET = "dknn_set";

    /** Field with the number of a vector in its set. */
    static final String ORDINAL = "dknn_ordinal";

    /** Field with the values of a vector as they were given, 4 bytes each: Solr would read and send them one by one. */
    static final String VALUES = "dknn_values";

    private static final String BYTES = "dknn_bytes";

    /** Field with what a set is, of a document that has the id of the set. */
    static final String ABOUT = "dknn_about";

    /** A call of Solr. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, SolrServerException;
    }

    private static <T> T call(String collection, String what, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (IOException | SolrServerException | SolrException e) {
            String message = "cannot " + what + " in the Solr collection " + collection + ": " + reason(e)
                    + "; check that the server is reachable and not overloaded, and the timeouts of the SolrClient";
            if (Thread.currentThread().isInterrupted() || e instanceof InterruptedIOException) {
                InterruptedIOException interrupted = new InterruptedIOException(message);
                interrupted.initCause(e);
                throw interrupted;
            }
            throw new IOException(message, e);
        }
    }

    /**
     * What {@code build} and {@code search} throw for a failed call.
     *
     * @return a {@link CancellationException} if the thread was interrupted; it stays interrupted
     */
    static RuntimeException unchecked(IOException e, String doing) {
        if (!(e instanceof InterruptedIOException)) {
            return new UncheckedIOException(e.getMessage(), e);
        }
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted while " + doing);
        cancelled.initCause(e);
        return cancelled;
    }

    /** The message of the innermost cause, as SolrJ wraps most of them. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Creates a collection if there is none of the name, and the fields for vectors of a width. */
    void prepare(String collection, Layout layout, int columns) throws IOException {
        call(collection, "create what is missing", () -> {
            if (!CollectionAdminRequest.listCollections(client).contains(collection)) {
                create(collection, layout).process(client);
            }
            addFields(collection, columns);
            return collection;
        });
    }

    private static CollectionAdminRequest.Create create(String collection, Layout layout) {
        return layout.configSet().isEmpty()
                ? CollectionAdminRequest.createCollection(collection, layout.shards(), layout.replicas())
                : CollectionAdminRequest.createCollection(
                        collection, layout.configSet(), layout.shards(), layout.replicas());
    }

    private void addFields(String collection, int columns) throws IOException, SolrServerException {
        List<String> present = new SchemaRequest.Fields()
                .process(client, collection).getFields().stream()
                        .map(field -> String.valueOf(field.get("name")))
                        .toList();
        String vector = StoredSet.vectorField(columns);
        if (!present.contains(vector)) {
            FieldTypeDefinition type = new FieldTypeDefinition();
            type.setAttributes(Map.of(
                    "name",
                    vector,
                    "class",
                    "solr.DenseVectorField",
                    "vectorDimension",
                    columns,
                    "similarityFunction",
                    "euclidean"));
            new SchemaRequest.AddFieldType(type).process(client, collection);
            addField(collection, vector, vector, true, false);
        }
        for (String name : List.of(SET, ABOUT)) {
            if (!present.contains(name)) {
                addField(collection, name, "string", true, true);
            }
        }
        if (!present.contains(ORDINAL)) {
            addField(collection, ORDINAL, "pint", false, true);
        }
        if (!present.contains(VALUES)) {
            FieldTypeDefinition type = new FieldTypeDefinition();
            type.setAttributes(Map.of("name", BYTES, "class", "solr.BinaryField"));
            new SchemaRequest.AddFieldType(type).process(client, collection);
            addField(collection, VALUES, BYTES, false, true);
        }
    }

    private void addField(String collection, String name, String type, boolean isIndexed, boolean isStored)
            throws IOException, SolrServerException {
        new SchemaRequest.AddField(Map.of("name", name, "type", type, "indexed", isIndexed, "stored", isStored))
                .process(client, collection);
    }

    /** Adds documents, which are seen after {@link #commit}. */
    void add(String collection, List<SolrInputDocument> documents) throws IOException {
        call(collection, "add vectors", () -> client.add(collection, documents));
    }

    void commit(String collection) throws IOException {
        call(collection, "commit", () -> client.commit(collection));
    }

    /** Deletes the documents of a set. */
    void delete(StoredSet set) throws IOException {
        call(set.collection(), "delete the set " + set.id(), () -> {
            client.deleteByQuery(set.collection(), "{!term f=" + SET + "}" + set.id());
            client.deleteById(set.collection(), set.id());
            return client.commit(set.collection());
        });
    }

    /** The documents that a query finds, all shards included. */
    SolrDocumentList find(String collection, SolrQuery query) throws IOException {
        QueryResponse response = call(collection, "search", () -> client.query(collection, query, METHOD.POST));
        if (response.getHeader() == null || response.getResults() == null) {
            throw new IOException("what answered for the Solr collection " + collection
                    + " is no Solr: there is no list of documents in its answer; check the address");
        }
        if (Boolean.TRUE.equals(response.getHeader().getBooleanArg("partialResults"))) {
            throw new IOException("the Solr collection " + collection
                    + " answered without some of its shards, or ran out of time; search again");
        }
        return response.getResults();
    }

    /** Where a collection is created: shards, copies of each, and the configuration; an empty one is Solr's default. */
    record Layout(int shards, int replicas, String configSet) {

        Layout {
            if (shards < 1 || replicas < 1) {
                throw new IllegalArgumentException(
                        "a collection needs at least 1 shard and 1 replica, got " + shards + " and " + replicas);
            }
        }
    }
}
