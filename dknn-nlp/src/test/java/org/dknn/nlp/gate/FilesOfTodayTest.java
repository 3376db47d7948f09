package org.dknn.nlp.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.conformal.PValues;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.gate.GateFiles.Index;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

/** Files that were written before the explaining code was built anew still load, with equal answers. */
class FilesOfTodayTest {

    @Test
    void a_model_with_exact_indexes_answers_as_recorded() throws IOException {
        assertAnswersOfTexts("model-exact", Index.EXACT);
    }

    @Test
    void a_model_with_indexes_of_faiss_answers_as_recorded() throws IOException {
        assumeTrue(Faiss.isAvailable(), "no FAISS here");

        assertAnswersOfTexts("model-flat", Index.FLAT);
    }

    private static void assertAnswersOfTexts(String model, Index index) throws IOException {
        try (DeepKnn<List<String>> dknn = GateFiles.loadModel(model, GateFiles.replayedTexts(), index)) {
            TextAnswers answers = new TextAnswers(dknn);

            GateTest.assertRecorded("text-predictions.tsv", answers.predictionsTogether());
            GateTest.assertRecorded("text-explanations.tsv", answers.explanations(TextAnswers::together));
        }
    }

    @Test
    void a_model_of_pairs_answers_as_recorded() throws IOException {
        try (DeepKnn<SentencePair> dknn =
                GateFiles.loadModel("pair-model-exact", GateFiles.replayedPairs(), Index.EXACT)) {
            PairAnswers answers = new PairAnswers(dknn);

            GateTest.assertRecorded("pair-predictions.tsv", answers.predictionsTogether());
            GateTest.assertRecorded("pair-explanations.tsv", answers.explanations(PairAnswers::together));
        }
    }

    @Test
    void corpus_statistics_tell_what_was_recorded() throws IOException {
        Answers recorded = Answers.read(GateFiles.file("tables.tsv")).startingWith("corpus by ");

        assertEquals(List.of(), TableAnswers.corpus(GateFiles.loadStatistics()).differences(recorded));
    }

    @Test
    void explanations_in_json_are_those_of_now() throws IOException {
        List<Explanation> read = GateFiles.explanations(GateFiles.text("explanations.jsonl"));

        assertEquals(GateFiles.text("explanations.txt"), GateFiles.rendered(read.stream()));
        try (DeepKnn<List<String>> dknn = GateFiles.texts(GateFiles.replayedTexts(), Index.EXACT)) {
            // three are of a rival that is now the next by nonconformity, see ADR 11
            assertEquals(List.of(4, 5, 6), differing(read, new TextAnswers(dknn).explained(TextAnswers::singly)));
        }
    }

    @Test
    void explanations_of_pairs_in_json_are_those_of_now() throws IOException {
        List<Explanation> read = GateFiles.explanations(GateFiles.text("pair-explanations.jsonl"));

        assertEquals(
                GateFiles.text("pair-explanations.txt"),
                GateFiles.rendered(read.stream().flatMap(PairAnswers::sides)));
        try (DeepKnn<SentencePair> dknn = GateFiles.pairs(GateFiles.replayedPairs(), Index.EXACT)) {
            // two had equal distances at the k-th place, see ADR 12
            assertEquals(List.of(2, 4), differing(read, new PairAnswers(dknn).explained(PairAnswers::singly)));
        }
    }

    /** Places of the explanations that are not as recorded. */
    private static List<Integer> differing(List<Explanation> recorded, List<Explanation> now) {
        assertEquals(recorded.size(), now.size());
        return IntStream.range(0, now.size())
                .filter(i -> !withoutGroups(now.get(i)).equals(recorded.get(i)))
                .boxed()
                .toList();
    }

    /** Nor what is answered without single words. */
    private static Segment withoutAnswers(Segment segment) {
        return new Segment(segment.name(), segment.text(), segment.tokens(), segment.attributions(), segment.unseen());
    }

    /** Files of earlier versions do not tell how many calibration examples labels were compared with. */
    private static Explanation withoutGroups(Explanation explanation) {
        return new Explanation(
                explanation.segments().stream()
                        .map(FilesOfTodayTest::withoutAnswers)
                        .toList(),
                explanation.labelSet(),
                withoutGroups(explanation.prediction()),
                explanation.neighbors(),
                explanation.interactions());
    }

    private static PredictionSummary withoutGroups(PredictionSummary prediction) {
        double[] values = IntStream.range(0, prediction.labels())
                .mapToDouble(prediction.pValues()::value)
                .toArray();
        return new PredictionSummary(
                prediction.label(),
                PValues.copyOf(values),
                prediction.votes(),
                prediction.probabilities(),
                prediction.ood());
    }

    @Test
    void explanations_of_earlier_files_are_written_and_read_back() throws IOException {
        for (String name : List.of("explanations.jsonl", "pair-explanations.jsonl")) {
            List<Explanation> read = GateFiles.explanations(GateFiles.text(name));

            assertEquals(read, GateFiles.explanations(GateFiles.json(read.stream())));
        }
    }
}
