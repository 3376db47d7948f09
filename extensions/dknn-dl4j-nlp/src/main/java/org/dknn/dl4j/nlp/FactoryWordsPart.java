package org.dknn.dl4j.nlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.text.tokenization.tokenizer.TokenPreProcess;
import org.deeplearning4j.text.tokenization.tokenizer.preprocessor.CommonPreprocessor;
import org.deeplearning4j.text.tokenization.tokenizer.preprocessor.EndingPreProcessor;
import org.deeplearning4j.text.tokenization.tokenizer.preprocessor.LowCasePreProcessor;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;
import org.deeplearning4j.text.tokenization.tokenizerfactory.TokenizerFactory;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** The words of {@link Dl4jText#tokenizer}, by a factory of DeepLearning4J's without settings but for its preprocessor. */
@SuppressWarnings("rawtypes") // the type by which ModelParts looks
public final class FactoryWordsPart implements ModelPart<Function> {

    private static final String KIND = "dknn-dl4j-tokens";
    private static final String FILE = "tokens.part";
    private static final Map<String, Supplier<TokenPreProcess>> PREPROCESSORS = Map.of(
            "common", CommonPreprocessor::new,
            "ending", EndingPreProcessor::new,
            "lower-case", LowCasePreProcessor::new);

    @Override
    public String name() {
        return "dl4j-tokens";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-dl4j-nlp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Function> type() {
        return Function.class;
    }

    @Override
    public boolean canWrite(Function part) {
        return part instanceof FactoryWords words
                && words.factory().getClass() == DefaultTokenizerFactory.class
                && token(words.factory()).isPresent();
    }

    /** Name of the preprocessor, "none" if there is none; empty if it is a foreign one. */
    private static Optional<String> token(TokenizerFactory factory) {
        TokenPreProcess preprocessor = factory.getTokenPreProcessor();
        if (preprocessor == null) {
            return Optional.of("none");
        }
        return PREPROCESSORS.entrySet().stream()
                .filter(known -> known.getValue().get().getClass() == preprocessor.getClass())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void write(Function part, Path directory, ModelParts parts) throws IOException {
        String token = token(((FactoryWords) part).factory()).orElseThrow();
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> Utf16.write(out, token));
    }

    @Override
    public Function read(Path directory, int version, ModelParts parts) throws IOException {
        String token = ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> Utf16.read(in));
        TokenizerFactory factory = new DefaultTokenizerFactory();
        if (!token.equals("none")) {
            Supplier<TokenPreProcess> preprocessor = PREPROCESSORS.get(token);
            if (preprocessor == null) {
                throw new DknnFormatException(directory + ": there is no preprocessor \"" + token + "\"");
            }
            factory.setTokenPreProcessor(preprocessor.get());
        }
        return new FactoryWords(factory);
    }
}
