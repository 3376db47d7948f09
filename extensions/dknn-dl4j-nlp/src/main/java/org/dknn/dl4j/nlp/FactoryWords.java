package org.dknn.dl4j.nlp;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.deeplearning4j.text.tokenization.tokenizerfactory.TokenizerFactory;

/** The tokens of a text by a factory. */
record FactoryWords(TokenizerFactory factory) implements Function<String, List<String>> {

    FactoryWords {
        Objects.requireNonNull(factory, "factory");
    }

    @Override
    public List<String> apply(String text) {
        return factory.create(text).getTokens();
    }

    @Override
    public String toString() {
        Object preprocessor = factory.getTokenPreProcessor();
        return "the tokens of " + factory.getClass().getName()
                + (preprocessor == null
                        ? ""
                        : " with " + preprocessor.getClass().getName());
    }
}
