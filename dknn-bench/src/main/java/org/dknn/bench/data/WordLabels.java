package org.dknn.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;

/**
 * The labels that people gave to single words of the Stanford Sentiment Treebank, 0 to 4: what words say by themselves.
 *
 * @see <a href="https://aclanthology.org/D13-1170">Socher et al. (2013)</a>
 */
public final class WordLabels {

    private static final String DEV = "sst/stsa.binary.dev.word_labels.jsonl";
    private static final int NEUTRAL = 2;
    private static final int POSITIVE = 1;

    private WordLabels() {}

    /**
     * Reads the dev sentences with their word labels, in the order of the dev set.
     *
     * @throws FileNotFoundException if no data directory has them
     */
    public static List<AnnotatedText> readDev(Folders folders) throws IOException {
        return JsonLines.read(folders.require(DEV).resolve(DEV), WordLabels::parse);
    }

    private static AnnotatedText parse(JsonNode json) {
        List<String> words = JsonLines.elements(json.path("tokens")).stream()
                .map(JsonNode::asText)
                .toList();
        double[] labels = JsonLines.elements(json.path("word_labels")).stream()
                .mapToDouble(label -> label.asDouble() - NEUTRAL)
                .toArray();
        return AnnotatedText.of(words, HumanLabels.polarity(POSITIVE, labels));
    }
}
