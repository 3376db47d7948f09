package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the Stanford Sentiment Treebank, from its tokenized sentences and from sentences written as people do. */
class TreebankTest {

    @ParameterizedTest
    @ValueSource(strings = {"stsa.binary.dev", "stsa.binary.test", "stsa.binary.train"})
    void tokenized_sentences_keep_their_words(String file) throws IOException {
        assertShare(0.998, file, sentences(file), sentence -> sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stsa.binary.dev", "stsa.binary.test", "stsa.binary.train"})
    void written_sentences_get_their_words_back(String file) throws IOException {
        assertShare(0.995, file, sentences(file), TreebankTest::written);
    }

    private interface Change {
        String of(String sentence);
    }

    private static void assertShare(double wanted, String file, List<String> sentences, Change change) {
        List<String> different = sentences.stream()
                .filter(sentence -> !Tokenizer.whitespace()
                        .words(sentence)
                        .equals(Tokenizer.english().words(change.of(sentence))))
                .toList();
        double share = 1 - (double) different.size() / sentences.size();
        String report = String.format(
                Locale.ROOT,
                "%s: same words in %d of %d sentences (%.4f)",
                file,
                sentences.size() - different.size(),
                sentences.size(),
                share);
        System.out.println(report);
        assertTrue(share >= wanted, () -> report + ", not in " + different);
    }

    /** A tokenized sentence roughly as its author wrote it. */
    private static String written(String tokenized) {
        String text = " " + tokenized.replace("\\/", "/").replace("\\*", "*") + " ";
        text = text.replaceAll(" (``|`) ", " $1").replaceAll(" (''|') ", "$1 ");
        text = text.replaceAll(" -lrb- ", " (").replaceAll(" -rrb-", ")");
        text = text.replaceAll(" (?=(?:[.,:;!?%]|[!?]{2,}|n't|'(?:s|re|ve|ll|d|m))(?: |''|'|\\)))", "");
        text = text.replace(" $ ", " $")
                .replace(" # ", " #")
                .replace("``", "\"")
                .replace("''", "\"");
        return text.replace('`', '\'').strip();
    }

    private static List<String> sentences(String file) throws IOException {
        List<Path> places = Stream.of(
                        Optional.ofNullable(System.getProperty("dknn.data")),
                        Optional.ofNullable(System.getenv("DKNN_DATA")),
                        Optional.of("../../shared/data"))
                .flatMap(Optional::stream)
                .map(place -> Path.of(place, "sst", file).toAbsolutePath().normalize())
                .toList();
        Optional<Path> found = places.stream().filter(Files::exists).findFirst();
        if (found.isEmpty()) {
            System.err.println("SKIPPED, as there is no treebank: looked for " + places);
        }
        assumeTrue(found.isPresent(), () -> "no treebank: looked for " + places);
        try (Stream<String> lines = Files.lines(found.orElseThrow())) {
            return lines.map(line -> line.substring(line.indexOf(' ') + 1)).toList();
        }
    }
}
