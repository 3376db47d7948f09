package org.dknn.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexWriter;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Examples with their activations, ready to be written.
 *
 * @param vectors of each layer, prepared for the distance
 */
record NewExamples<I>(Dataset<I> examples, InputCodec<I> codec, List<PreparedVectors> vectors) {

    /** Number of examples whose activations are in memory at a time while a store is created. */
    private static final int CHUNK = 1024;

    /** The next examples of a data set. */
    static <I> NewExamples<I> chunk(DeepKnn<I> classifier, Dataset<I> all, int from) {
        int to = Math.min(all.size(), from + CHUNK);
        return of(classifier, all.select(IntStream.range(from, to).toArray()));
    }

    /**
     * Computes the activations.
     *
     * @throws IllegalArgumentException if the classes are not those of the classifier, or an activation cannot be compared or is too wide
     */
    static <I> NewExamples<I> of(DeepKnn<I> classifier, Dataset<I> examples) {
        examples.requireClasses(classifier.labelSet());
        Metric metric = classifier.metric();
        Activations activations = classifier.extractor().extract(examples.inputs());
        List<PreparedVectors> vectors = new ArrayList<>();
        for (int layer = 0; layer < activations.layers().size(); layer++) {
            String what = "activations of layer " + activations.layers().get(layer);
            FloatMatrix matrix = metric.requireComparable(activations.matrices().get(layer), what);
            GraphForm.requireColumns(matrix.columns(), what);
            vectors.add(PreparedVectors.of(matrix, metric));
        }
        return new NewExamples<>(examples, classifier.extractor().codec(), List.copyOf(vectors));
    }

    /** Widths of the layers. */
    List<Integer> columns() {
        return vectors.stream().map(layer -> layer.matrix().columns()).toList();
    }

    int size() {
        return examples.size();
    }

    /** Writes a document per example, numbered from {@code firstId}. */
    void write(IndexWriter writer, long firstId, StoreHeader header) throws IOException {
        for (int row = 0; row < size(); row++) {
            int current = row;
            List<float[]> own =
                    vectors.stream().map(layer -> layer.matrix().row(current)).toList();
            String input = codec.write(examples.inputs().get(row));
            writer.addDocument(ExampleDocument.of(firstId + row, examples.label(row), input, own, header.graphs()));
        }
    }
}
