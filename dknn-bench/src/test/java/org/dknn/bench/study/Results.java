package org.dknn.bench.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dknn.bench.data.SourceFile;

/** Results that were not computed, for tests. */
final class Results {

    private Results() {}

    /** Of 1,000 test sentences so many are right by softmax, and one less by each rule after it. */
    static CellResult of(int rightBySoftmax) {
        return new CellResult(
                900,
                1_000,
                Map.of(
                        Rule.SOFTMAX, rightBySoftmax,
                        Rule.DKNN, rightBySoftmax - 1,
                        Rule.DKNN_EUCLIDEAN, rightBySoftmax - 2,
                        Rule.LAST_LAYER, rightBySoftmax - 3,
                        Rule.INVERTED, rightBySoftmax - 4),
                new Credibility(0.625, 0.25),
                new Credibility(0.5, 0.75),
                List.of(new SourceFile("a.dev", "0f"), new SourceFile("a.train", "1e")),
                LocalDate.of(2018, 11, 1));
    }
}
