package org.dknn.solr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.dknn.index.IndexFactory.Context;
import org.dknn.vector.Metric;

/**
 * The vectors of one index in a collection: documents that have its id.
 *
 * @param collection where they are
 * @param id of this set; two indexes of the same class have different ones
 * @param context network, layer and class
 * @param rows number of vectors
 */
record StoredSet(String collection, String id, Context context, Metric metric, int rows, int columns) {

    /** What the collection tells about the set; equal only for the same vectors' network, layer, class, metric and shape. */
    String about() {
        return String.join(
                "\n", context.model(), context.layer(), context.label(), metric.name(), rows + " x " + columns);
    }

    /** Name of the field with the vectors, one for each width. */
    String vectorField() {
        return vectorField(columns);
    }

    static String vectorField(int columns) {
        return "dknn_vector_" + columns;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(collection);
        out.writeUTF(id);
        out.writeUTF(context.model());
        out.writeUTF(context.layer());
        out.writeUTF(context.label());
        out.writeUTF(metric.name());
        out.writeInt(rows);
        out.writeInt(columns);
    }

    static StoredSet read(DataInput in) throws IOException {
        return new StoredSet(
                in.readUTF(),
                in.readUTF(),
                new Context(in.readUTF(), in.readUTF(), in.readUTF()),
                Metric.valueOf(in.readUTF()),
                in.readInt(),
                in.readInt());
    }
}
