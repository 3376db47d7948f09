package org.dknn.dl4j.nlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.CollectionSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizer.preprocessor.CommonPreprocessor;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;
import org.deeplearning4j.text.tokenization.tokenizerfactory.TokenizerFactory;

/** Short reviews with one telling word each, and word vectors of them by DL4J. */
final class Reviews {

    private static final List<String> IDLE = List.of("the", "film", "a", "story", "it", "is", "very", "and");

    private Reviews() {}

    static List<String> texts() {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<String> words = new ArrayList<>();
            for (int t = 3 + random.nextInt(5); t > 0; t--) {
                words.add(IDLE.get(random.nextInt(IDLE.size())));
            }
            words.set(random.nextInt(words.size()), label(i).equals("good") ? "Great" : "awful");
            texts.add(String.join(" ", words));
        }
        return texts;
    }

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            labels.add(label(i));
        }
        return labels;
    }

    private static String label(int text) {
        return text % 2 == 0 ? "bad" : "good";
    }

    static TokenizerFactory tokens() {
        TokenizerFactory factory = new DefaultTokenizerFactory();
        factory.setTokenPreProcessor(new CommonPreprocessor());
        return factory;
    }

    static Word2Vec vectors(int width) {
        Word2Vec model = new Word2Vec.Builder()
                .minWordFrequency(1)
                .layerSize(width)
                .seed(7)
                .workers(1)
                .epochs(1)
                .windowSize(3)
                .iterate(new CollectionSentenceIterator(texts()))
                .tokenizerFactory(tokens())
                .build();
        model.fit();
        return model;
    }
}
