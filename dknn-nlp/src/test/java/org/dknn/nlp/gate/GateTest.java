package org.dknn.nlp.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.nlp.gate.GateFiles.Index;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers equal, bit for bit, those that were recorded before the explaining code was built anew. Neither network nor ND4J
 * takes part: activations and probabilities were recorded, too. {@link GateRecording} writes all of the files.
 *
 * <p>Logarithms and exponentials may differ in the last bit on other machines; the files are of HotSpot on x86-64.
 */
class GateTest {

    private static final Map<Index, DeepKnn<List<String>>> TEXTS = new EnumMap<>(Index.class);
    private static final Map<Index, DeepKnn<SentencePair>> PAIRS = new EnumMap<>(Index.class);

    @BeforeAll
    static void fit() throws IOException {
        for (Index index : List.of(Index.EXACT, Index.USUAL)) {
            TEXTS.put(index, GateFiles.texts(GateFiles.replayedTexts(), index));
            PAIRS.put(index, GateFiles.pairs(GateFiles.replayedPairs(), index));
        }
    }

    @AfterAll
    static void close() {
        TEXTS.values().forEach(DeepKnn::close);
        PAIRS.values().forEach(DeepKnn::close);
    }

    static void assertRecorded(String file, Answers answers) throws IOException {
        List<String> differences = answers.differences(Answers.read(GateFiles.file(file)));
        assertTrue(
                differences.isEmpty(),
                () -> differences.size() + " of " + answers.size() + " answers differ from " + file + ":\n"
                        + String.join("\n", differences));
    }

    private static TextAnswers texts(Index index) {
        return new TextAnswers(TEXTS.get(index));
    }

    private static PairAnswers pairs(Index index) {
        return new PairAnswers(PAIRS.get(index));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void predictions_of_texts_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("text-predictions.tsv", texts(index).predictionsSingly());
        assertRecorded("text-predictions.tsv", texts(index).predictionsTogether());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void scorers_of_texts_asked_by_themselves_answer_as_recorded(Index index) throws IOException {
        assertRecorded("text-saliencies.tsv", texts(index).saliencies());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void saliencies_of_texts_explained_singly_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("text-saliencies.tsv", texts(index).saliencies(TextAnswers::singly));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void saliencies_of_texts_explained_together_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("text-saliencies.tsv", texts(index).saliencies(TextAnswers::together));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void explanations_of_texts_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("text-explanations.tsv", texts(index).explanations(TextAnswers::singly));
        assertRecorded("text-explanations.tsv", texts(index).explanations(TextAnswers::together));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void evidence_and_reductions_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded(
                "text-evidence.tsv", texts(index).evidence().plus(texts(index).reductions()));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void predictions_of_pairs_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("pair-predictions.tsv", pairs(index).predictionsSingly());
        assertRecorded("pair-predictions.tsv", pairs(index).predictionsTogether());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void saliencies_of_pairs_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("pair-saliencies.tsv", pairs(index).saliencies(PairAnswers::singly));
        assertRecorded("pair-saliencies.tsv", pairs(index).saliencies(PairAnswers::together));
        assertRecorded("pair-saliencies.tsv", pairs(index).salienciesOfSides());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void explanations_of_pairs_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("pair-explanations.tsv", pairs(index).explanations(PairAnswers::singly));
        assertRecorded("pair-explanations.tsv", pairs(index).explanations(PairAnswers::together));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "USUAL"})
    void metrics_agreement_and_corpora_equal_the_recorded_ones(Index index) throws IOException {
        assertRecorded("tables.tsv", tables(TEXTS.get(index), PAIRS.get(index)));
    }

    static Answers tables(DeepKnn<List<String>> ofTexts, DeepKnn<SentencePair> ofPairs) throws IOException {
        TableAnswers tables = new TableAnswers(ofTexts);
        return tables.evaluation()
                .plus(tables.agreement())
                .plus(tables.neighborQuality())
                .plus(TableAnswers.corpus(tables.statistics()))
                .plus(TableAnswers.corpusOfSides(ofPairs));
    }

    @Test
    void an_input_that_is_not_recorded_is_named() throws IOException {
        ActivationExtractor<List<String>> replayed = GateFiles.replayedTexts();
        List<List<String>> unknown = List.of(List.of("never", "asked"));

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> replayed.extract(unknown));

        assertTrue(refusal.getMessage().contains("\"never asked\""), refusal.getMessage());
    }

    @Test
    void a_moved_answer_is_named_with_both_values() {
        Answers recorded = new Answers();
        recorded.put("text 0/same", "1");
        recorded.put("text 0/moved", "0x1.0p0");
        recorded.put("text 1/gone", "2");
        Answers now = new Answers();
        now.put("text 0/same", "1");
        now.put("text 0/moved", "0x1.8p0");

        assertEquals(
                List.of(
                        "text 0/moved\n  recorded 0x1.0p0\n  now      0x1.8p0",
                        "text 1/gone\n  recorded 2\n  now      (nothing)"),
                now.differences(recorded));
    }
}
