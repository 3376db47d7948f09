package org.dknn.dl4j.nlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.bagofwords.vectorizer.BagOfWordsVectorizer;
import org.deeplearning4j.bagofwords.vectorizer.TfidfVectorizer;
import org.deeplearning4j.iterator.CnnSentenceDataSetIterator;
import org.deeplearning4j.models.paragraphvectors.ParagraphVectors;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.wordstore.VocabCache;
import org.deeplearning4j.text.tokenization.tokenizerfactory.TokenizerFactory;
import org.dknn.nlp.encode.TextVectorEncoder;
import org.dknn.nlp.encode.WordVectorEncoder;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.Tokenizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tokenizers and encoders of what DeepLearning4J's programs read texts by, so that a network trained by them reads the same
 * numbers. What is copied may be trained further without effect. All are safe for use by many threads unless said otherwise.
 */
public final class Dl4jText {

    private static final int EXAMPLE_WORDS = 3;

    private Dl4jText() {}

    /**
     * The tokenizer of a factory. Empty tokens, which a preprocessor leaves of punctuation, are left out. It is saved with an
     * explainer if it is a {@code DefaultTokenizerFactory} with a preprocessor of DeepLearning4J or none.
     *
     * @param factory must be safe for use by many threads, as DeepLearning4J's own are
     */
    public static Tokenizer tokenizer(TokenizerFactory factory) {
        return Tokenizer.searching(new FactoryWords(factory));
    }

    /** Whether vectors are scaled to length 1, as {@link CnnSentenceDataSetIterator} does by default. */
    public enum Scaling {
        NORMALIZED,
        NONE
    }

    /**
     * The word vectors of a model, such as {@code Word2Vec} or what {@code WordVectorSerializer} reads; copied, so that they are
     * saved with an explainer. Those of a model that makes vectors of unknown words, such as fastText, are asked for one by one
     * and are not saved.
     *
     * @throws IllegalArgumentException if a vector is not finite; one of zeros cannot be normalized
     */
    public static WordVectors vectors(
            org.deeplearning4j.models.embeddings.wordvectors.WordVectors model, Scaling scaling) {
        if (model.outOfVocabularySupported()) {
            return WordVectors.of(model.lookupTable().layerSize(), word -> vector(model, word, scaling));
        }
        Map<String, float[]> vectors = new HashMap<>();
        for (Object word : model.vocab().words()) {
            vectors.put((String) word, vector(model, (String) word, scaling));
        }
        return WordVectors.copyOf(vectors);
    }

    private static float[] vector(
            org.deeplearning4j.models.embeddings.wordvectors.WordVectors model, String word, Scaling scaling) {
        INDArray vector = scaling == Scaling.NORMALIZED
                ? model.getWordVectorMatrixNormalized(word)
                : model.getWordVectorMatrix(word);
        return vector.toFloatVector();
    }

    /**
     * An encoder of what a {@link CnnSentenceDataSetIterator} gives for one sentence. Its sentences along the width are {@code
     * withLayout(Layout.IMAGE_OF_COLUMNS)}, its longest length is {@code withLengths(LengthPolicy.atMost(n))}.
     *
     * @param format of the iterator: a sequence, or an image with a word per row
     * @param unknown whether words without a vector are dropped, or read as the model's unknown word, zeros if it has none. A
     *     sentence that has no word left is one of zeros, where the iterator gives an exception
     * @param scaling {@link Scaling#NORMALIZED} unless {@code useNormalizedWordVectors(false)} was called
     */
    public static WordVectorEncoder sentences(
            org.deeplearning4j.models.embeddings.wordvectors.WordVectors model,
            CnnSentenceDataSetIterator.Format format,
            CnnSentenceDataSetIterator.UnknownWordHandling unknown,
            Scaling scaling) {
        WordVectors vectors = vectors(model, scaling);
        WordVectorEncoder encoder = WordVectorEncoder.of(vectors)
                .withLayout(
                        format == CnnSentenceDataSetIterator.Format.CNN2D
                                ? WordVectorEncoder.Layout.IMAGE
                                : WordVectorEncoder.Layout.SEQUENCE);
        if (unknown == CnnSentenceDataSetIterator.UnknownWordHandling.RemoveWord) {
            return encoder.droppingUnknown();
        }
        return vectors.vector(model.getUNK()).map(encoder::withUnknown).orElse(encoder);
    }

    /**
     * The vectors of a fitted {@link BagOfWordsVectorizer#transform(List)}: for each word that is in the text, how often it is in
     * all texts that the vectorizer was fitted to.
     */
    public static TextVectorEncoder bagOfWords(BagOfWordsVectorizer vectorizer) {
        VocabCache<VocabWord> vocabulary = vectorizer.getVocabCache();
        return encoder(TermWeights.of(vocabulary, TermWeights.Factor.NONE, vocabulary::wordFrequency));
    }

    /**
     * The vectors of a fitted {@link TfidfVectorizer#transform(List)}: for each word its share of the text times the logarithm, to
     * base 10, of the number of all texts by that of those with the word.
     */
    public static TextVectorEncoder tfIdf(TfidfVectorizer vectorizer) {
        return encoder(TermWeights.of(
                vectorizer.getVocabCache(),
                TermWeights.Factor.SHARE_OF_TEXT,
                word -> vectorizer.tfidfWord(word, 1, 1)));
    }

    private static TextVectorEncoder encoder(TermWeights weights) {
        return TextVectorEncoder.of(weights.width(), weights);
    }

    /**
     * The vectors that paragraph vectors infer for a text; zeros for one without a known word. An explanation needs the same
     * vector for the same text each time: the extractor's {@code build} refuses the encoder if the model infers two different
     * vectors for a text of its first words. Not saved. In DL4J 1.0.0-M2.1 bags of words ({@code DBOW}, the default) are inferred
     * alike; {@code DM} fails in training.
     */
    public static TextVectorEncoder paragraphs(ParagraphVectors model) {
        int width = model.lookupTable().layerSize();
        return TextVectorEncoder.of(width, words -> inferred(model, words, width))
                .withExample(firstWords(model));
    }

    private static float[] inferred(ParagraphVectors model, List<String> words, int width) {
        VocabCache<VocabWord> vocabulary = model.getVocab();
        List<VocabWord> known = words.stream()
                .filter(vocabulary::containsWord)
                .map(vocabulary::wordFor)
                .toList();
        // it changes the list
        return known.isEmpty()
                ? new float[width]
                : model.inferVector(new ArrayList<>(known)).toFloatVector();
    }

    private static List<String> firstWords(ParagraphVectors model) {
        VocabCache<VocabWord> vocabulary = model.getVocab();
        return vocabulary.vocabWords().stream()
                .filter(word -> !word.isLabel())
                .map(VocabWord::getLabel)
                .sorted()
                .limit(EXAMPLE_WORDS)
                .toList();
    }
}
