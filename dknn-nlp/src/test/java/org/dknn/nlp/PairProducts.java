package org.dknn.nlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.FloatMatrix;

/**
 * A network of pairs that is none. A side is the sum of its words: good is 1, great 2, bad -1, others 0. Layer "product" is
 * the product of both sides; the probability of "agree" is 0.5 + product / 8, cut to [0, 1]. Remembers what it was asked.
 */
public final class PairProducts implements ActivationExtractor<SentencePair> {

    private static final Map<String, Integer> WEIGHTS = Map.of("good", 1, "great", 2, "bad", -1);

    private final List<List<SentencePair>> calls = Collections.synchronizedList(new ArrayList<>());

    /** Three neighbors; products 4, 2, 1 agree and -2, -1, -1 do not. */
    public DeepKnn<SentencePair> fitted() {
        return fitted(LabelSet.of("disagree", "agree"));
    }

    /** As {@link #fitted()}, with other names of the classes. */
    public DeepKnn<SentencePair> fitted(LabelSet labels) {
        List<SentencePair> training = List.of(
                pair("great", "great"),
                pair("good", "great film"),
                pair("good", "good"),
                pair("great", "bad"),
                pair("good", "bad film"),
                pair("bad", "good"));
        List<SentencePair> calibration = List.of(pair("bad", "bad"), pair("bad", "great"), pair("so", "good"));
        DeepKnn<SentencePair> dknn = DeepKnn.builder(this)
                .neighbors(3)
                .nonconformity(Nonconformity.count())
                .fit(
                        Dataset.of(training, new int[] {1, 1, 1, 0, 0, 0}, labels),
                        Dataset.of(calibration, new int[] {1, 0, 0}, labels));
        calls.clear();
        return dknn;
    }

    /** A pair of texts with spaces between their words. */
    public static SentencePair pair(String premise, String hypothesis) {
        return new SentencePair(words(premise), words(hypothesis));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** What was extracted since the fit, call by call. */
    public List<List<SentencePair>> calls() {
        return List.copyOf(calls);
    }

    @Override
    public List<String> layers() {
        return List.of("product");
    }

    @Override
    public InputCodec<SentencePair> codec() {
        return new SentencePairEncoder(TokenIds.of(Vocabulary.build(List.of(), 1))).codec();
    }

    @Override
    public String fingerprint() {
        return "pair products";
    }

    @Override
    public Activations extract(List<SentencePair> inputs, IntConsumer progress) {
        calls.add(List.copyOf(inputs));
        int rows = inputs.size();
        float[] products = new float[rows];
        float[] probabilities = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            products[i] = sum(inputs.get(i).premise()) * sum(inputs.get(i).hypothesis());
            probabilities[2 * i + 1] = Math.max(0, Math.min(1, 0.5f + products[i] / 8));
            probabilities[2 * i] = 1 - probabilities[2 * i + 1];
        }
        progress.accept(rows);
        return new Activations(
                layers(), List.of(FloatMatrix.wrap(rows, 1, products)), FloatMatrix.wrap(rows, 2, probabilities));
    }

    private static int sum(List<String> words) {
        return words.stream().mapToInt(word -> WEIGHTS.getOrDefault(word, 0)).sum();
    }
}
