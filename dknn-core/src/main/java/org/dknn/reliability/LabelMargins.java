package org.dknn.reliability;

import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.Prediction;

/**
 * Nonconformity of the label of each example less that of the best other one. Its unit is the root mean square of all of them, so that
 * margins of two classifiers can be added up. Not safe for use by many threads.
 */
final class LabelMargins {

    private final Dataset<?> examples;
    private final double[] margins;
    private double squares;
    private int finite;

    /** Of examples of which none is judged yet. */
    LabelMargins(Dataset<?> examples) {
        this.examples = examples;
        this.margins = new double[examples.size()];
    }

    /** Adds the prediction of an example, which is not among its own neighbors; each once. */
    void add(Prediction prediction, int ordinal) {
        int own = examples.label(ordinal);
        double best = IntStream.range(0, examples.labelSet().size())
                .filter(label -> label != own)
                .mapToDouble(prediction::nonconformity)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        margins[ordinal] = prediction.nonconformity(own) - best;
        if (Double.isFinite(margins[ordinal])) {
            squares += margins[ordinal] * margins[ordinal];
            finite++;
        }
    }

    /** The margin of an example, in the unit of all that were added. */
    double inUnits(int ordinal) {
        return squares > 0 ? margins[ordinal] / Math.sqrt(squares / finite) : margins[ordinal];
    }
}
