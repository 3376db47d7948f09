package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Questions and the kind of their answer. Two files, of which the test set stays as published; letters become lower case, as in
 * the original code of Deep k-Nearest Neighbors on text.
 */
record TrecCorpus() implements Corpus.Reader {

    static final LabelSet LABELS = LabelSet.of("description", "entity", "abbreviation", "person", "location", "number");

    @Override
    public SentenceData read(Path file, int seed) throws IOException {
        LabelledLines lines = LabelledLines.of(LABELS).in(Corpus.windows1252());
        Dataset<List<String>> published = lowerCase(lines.read(file));
        Dataset.Split<List<String>> split = published.holdOut(published.size() / 10, seed);
        Path test = file.resolveSibling("TREC.test.all");
        return new SentenceData(
                "TREC",
                file + ", dev set by seed " + seed,
                SourceFile.of(file.resolveSibling(""), "TREC.train.all", "TREC.test.all"),
                split.kept(),
                published.select(),
                split.heldOut(),
                lowerCase(lines.read(test)));
    }

    private static Dataset<List<String>> lowerCase(Dataset<List<String>> questions) {
        List<List<String>> lower = questions.inputs().stream()
                .map(words -> words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList())
                .toList();
        return Dataset.of(lower, questions.labels(), questions.labelSet());
    }
}
