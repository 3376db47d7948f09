package org.dknn.nlp.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.DeepKnnBuilder;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.SentencePair;

/** The classifiers of the gate, and its files: what networks said, what was answered, and what was saved. */
final class GateFiles {

    static final InputCodec<List<String>> TEXT_CODEC = new TextLines();
    static final InputCodec<SentencePair> PAIR_CODEC = new PairLines();
    static final Path FOLDER = Path.of("src/test/resources/org/dknn/nlp/gate");

    private GateFiles() {}

    /** Which index is asked; answers are the same. */
    enum Index {
        EXACT,
        USUAL,
        FLAT;

        <I> DeepKnnBuilder<I> choose(DeepKnnBuilder<I> builder) {
            return switch (this) {
                case EXACT -> builder.index(ExactIndex.factory());
                case USUAL -> builder;
                case FLAT -> builder.index(Faiss.flat());
            };
        }

        IndexFactory factory() {
            return this == EXACT ? ExactIndex.factory() : Faiss.flat();
        }
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static DeepKnn<List<String>> texts(ActivationExtractor<List<String>> extractor, Index index) {
        return index.choose(DeepKnn.builder(extractor)).neighbors(9).fit(GateData.texts(120, 1), GateData.texts(40, 2));
    }

    static DeepKnn<SentencePair> pairs(ActivationExtractor<SentencePair> extractor, Index index) {
        return index.choose(DeepKnn.builder(extractor)).neighbors(9).fit(GateData.pairs(120, 3), GateData.pairs(40, 4));
    }

    static ActivationExtractor<List<String>> replayedTexts() throws IOException {
        return new ReplayedExtractor<>(RecordedRows.read(file("text-activations.tsv")), TEXT_CODEC);
    }

    static ActivationExtractor<SentencePair> replayedPairs() throws IOException {
        return new ReplayedExtractor<>(RecordedRows.read(file("pair-activations.tsv")), PAIR_CODEC);
    }

    static <I> void saveModel(DeepKnn<I> dknn, String name) throws IOException {
        dknn.save(file(name));
    }

    static <I> DeepKnn<I> loadModel(String name, ActivationExtractor<I> extractor, Index index) throws IOException {
        return DeepKnn.load(file(name), extractor, index.factory());
    }

    static void saveStatistics(CorpusStatistics statistics) throws IOException {
        statistics.save(file("corpus.statistics"));
    }

    static CorpusStatistics loadStatistics() throws IOException {
        return CorpusStatistics.load(file("corpus.statistics"));
    }

    static String json(Stream<Explanation> explanations) throws IOException {
        StringBuilder lines = new StringBuilder();
        ExplanationJson.create().writeLines(lines, explanations);
        return lines.toString();
    }

    static List<Explanation> explanations(String json) {
        return ExplanationJson.create()
                .readLines(new BufferedReader(new StringReader(json)))
                .toList();
    }

    /** Explanations as people read them, one after the other. */
    static String rendered(Stream<Explanation> explanations) {
        return explanations.map(Renderer.plain()::render).collect(Collectors.joining("\n"));
    }

    static String text(String name) throws IOException {
        return Files.readString(file(name));
    }
}
