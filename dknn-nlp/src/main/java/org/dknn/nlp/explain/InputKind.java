package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/**
 * What kind of input is explained: how it is split into segments of words, and who predicts them.
 *
 * @param dknn the classifier
 * @param reference its reference examples as texts
 * @param executor runs plans by the classifier
 * @param tokenizer of all segments
 * @param texts of the segments of an input
 * @param names of the segments
 */
record InputKind<T>(
        DeepKnn<?> dknn,
        ReferenceTexts<?> reference,
        PlanExecutor executor,
        Tokenizer tokenizer,
        Function<T, List<String>> texts,
        List<String> names) {

    InputKind {
        Objects.requireNonNull(tokenizer, "tokenizer");
    }

    static InputKind<String> texts(DeepKnn<List<String>> dknn, Tokenizer tokenizer) {
        return new InputKind<>(
                dknn,
                new ReferenceTexts<>(dknn, words -> words, words -> String.join(" ", words)),
                new PlanExecutor(Predictor.of(dknn)),
                tokenizer,
                List::of,
                List.of(Segment.TEXT));
    }

    static InputKind<TextPair> pairs(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        return new InputKind<>(
                dknn,
                new ReferenceTexts<>(dknn, InputKind::wordsOfBoth, InputKind::oneLine),
                new PlanExecutor(Predictor.ofPairs(dknn)),
                tokenizer,
                pair -> List.of(pair.premise(), pair.hypothesis()),
                List.of(Segment.PREMISE, Segment.HYPOTHESIS));
    }

    private static List<String> wordsOfBoth(SentencePair pair) {
        return Stream.concat(pair.premise().stream(), pair.hypothesis().stream())
                .toList();
    }

    private static String oneLine(SentencePair pair) {
        return String.join(" ", pair.premise()) + " \u2192 " + String.join(" ", pair.hypothesis());
    }

    boolean isPairs() {
        return names.size() > 1;
    }

    /** Number of characters of an input. */
    int characters(T input) {
        return texts.apply(input).stream().mapToInt(String::length).sum();
    }
}
