package org.dknn.nlp.render;

import java.util.stream.IntStream;
import org.dknn.conformal.PValues;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.render.page.Numbers;

/** How many calibration examples a credibility rests on, where that differs between labels. */
final class GroupWording {

    private GroupWording() {}

    /** Whether labels were compared with groups of different sizes. */
    static boolean isByClass(PredictionSummary prediction) {
        PValues pValues = prediction.pValues();
        return IntStream.range(0, pValues.labels())
                        .map(pValues::groupSize)
                        .distinct()
                        .count()
                > 1;
    }

    /** The credibility with the size of its group, such as {@code 0.500 (among 1 calibration example)}; without it where all are equal. */
    static String credibility(PredictionSummary prediction) {
        String share = Numbers.share(prediction.credibility());
        if (!isByClass(prediction)) {
            return share;
        }
        int size = prediction.pValues().groupSize(prediction.label());
        return share + " (among " + size + " calibration example" + (size == 1 ? ")" : "s)");
    }
}
