package org.dknn.bench.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dknn.bench.data.SourceFile;
import org.dknn.nlp.encode.GloveFile;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pre-trained vectors of words, and of which file they are.
 *
 * @param words the vectors
 * @param sha256 of the file, in hexadecimal digits
 */
public record PretrainedVectors(WordVectors words, String sha256) {

    /** Reads a file in GloVe's format. */
    public static PretrainedVectors read(Path file) throws IOException {
        return new PretrainedVectors(GloveFile.load(file), SourceFile.sha256(Files.readAllBytes(file)));
    }

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
