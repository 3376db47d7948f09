package org.dknn.ood;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.vector.FloatMatrix;

/** Mean distance of windows of three steps from the nearest window of any reference input. */
record WindowDistance<I>(StepExtractor<I> embedding, WindowTable table) implements OodScore<I> {

    /** Number of inputs whose embeddings are held together. */
    private static final int CHUNK = 256;

    @Override
    public String name() {
        return "windows of three words";
    }

    @Override
    public double[] scores(List<I> inputs, List<NeighborStatistics> statistics) {
        double[] scores = new double[inputs.size()];
        for (int start = 0; start < scores.length; start += CHUNK) {
            List<FloatMatrix> steps = embedding.extract(inputs.subList(start, Math.min(scores.length, start + CHUNK)));
            for (int i = 0; i < steps.size(); i++) {
                scores[start + i] = table.meanDistance(steps.get(i));
            }
        }
        return scores;
    }

    @Override
    public String reason(I input) {
        return "word order unlike the training texts";
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        table.write(out);
    }
}
