package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.internal.Closing;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/**
 * What kind of input is explained: how it is split into segments of words, and who predicts them.
 *
 * @param classifier predicts them
 * @param reference its reference examples as texts
 * @param executor runs plans by the classifier
 * @param tokenizer of all segments
 * @param texts of the segments of an input
 * @param names of the segments
 * @param isOwned whether the classifier is closed with the explainer
 */
record InputKind<T>(
        ExplainedClassifier<?> classifier,
        ReferenceTexts<?> reference,
        PlanExecutor executor,
        Tokenizer tokenizer,
        Function<T, List<String>> texts,
        List<String> names,
        boolean isOwned) {

    /** Names of the only segment of a text. */
    static final List<String> TEXTS = List.of(Segment.TEXT);

    /** Names of the segments of a pair. */
    static final List<String> PAIRS = List.of(Segment.PREMISE, Segment.HYPOTHESIS);

    InputKind {
        Objects.requireNonNull(tokenizer, "tokenizer");
    }

    static InputKind<String> texts(DeepKnn<List<String>> dknn, Tokenizer tokenizer) {
        return new InputKind<>(
                new ExplainedClassifier<>(dknn, whole -> whole.words(0)),
                new ReferenceTexts<>(dknn, words -> List.of(words), tokenizer),
                new PlanExecutor(Predictor.of(dknn)),
                tokenizer,
                List::of,
                TEXTS,
                false);
    }

    static InputKind<TextPair> pairs(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        return new InputKind<>(
                new ExplainedClassifier<>(dknn, whole -> new SentencePair(whole.words(0), whole.words(1))),
                new ReferenceTexts<>(dknn, pair -> List.of(pair.premise(), pair.hypothesis()), tokenizer),
                new PlanExecutor(Predictor.ofPairs(dknn)),
                tokenizer,
                pair -> List.of(pair.premise(), pair.hypothesis()),
                PAIRS,
                false);
    }

    /** The kind with the reference texts as they were written. */
    InputKind<T> withWritten(List<T> written) {
        List<List<String>> segments = written.stream().map(texts).toList();
        return with(reference.withWritten(segments), isOwned);
    }

    /** The kind whose classifier is closed with its explainer. */
    InputKind<T> owned() {
        return with(reference, true);
    }

    /** The kind whose classifier also tells what the network would say without some reference examples. */
    InputKind<T> withRefit(ProgressListener listener) {
        return new InputKind<>(classifier.withRefit(listener), reference, executor, tokenizer, texts, names, isOwned);
    }

    InputKind<T> with(ReferenceTexts<?> reference, boolean isOwned) {
        return new InputKind<>(classifier, reference, executor, tokenizer, texts, names, isOwned);
    }

    void close() {
        if (isOwned) {
            dknn().close();
            Closing.close(dknn().extractor());
        }
    }

    DeepKnn<?> dknn() {
        return classifier.dknn();
    }

    /** The method of an explainer that is told none, as measured in ADRs 6 and 17. */
    Attribution usualAttribution() {
        boolean isContextual = dknn().extractor().isContextual();
        if (isPairs()) {
            return isContextual ? LeaveOneOut.neighbors() : LeaveOneOut.neighborsAndNetwork();
        }
        return isContextual ? LeaveOneOutAndIn.neighbors() : LeaveOneOutAndIn.neighborsAndNetwork();
    }

    boolean isPairs() {
        return names.size() > 1;
    }

    /** Number of characters of an input. */
    int characters(T input) {
        return texts.apply(input).stream().mapToInt(String::length).sum();
    }
}
