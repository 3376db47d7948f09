package org.dknn.solr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.IntStream;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.jspecify.annotations.Nullable;

/** The documents of a set: one per vector. */
record StoredVectors(StoredSet set) {

    SolrInputDocument document(int ordinal, float[] vector) {
        SolrInputDocument document = new SolrInputDocument("id", set.id() + "-" + ordinal);
        document.addField(SolrStore.SET, set.id());
        document.addField(SolrStore.ORDINAL, ordinal);
        document.addField(
                set.vectorField(),
                IntStream.range(0, vector.length).mapToObj(c -> vector[c]).toList());
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        document.addField(SolrStore.VALUES, bytes.array());
        return document;
    }

    /** Copies the vector of a document and returns its ordinal. */
    int read(SolrDocument document, float[] values, int offset) throws IOException {
        ByteBuffer bytes = bytes(document.getFieldValue(SolrStore.VALUES));
        Object ordinal = document.getFieldValue(SolrStore.ORDINAL);
        if (bytes.remaining() != set.columns() * Float.BYTES || !(ordinal instanceof Number number)) {
            throw new IOException("the Solr collection " + set.collection() + " gave a document without a vector of "
                    + set.columns() + " values and its number: " + document.keySet());
        }
        bytes.asFloatBuffer().get(values, offset, set.columns());
        return number.intValue();
    }

    /** A binary value as the client's format has it: bytes, or their text by base 64. */
    private static ByteBuffer bytes(@Nullable Object value) {
        if (value instanceof byte[] array) {
            return ByteBuffer.wrap(array);
        }
        if (value instanceof ByteBuffer buffer) {
            return buffer.slice();
        }
        return value instanceof String text
                ? ByteBuffer.wrap(Base64.getMimeDecoder().decode(text))
                : ByteBuffer.allocate(0);
    }
}
