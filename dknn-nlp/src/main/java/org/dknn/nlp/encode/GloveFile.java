package org.dknn.nlp.encode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dknn.internal.DknnFormatException;

/**
 * Word vectors of a text file as GloVe writes it: in UTF-8 (a byte order mark is skipped), one word per line, then its values, with single spaces between them.
 *
 * <p>A first line of two whole numbers, as word2vec writes it, is read as the number of words and the width. Words may hold
 * spaces, as a few of the largest GloVe file do: the last values of a line are the vector and the rest is the word. Of a
 * word that stands there twice the first vector counts. Immutable, safe for use by many threads.
 *
 * @see <a href="https://nlp.stanford.edu/projects/glove/">Pennington, Socher and Manning (2014), GloVe</a>
 */
public final class GloveFile implements WordVectors {

    private final int width;
    private final Map<String, float[]> vectors;

    private GloveFile(int width, Map<String, float[]> vectors) {
        this.width = width;
        this.vectors = vectors;
    }

    /**
     * Reads all words of a file.
     *
     * @throws DknnFormatException naming the line, if it has too few values, or one that is not a finite number, or the file
     *     is empty or not in UTF-8
     */
    public static GloveFile load(Path file) throws IOException {
        return load(file, word -> true);
    }

    /**
     * Reads the wanted words of a file line by line, so that one of millions of words costs the memory of the wanted ones;
     * lines of unwanted words are checked no further than for their number of values.
     *
     * @param wanted such as {@code vocabulary::contains}
     * @throws DknnFormatException as {@link #load(Path)}
     */
    public static GloveFile load(Path file, Predicate<String> wanted) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first == null) {
                throw new DknnFormatException(file + ": needs a word and its vector per line, got an empty file");
            }
            if (first.startsWith("\uFEFF")) {
                first = first.substring(1); // a byte order mark is no part of the first word
            }
            GloveLines reading = new GloveLines(file, first);
            Map<String, float[]> vectors = new HashMap<>();
            for (String line = reading.isHeader() ? lines.readLine() : first; line != null; line = lines.readLine()) {
                reading.read(line, wanted, vectors);
            }
            return new GloveFile(reading.width(), vectors);
        } catch (CharacterCodingException e) {
            throw new DknnFormatException(file + " must be text in UTF-8; it is not", e);
        }
    }

    @Override
    public int width() {
        return width;
    }

    VectorTable table() {
        return VectorTable.wrap(width, vectors);
    }

    /** Number of words that were read. */
    public int size() {
        return vectors.size();
    }

    @Override
    public Optional<float[]> vector(String word) {
        return Optional.ofNullable(vectors.get(word)).map(float[]::clone);
    }

    @Override
    public String toString() {
        return "GloveFile[" + size() + " words of width " + width + "]";
    }
}
