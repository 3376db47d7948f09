package org.dknn.spark;

import java.nio.file.Path;
import java.util.List;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** Splits at white space, and cannot read a text with the word "unreadable". */
final class RefusingTokenizer implements Tokenizer {

    static final String WORD = "unreadable";

    @Override
    public List<Token> tokenize(String text) {
        if (text.contains(WORD)) {
            throw new IllegalArgumentException("cannot read " + text);
        }
        return Tokenizer.whitespace().tokenize(text);
    }

    /** Its format: there is nothing to write. */
    public static final class Part implements ModelPart<RefusingTokenizer> {

        @Override
        public String name() {
            return "refusing-tokenizer";
        }

        @Override
        public String artifact() {
            return "org.dknn:dknn-spark:tests";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<RefusingTokenizer> type() {
            return RefusingTokenizer.class;
        }

        @Override
        public void write(RefusingTokenizer part, Path directory, ModelParts parts) {}

        @Override
        public RefusingTokenizer read(Path directory, int version, ModelParts parts) {
            return new RefusingTokenizer();
        }
    }
}
