package org.dknn.browser;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.cli.WordCounts;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;

/** A network of pairs that is none: it counts the words of both sides together. */
record PairCounts() implements ActivationExtractor<SentencePair> {

    private static final WordCounts COUNTS = new WordCounts();

    static DeepKnn<SentencePair> fitted() {
        return DeepKnn.builder(new PairCounts()).neighbors(9).fit(pairs(1, 90), pairs(2, 60));
    }

    private static Dataset<SentencePair> pairs(long seed, int size) {
        Dataset<List<String>> texts = WordCounts.texts(seed, size);
        List<SentencePair> pairs = texts.inputs().stream()
                .map(words -> new SentencePair(words.subList(0, 6), words.subList(6, words.size())))
                .toList();
        return Dataset.of(pairs, texts.labels(), texts.labelSet());
    }

    @Override
    public InputCodec<SentencePair> codec() {
        return new SentencePairEncoder(TokenIds.of(Vocabulary.of(List.of("good", "bad", "plain")))).codec();
    }

    @Override
    public String fingerprint() {
        return "counts of pairs";
    }

    @Override
    public List<String> layers() {
        return COUNTS.layers();
    }

    @Override
    public Activations extract(List<SentencePair> inputs, IntConsumer progress) {
        List<List<String>> joined = inputs.stream()
                .map(pair -> Stream.concat(pair.premise().stream(), pair.hypothesis().stream())
                        .toList())
                .toList();
        return COUNTS.extract(joined, progress);
    }
}
