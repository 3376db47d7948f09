package org.dknn.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;

/** Document of a reference example: number, label, input and a vector per layer. */
final class ExampleDocument {

    static final String ID = "id";
    static final String LABEL = "label";
    static final String INPUT = "input";

    private ExampleDocument() {}

    /**
     * A document.
     *
     * @param vectors one per layer, prepared for the distance
     */
    static List<IndexableField> of(long id, int label, String input, List<float[]> vectors, Graphs graphs) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new LongPoint(ID, id));
        fields.add(new NumericDocValuesField(ID, id));
        fields.add(new NumericDocValuesField(LABEL, label));
        fields.add(new StoredField(INPUT, input));
        for (int layer = 0; layer < vectors.size(); layer++) {
            if (!StoredSpace.isZero(vectors.get(layer))) {
                fields.add(new KnnFloatVectorField(
                        vectorField(layer, label, graphs), vectors.get(layer), VectorSimilarityFunction.EUCLIDEAN));
            }
        }
        return fields;
    }

    /** Field of the vectors of a layer and class; each field has a graph of its own. */
    static String vectorField(int layer, int label, Graphs graphs) {
        return graphs == Graphs.PER_CLASS ? "layer " + layer + " class " + label : "layer " + layer;
    }

    /** The documents of some examples. */
    static Query anyOf(long[] ids) {
        return LongPoint.newSetQuery(ID, ids);
    }
}
