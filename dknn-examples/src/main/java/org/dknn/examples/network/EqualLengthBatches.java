package org.dknn.examples.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dknn.Dataset;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sentences as batches of one length each, so that nothing is padded and nothing masked. */
final class EqualLengthBatches {

    private final Dataset<List<String>> sentences;
    private final Vocabulary vocabulary;

    EqualLengthBatches(Dataset<List<String>> sentences, Vocabulary vocabulary) {
        this.sentences = sentences;
        this.vocabulary = vocabulary;
    }

    /** Every sentence once, in random order; sentences of a length are spread evenly over their batches. */
    List<List<Integer>> shuffled(int maxRows, Random random) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            byLength.computeIfAbsent(sentences.inputs().get(i).size(), length -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> batches = new ArrayList<>();
        for (List<Integer> sameLength : byLength.values()) {
            Collections.shuffle(sameLength, random);
            int size = sameLength.size();
            int parts = (size + maxRows - 1) / maxRows;
            for (int part = 0; part < parts; part++) {
                batches.add(sameLength.subList(size * part / parts, size * (part + 1) / parts));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Word numbers of a batch, {@code [rows x length]}, each unknown with a probability. */
    INDArray words(List<Integer> batch, double drop, Random random) {
        int length = sentences.inputs().get(batch.get(0)).size();
        int[][] ids = new int[batch.size()][length];
        for (int row = 0; row < ids.length; row++) {
            List<String> words = sentences.inputs().get(batch.get(row));
            for (int t = 0; t < length; t++) {
                boolean dropped = drop > 0 && random.nextDouble() < drop;
                ids[row][t] = dropped ? Vocabulary.UNKNOWN : vocabulary.id(words.get(t));
            }
        }
        return Nd4j.createFromArray(ids);
    }

    /** Labels of a batch, {@code [rows x classes]}, 1 in the column of the label. */
    INDArray labels(List<Integer> batch) {
        float[][] oneHot = new float[batch.size()][sentences.labelSet().size()];
        for (int row = 0; row < oneHot.length; row++) {
            oneHot[row][sentences.label(batch.get(row))] = 1;
        }
        return Nd4j.createFromArray(oneHot);
    }

    int label(int sentence) {
        return sentences.label(sentence);
    }

    int size() {
        return sentences.size();
    }
}
