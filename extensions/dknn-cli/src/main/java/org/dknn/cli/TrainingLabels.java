package org.dknn.cli;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.ProgressListener;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.LabelAudit;

/** Checks of the labels of training texts by their neighbors, so that a text that is shown tells whether its label is suspect. */
final class TrainingLabels {

    private TrainingLabels() {}

    /**
     * A view of a classifier with checks. They are by its nonconformity, or by the log ratio where that does not tell labels apart.
     * Takes about as long as predicting its texts.
     */
    static DeepKnn<List<String>> checked(DeepKnn<List<String>> fitted, Dknn dknn, ProgressListener listener) {
        int size = fitted.reference().size();
        if (size < 2) {
            return fitted;
        }
        dknn.say("Checks the labels of these " + size + " texts by their neighbors.");
        LabelChecks checks = LabelAudit.of(judging(fitted), LabelAudit.USUAL_CLOSENESS, listener)
                .checks();
        long marked = IntStream.range(0, size)
                .filter(ordinal -> checks.proposed(ordinal).isPresent())
                .count();
        dknn.say(marked + " of them are marked as perhaps mislabelled where they are shown.");
        return fitted.withLabelChecks(checks);
    }

    /** A view that tells labels apart, as judging them needs: the classifier itself, or one by the log ratio. */
    static DeepKnn<List<String>> judging(DeepKnn<List<String>> fitted) {
        return fitted.nonconformity().tellsLabelsApart() ? fitted : fitted.withNonconformity(Nonconformity.logRatio());
    }
}
