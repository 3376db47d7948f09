package org.dknn.bench.pairs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.bench.data.GeneratedPairs;
import org.dknn.bench.data.HighlightedPair;
import org.dknn.bench.data.PairData;
import org.dknn.cli.train.Recipe;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;

class HighlightStudyTest {

    @Test
    void each_side_that_is_marked_in_part_is_judged_beside_a_random_explainer() {
        PairData data = GeneratedPairs.make(2);
        Vocabulary vocabulary = Vocabulary.build(
                data.training().inputs().stream().map(SentencePair::hypothesis).toList(), 1);
        var graph = PairGraphs.untrained(
                PairGraphs.cnn(vocabulary.size(), Recipe.onFewPairs()), vocabulary, Optional.empty());
        Dl4jExtractor<SentencePair> extractor = Dl4jExtractor.builder(
                        graph, new SentencePairEncoder(new TokenIds(vocabulary)))
                .layer("joined")
                .build();
        SentencePair pair = new SentencePair(List.of("a", "red", "ball"), List.of("the", "ball", "is", "blue"));
        List<Boolean> none = List.of(false, false, false);
        List<Boolean> last = List.of(false, false, false, true);

        try (DeepKnn<SentencePair> dknn =
                DeepKnn.builder(extractor).neighbors(5).fit(data.training(), data.calibration())) {
            String table = new HighlightStudy(new TrainedPairs(graph, vocabulary, dknn), ProgressListener.silent(), 1)
                    .run(List.of(
                            new HighlightedPair("1", pair, 2, none, last),
                            new HighlightedPair("1", pair, 2, List.of(true, false, false), last)));

            assertTrue(table.startsWith("2 pairs, "), table);
            assertTrue(
                    table.matches("(?s).*hypothesis:.*random.*neighbors.*probability.*gradient x input.*premise:.*"),
                    table);
        }
    }
}
