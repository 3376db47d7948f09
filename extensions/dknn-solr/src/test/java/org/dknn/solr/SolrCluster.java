package org.dknn.solr;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.cloud.MiniSolrCloudCluster;

/** A SolrCloud of two nodes and a ZooKeeper in this JVM. */
final class SolrCluster implements AutoCloseable {

    private final MiniSolrCloudCluster cluster;

    SolrCluster(Path directory) throws Exception {
        URL config = Objects.requireNonNull(SolrCluster.class.getResource("/configset/conf"));
        cluster = new MiniSolrCloudCluster.Builder(2, Files.createDirectories(directory))
                .addConfig("dknn", Path.of(config.toURI()))
                .configure();
    }

    /** Collections of two shards, one on each node. */
    SolrFactory factory() {
        return new SolrFactory(client(), "test").configSet("dknn").shards(2, 1);
    }

    SolrClient client() {
        return cluster.getSolrClient();
    }

    /** Deletes all vectors, so that those of one test do not slow the next ones. */
    void empty() throws IOException, SolrServerException {
        for (String collection : CollectionAdminRequest.listCollections(client())) {
            client().deleteByQuery(collection, "*:*");
            client().commit(collection);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.shutdown();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot shut down", e);
        }
    }
}
