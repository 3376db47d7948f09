package org.dknn.nlp.gate;

import java.util.List;
import org.dknn.activation.StepExtractor;
import org.dknn.vector.FloatMatrix;

/** A layer of steps that is none: three numbers of each word, drawn from its letters. */
final class HashedSteps implements StepExtractor<List<String>> {

    @Override
    public String layer() {
        return "steps";
    }

    @Override
    public List<FloatMatrix> extract(List<List<String>> inputs) {
        return inputs.stream().map(HashedSteps::steps).toList();
    }

    private static FloatMatrix steps(List<String> words) {
        List<String> read = words.isEmpty() ? List.of("") : words;
        return FloatMatrix.copyOf(read.stream().map(HashedSteps::step).toArray(float[][]::new));
    }

    private static float[] step(String word) {
        int hash = word.hashCode();
        return new float[] {hash % 7 / 4f, hash % 11 / 8f, hash % 5 / 2f};
    }
}
