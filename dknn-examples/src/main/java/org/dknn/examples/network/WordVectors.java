package org.dknn.examples.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.examples.data.Sha256;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pre-trained vectors of words, in GloVe's format: a word and its numbers a line, spaces between them.
 *
 * @see <a href="https://nlp.stanford.edu/projects/glove/">Pennington, Socher and Manning (2014)</a>
 */
public final class WordVectors {

    private final Map<String, float[]> vectors;
    private final int width;
    private final String sha256;

    private WordVectors(Map<String, float[]> vectors, int width, String sha256) {
        this.vectors = vectors;
        this.width = width;
        this.sha256 = sha256;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is empty, or a line has another count of numbers than the first, or a number is
     *     none or not finite
     */
    public static WordVectors read(Path file) throws IOException {
        Map<String, float[]> vectors = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        int width = lines.isEmpty() ? 0 : lines.get(0).split(" ", -1).length - 1;
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" ", -1);
            vectors.put(parts[0], numbers(parts, width, file + ", line " + (i + 1)));
        }
        if (width < 1) {
            throw new IllegalArgumentException(file + ": needs a word and its numbers in each line, got none");
        }
        return new WordVectors(vectors, width, Sha256.hex(Files.readAllBytes(file)));
    }

    private static float[] numbers(String[] parts, int width, String where) {
        float[] numbers = new float[parts.length - 1];
        boolean finite = true;
        for (int i = 0; i < numbers.length && finite; i++) {
            numbers[i] = number(parts[i + 1]);
            finite = Float.isFinite(numbers[i]);
        }
        if (!finite || numbers.length != width) {
            throw new IllegalArgumentException(
                    where + ": needs a word and " + width + " finite numbers, got \"" + String.join(" ", parts) + "\"");
        }
        return numbers;
    }

    private static float number(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN; // refused with the line it stands in
        }
    }

    /** Numbers in each vector. */
    public int width() {
        return width;
    }

    /** SHA-256 of the file, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** A copy of the vector of a word, if there is one. */
    public Optional<float[]> of(String word) {
        return Optional.ofNullable(vectors.get(word)).map(float[]::clone);
    }

    /** Writes the vectors over the rows of a network's "embedding"; rows of words without one stay as they are. */
    public void fill(ComputationGraph network, Vocabulary vocabulary) {
        INDArray rows = network.getLayer("embedding").getParam("W");
        for (String word : vocabulary.words()) {
            float[] vector = vectors.get(word);
            if (vector != null) {
                rows.putRow(vocabulary.id(word), Nd4j.createFromArray(vector));
            }
        }
    }
}
