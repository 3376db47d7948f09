package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/** Concatenated vectors of each step of an extractor and the steps around it. */
record StepWindows<I>(StepExtractor<I> extractor, int width) implements StepExtractor<I> {

    StepWindows {
        if (width < 1) {
            throw new IllegalArgumentException("a window must be at least 1 step wide, got " + width);
        }
    }

    @Override
    public String layer() {
        return extractor.layer() + " x " + width;
    }

    @Override
    public List<FloatMatrix> extract(List<I> inputs) {
        return extractor.extract(inputs).stream().map(this::windows).toList();
    }

    private FloatMatrix windows(FloatMatrix steps) {
        int columns = steps.columns();
        float[] values = FloatMatrix.allocate((long) steps.rows() * width, columns);
        for (int step = 0; step < steps.rows(); step++) {
            int start = step - (width - 1) / 2;
            int from = Math.max(0, start);
            int to = Math.min(steps.rows(), start + width);
            steps.copyRows(from, to, values, (step * width + from - start) * columns);
        }
        return FloatMatrix.wrap(steps.rows(), width * columns, values);
    }
}
