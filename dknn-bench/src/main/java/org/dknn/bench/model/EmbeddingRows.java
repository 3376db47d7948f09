package org.dknn.bench.model;

import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of an embedding, one a word. */
public final class EmbeddingRows {

    private EmbeddingRows() {}

    /**
     * Writes vectors over the rows of their words; rows of words without a vector stay as they are.
     *
     * @param embedding [words, width]
     * @param scale that the vectors are multiplied with
     * @throws IllegalArgumentException if the vectors have another width
     */
    public static void fill(INDArray embedding, Vocabulary vocabulary, WordVectors vectors, double scale) {
        if (vectors.width() != embedding.columns()) {
            throw new IllegalArgumentException("vectors must have the width of the embedding, " + embedding.columns()
                    + ", got " + vectors.width());
        }
        for (String word : vocabulary.words()) {
            vectors.vector(word)
                    .ifPresent(vector -> embedding.putRow(
                            vocabulary.id(word), Nd4j.createFromArray(vector).muli(scale)));
        }
    }
}
