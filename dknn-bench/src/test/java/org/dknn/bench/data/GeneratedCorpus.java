package org.dknn.bench.data;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.cli.MadeUpReviews;

/** Made-up film reviews as a data set of the studies. */
public final class GeneratedCorpus {

    private GeneratedCorpus() {}

    /** Training and calibration sentences, 200 dev and 400 test sentences; the same seed makes the same ones. */
    public static Parts<List<String>> make(long seed, int training, int calibration) {
        MadeUpReviews made = MadeUpReviews.make(seed);
        Dataset.Split<List<String>> split = made.training()
                .select(IntStream.range(0, training + calibration).toArray())
                .holdOut(calibration, 1);
        return new Parts<>(
                "generated corpus",
                split.kept(),
                split.heldOut(),
                made.dev(),
                made.test(),
                made.training().select());
    }
}
