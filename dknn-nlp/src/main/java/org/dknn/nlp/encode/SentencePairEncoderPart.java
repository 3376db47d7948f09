package org.dknn.nlp.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.dl4j.InputEncoder;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link SentencePairEncoder}: the encoders of both sides, each a part of its own. */
public final class SentencePairEncoderPart implements ModelPart<SentencePairEncoder> {

    private static final String PREMISE = "premise";
    private static final String HYPOTHESIS = "hypothesis";

    @Override
    public String name() {
        return "sentence-pair";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-nlp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<SentencePairEncoder> type() {
        return SentencePairEncoder.class;
    }

    @Override
    public void write(SentencePairEncoder part, Path directory, ModelParts parts) throws IOException {
        parts.write(part.premises(), directory.resolve(PREMISE));
        parts.write(part.hypotheses(), directory.resolve(HYPOTHESIS));
    }

    @Override
    @SuppressWarnings("unchecked") // sides of a pair read words
    public SentencePairEncoder read(Path directory, int version, ModelParts parts) throws IOException {
        InputEncoder<List<String>> premises = parts.read(directory.resolve(PREMISE), InputEncoder.class);
        InputEncoder<List<String>> hypotheses = parts.read(directory.resolve(HYPOTHESIS), InputEncoder.class);
        return new SentencePairEncoder(premises, hypotheses);
    }
}
