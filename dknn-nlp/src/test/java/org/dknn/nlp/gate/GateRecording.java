package org.dknn.nlp.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.gate.GateFiles.Index;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the files of the gate; runs only if told to:
 *
 * <pre>{@code ./mvnw -pl dknn-nlp -am -Dtest=GateRecording -Ddknn.gate.record=true -Dsurefire.failIfNoSpecifiedTests=false test}</pre>
 *
 * <p>Activations that are recorded stay, and new ones are added. Answers are written anew: look at what moved. Saved models
 * and statistics stay as they are, since they are files of the past; delete them to have them written anew. JSON was written by
 * the first edition and stays.
 */
@EnabledIfSystemProperty(named = "dknn.gate.record", matches = "true")
class GateRecording {

    @Test
    void record() throws IOException {
        Files.createDirectories(GateFiles.FOLDER);
        RecordedRows textRows = rows("text-activations.tsv", "texts of the gate");
        RecordedRows pairRows = rows("pair-activations.tsv", "pairs of the gate");
        ActivationExtractor<List<String>> texts =
                extractor(GateNetworks.ofTexts(GateData.texts(120, 1)), textRows, GateFiles.TEXT_CODEC);
        ActivationExtractor<SentencePair> pairs =
                extractor(GateNetworks.ofPairs(GateData.pairs(120, 3)), pairRows, GateFiles.PAIR_CODEC);
        try (DeepKnn<List<String>> ofTexts = GateFiles.texts(texts, Index.EXACT);
                DeepKnn<SentencePair> ofPairs = GateFiles.pairs(pairs, Index.EXACT)) {
            recordAnswers(ofTexts, ofPairs);
            recordFiles(ofTexts, ofPairs);
        }
        if (Faiss.isAvailable() && !Files.exists(GateFiles.file("model-flat"))) {
            try (DeepKnn<List<String>> flat = GateFiles.texts(texts, Index.FLAT)) {
                GateFiles.saveModel(flat, "model-flat");
            }
        }
        textRows.write(GateFiles.file("text-activations.tsv"));
        pairRows.write(GateFiles.file("pair-activations.tsv"));
    }

    private static RecordedRows rows(String name, String fingerprint) throws IOException {
        Path file = GateFiles.file(name);
        String second = name.startsWith("pair") ? "joined" : "pooled";
        return Files.exists(file)
                ? RecordedRows.read(file)
                : RecordedRows.none(fingerprint, List.of(second, "dense"), GateNetworks.WIDTHS);
    }

    private static <I> ActivationExtractor<I> extractor(
            ActivationExtractor<I> network, RecordedRows rows, InputCodec<I> codec) {
        return new RecordingExtractor<>(network, rows, codec);
    }

    private static void recordAnswers(DeepKnn<List<String>> ofTexts, DeepKnn<SentencePair> ofPairs) throws IOException {
        TextAnswers texts = new TextAnswers(ofTexts);
        PairAnswers pairs = new PairAnswers(ofPairs);
        texts.predictionsSingly().write(GateFiles.file("text-predictions.tsv"));
        texts.saliencies(TextAnswers::singly).write(GateFiles.file("text-saliencies.tsv"));
        texts.explanations(TextAnswers::singly).write(GateFiles.file("text-explanations.tsv"));
        texts.evidence().plus(texts.reductions()).write(GateFiles.file("text-evidence.tsv"));
        pairs.predictionsSingly().write(GateFiles.file("pair-predictions.tsv"));
        pairs.saliencies(PairAnswers::singly).write(GateFiles.file("pair-saliencies.tsv"));
        pairs.explanations(PairAnswers::singly).write(GateFiles.file("pair-explanations.tsv"));
        GateTest.tables(ofTexts, ofPairs).write(GateFiles.file("tables.tsv"));
    }

    private static void recordFiles(DeepKnn<List<String>> ofTexts, DeepKnn<SentencePair> ofPairs) throws IOException {
        if (!Files.exists(GateFiles.file("model-exact"))) {
            GateFiles.saveModel(ofTexts, "model-exact");
        }
        if (!Files.exists(GateFiles.file("pair-model-exact"))) {
            GateFiles.saveModel(ofPairs, "pair-model-exact");
        }
        if (!Files.exists(GateFiles.file("corpus.statistics"))) {
            GateFiles.saveStatistics(new TableAnswers(ofTexts).statistics());
        }
        Files.writeString(
                GateFiles.file("explanations.txt"),
                GateFiles.rendered(GateFiles.explanations(GateFiles.text("explanations.jsonl")).stream()));
        Files.writeString(
                GateFiles.file("pair-explanations.txt"),
                GateFiles.rendered(GateFiles.explanations(GateFiles.text("pair-explanations.jsonl")).stream()
                        .flatMap(PairAnswers::sides)));
    }
}
