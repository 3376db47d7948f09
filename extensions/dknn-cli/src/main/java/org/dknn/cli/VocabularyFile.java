package org.dknn.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dknn.cli.data.TextReader;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.text.Vocabulary;

/**
 * The words that a network was trained with: a text with one per line, or a file of {@link Vocabulary#save}.
 *
 * <p>The first line is number 2. A text with a line for every number begins with two such as {@code <pad>} and {@code <unk>}.
 */
final class VocabularyFile {

    private static final Pattern MARKER = Pattern.compile("[^\\p{L}\\p{N}]+[\\p{L}\\p{N}]+[^\\p{L}\\p{N}]+");

    private VocabularyFile() {}

    /**
     * Reads the words.
     *
     * @param encoding of a text without a byte order mark; by default UTF-8
     * @param numbers of words that the network knows, those of padding and unknown words among them
     * @throws IllegalArgumentException naming the file, if it has more or fewer words, or a line is empty or occurs twice
     */
    static Vocabulary read(Path path, Optional<Charset> encoding, int numbers) throws IOException {
        Vocabulary vocabulary = isOwnFormat(path) ? Vocabulary.load(path) : ofLines(path, encoding, numbers);
        if (vocabulary.size() != numbers) {
            throw new IllegalArgumentException(path + " has "
                    + vocabulary.words().size()
                    + " words, which makes " + vocabulary.size() + " numbers with padding and unknown words, but the"
                    + " network's embedding has " + numbers);
        }
        return vocabulary;
    }

    private static boolean isOwnFormat(Path path) throws IOException {
        try {
            ContainerFile.kind(path);
            return true;
        } catch (DknnFormatException aText) {
            return false;
        }
    }

    private static Vocabulary ofLines(Path path, Optional<Charset> encoding, int numbers) throws IOException {
        List<String> lines =
                TextReader.lines(path, encoding).stream().map(String::strip).toList();
        if (lines.contains("")) {
            throw new IllegalArgumentException(path + ", line " + (lines.indexOf("") + 1) + ": needs a word, got none");
        }
        try {
            return Vocabulary.of(lines.size() == numbers ? withoutMarkers(lines) : lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /** If they were words, all that follow would have other numbers than the user thinks. */
    private static List<String> withoutMarkers(List<String> lines) {
        List<String> first = lines.subList(0, Math.min(2, lines.size()));
        if (first.size() < 2
                || !first.stream().allMatch(line -> MARKER.matcher(line).matches())) {
            throw new IllegalArgumentException("with as many lines as the network's embedding has rows, the first two"
                    + " must stand for padding and unknown words, as <pad> and <unk>; got " + first);
        }
        return lines.subList(2, lines.size());
    }
}
