package org.dknn.bench.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.bench.data.SentenceData;
import org.dknn.bench.data.Sha256;
import org.dknn.cli.train.Sizes;

/** Names of models, made of all that they depend on, so that no model is taken for another. */
final class ModelName {

    /** Raised when training changes in a way that its other settings do not tell. */
    private static final int VERSION = 2;

    private ModelName() {}

    /** For people the data, the network and the seed; for the rest the first 12 digits of a SHA-256. */
    static String of(Classifier classifier, SentenceData data, Dataset.Split<List<String>> split) {
        StringBuilder all = new StringBuilder();
        for (Object part : List.of(
                VERSION,
                classifier
                        .graph()
                        .apply(Sizes.of(1, data.labelSet().size()), classifier.recipe())
                        .toJson(),
                classifier.recipe(),
                classifier.onPhrases(),
                classifier.vectors().map(PretrainedVectors::sha256).orElse("no vectors"),
                data.labelSet())) {
            all.append(part).append('\n');
        }
        for (Dataset<List<String>> part :
                List.of(split.kept(), split.heldOut(), data.phrases(), data.dev(), data.test())) {
            append(part, all);
        }
        String hash =
                Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
        return String.format(
                        Locale.ROOT,
                        "%s-%s-%d-%s",
                        data.name(),
                        classifier.name(),
                        classifier.recipe().seed(),
                        hash)
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    private static void append(Dataset<List<String>> part, StringBuilder all) {
        for (int i = 0; i < part.size(); i++) {
            all.append(part.label(i)).append(part.inputs().get(i)).append('\n');
        }
        all.append('\n');
    }
}
