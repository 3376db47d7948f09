package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.HumanLabels;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The labels that people gave to single words of the Stanford Sentiment Treebank, 0 to 4: what words say by themselves.
 *
 * @see <a href="https://aclanthology.org/D13-1170">Socher et al. (2013)</a>
 */
public final class WordLabels {

    /** The file of the dev sentences, in a data directory. */
    public static final String DEV = "sst/stsa.binary.dev.word_labels.jsonl";

    private static final int NEUTRAL = 2;
    private static final int POSITIVE = 1;

    private WordLabels() {}

    /** Where the file of the dev sentences is, if a data directory has it. */
    public static Optional<Path> dev() {
        return SentimentSources.places().values().stream()
                .map(place -> place.resolve(DEV))
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * Reads the dev sentences with their word labels, in the order of the dev set.
     *
     * @throws FileNotFoundException if no data directory has them
     */
    public static List<AnnotatedText> readDev() throws IOException {
        Path file = dev().orElseThrow(() ->
                new FileNotFoundException("found no " + DEV + "; looked in " + SentimentSources.places()));
        List<AnnotatedText> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                texts.add(parse(line));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException(file + ", line " + (texts.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(texts);
    }

    /** A JSON object with {@code tokens} and {@code word_labels}. */
    static AnnotatedText parse(String line) throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(line);
        List<String> words = StreamSupport.stream(json.path("tokens").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        double[] labels = StreamSupport.stream(json.path("word_labels").spliterator(), false)
                .mapToDouble(label -> label.asDouble() - NEUTRAL)
                .toArray();
        return AnnotatedText.of(words, HumanLabels.polarity(POSITIVE, labels));
    }
}
