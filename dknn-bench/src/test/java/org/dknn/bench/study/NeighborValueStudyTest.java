package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.cli.page.Page;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;
import org.junit.jupiter.api.Test;

class NeighborValueStudyTest {

    @Test
    void a_lexicon_counts_words_by_class() {
        Lexicon lexicon = Lexicon.of(Dataset.of(
                List.of(List.of("bad", "film"), List.of("good", "film", "good")),
                new int[] {0, 1},
                LabelSet.of("negative", "positive")));

        // three different words; two of negative texts, three of positive ones
        assertEquals(Math.log((2 + 1.0) / (3 + 3)) - Math.log((0 + 1.0) / (2 + 3)), lexicon.value("good", 1), 1e-12);
        assertEquals(-lexicon.value("good", 1), lexicon.value("good", 0), 1e-12);
        assertEquals(Math.log(1.0 / 6) - Math.log(1.0 / 5), lexicon.value("unseen", 1), 1e-12);
    }

    @Test
    void differences_to_the_default_have_wider_intervals_the_more_there_are() {
        // differences 0, .2, .4, .6: mean .3, standard deviation .258, error .129, 1.960 of which are .253
        double[][] one = {{0, 0.2, 0.4, 0.6}};
        double[][] other = {{0, 0, 0, 0}};

        String alone = page(List.of("neighbors and network", "log-odds"), one, other);
        String amongMore = page(List.of("neighbors and network", "log-odds", "lexicon"), one, other, one);

        assertTrue(alone.contains("| neighbors and network | .300 |"), alone);
        assertTrue(alone.contains("| log-odds | .000 (+.047 to +.553) |"), alone);
        assertTrue(amongMore.contains("| log-odds | .000 (+.011 to +.589) |"), amongMore);
        assertTrue(amongMore.contains("| lexicon | .300 (.000 to .000) |"), amongMore);
    }

    private static String page(List<String> explainers, double[][]... values) {
        ExplanationMetric metric = ExplanationMetric.of("AP", Direction.NEITHER, explained -> OptionalDouble.empty());
        return new Page("")
                .table(NeighborValueStudy.table(EvaluationTable.of(explainers, List.of(metric), values, 1)))
                .markdown();
    }
}
