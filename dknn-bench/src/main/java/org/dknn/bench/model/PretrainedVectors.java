package org.dknn.bench.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.bench.data.Sha256;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.encode.GloveFile;
import org.dknn.nlp.text.Vocabulary;

/**
 * Pre-trained vectors of words, and of which file they are.
 *
 * @param words the vectors
 * @param sha256 of the file, in hexadecimal digits
 */
public record PretrainedVectors(GloveFile words, String sha256) {

    /**
     * Reads a file in GloVe's format.
     *
     * @throws DknnFormatException as {@link GloveFile#load(Path)}
     */
    public static PretrainedVectors read(Path file) throws IOException {
        return new PretrainedVectors(GloveFile.load(file), Sha256.hex(Files.readAllBytes(file)));
    }

    /** Numbers in each vector. */
    public int width() {
        return words.width();
    }

    /** Writes the vectors over the rows of a network's "embedding"; rows of words without one stay as they are. */
    public void fill(ComputationGraph network, Vocabulary vocabulary) {
        EmbeddingRows.fill(network.getLayer("embedding").getParam("W"), vocabulary, words, 1);
    }
}
