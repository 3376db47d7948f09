package org.dknn.bench.data;

import java.util.List;
import org.dknn.cli.MadeUpReviews;

/** Made-up film reviews as a data set of the studies. */
public final class GeneratedCorpus {

    private GeneratedCorpus() {}

    /** 2,000 training, 200 dev and 400 test sentences; the same seed makes the same ones. */
    public static SentenceData make(long seed) {
        MadeUpReviews made = MadeUpReviews.make(seed);
        return new SentenceData(
                "generated corpus",
                "made up, seed " + seed,
                List.of(),
                made.training(),
                made.training().select(),
                made.dev(),
                made.test());
    }
}
