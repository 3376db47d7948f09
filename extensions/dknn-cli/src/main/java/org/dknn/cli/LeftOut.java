package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dknn.nlp.perturb.SkippedWords;
import picocli.CommandLine.ITypeConverter;

/**
 * A choice of words that a report of words leaves out.
 *
 * @param words whether a word is left out
 */
record LeftOut(Predicate<String> words) {

    /** A list of words by its name, or a file of words, one per line. */
    static final class Named implements ITypeConverter<LeftOut> {

        private static final String WANTED = "function-words, punctuation, or a file of words, one per line";

        @Override
        public LeftOut convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "function-words" -> new LeftOut(SkippedWords.englishStopWords());
                case "punctuation" -> new LeftOut(SkippedWords.punctuation());
                default -> new LeftOut(of(value));
            };
        }

        private static Predicate<String> of(String file) {
            try {
                Set<String> words = Files.readAllLines(Path.of(file)).stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
                return word -> words.contains(word.toLowerCase(Locale.ROOT));
            } catch (IOException | InvalidPathException e) {
                Ranges.OutOfRange refused = new Ranges.OutOfRange(WANTED, file);
                refused.initCause(e);
                throw refused;
            }
        }
    }

    /** What is left out by any of several. */
    static Predicate<String> any(List<LeftOut> several) {
        return word -> several.stream().anyMatch(one -> one.words.test(word));
    }
}
