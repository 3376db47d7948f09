package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/** Finds data directories, and reads the Stanford Sentiment Treebank, two classes. */
public final class SentimentSources {

    static final LabelSet LABELS = LabelSet.of("negative", "positive");

    private static final LabelledLines LINES = LabelledLines.of(LABELS);

    private SentimentSources() {}

    /** Places to look in, by what names them. */
    static Map<String, Path> places() {
        Map<String, Path> places = new LinkedHashMap<>();
        String property = System.getProperty("dknn.data", "");
        if (!property.isBlank()) {
            places.put("-Ddknn.data", Path.of(property).toAbsolutePath().normalize());
        }
        String variable = System.getenv().getOrDefault("DKNN_DATA", "");
        if (!variable.isBlank()) {
            places.put("DKNN_DATA", Path.of(variable).toAbsolutePath().normalize());
        }
        // beside the project's root, seen from there and from a module
        for (String place : List.of("../shared/data", "../../shared/data")) {
            places.put(place, Path.of(place).toAbsolutePath().normalize());
        }
        return places;
    }

    /** Reads the treebank's own directory. */
    static SentenceData read(Path sst) throws IOException {
        Path phrases = sst.resolve("stsa.binary.phrases.train");
        Dataset<List<String>> training = LINES.read(sst.resolve("stsa.binary.train"));
        return new SentenceData(
                "SST-2",
                sst.toString(),
                SourceFile.of(
                        sst, "stsa.binary.train", "stsa.binary.phrases.train", "stsa.binary.dev", "stsa.binary.test"),
                training,
                Files.exists(phrases) ? LINES.read(phrases) : training.select(),
                LINES.read(sst.resolve("stsa.binary.dev")),
                LINES.read(sst.resolve("stsa.binary.test")));
    }
}
