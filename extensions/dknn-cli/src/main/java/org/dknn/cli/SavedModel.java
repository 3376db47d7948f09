package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.nlp.text.Tokenizer;

/**
 * A model that the command line has fitted, for programs that go on with it in Java. Safe for use by many threads, but for
 * {@link #close}.
 */
public final class SavedModel implements AutoCloseable {

    private final DeepKnn<List<String>> classifier;
    private final Tokenizer tokenizer;
    private final LabelSet labelSet;

    private SavedModel(DeepKnn<List<String>> classifier, Tokenizer tokenizer, LabelSet labelSet) {
        this.classifier = classifier;
        this.tokenizer = tokenizer;
        this.labelSet = labelSet;
    }

    /**
     * Loads a model.
     *
     * @param directory that {@code dknn train --model} named
     * @throws IllegalStateException if it is not fitted yet
     */
    public static SavedModel load(Path directory) throws IOException {
        ModelDirectory files = new ModelDirectory(directory);
        ModelSettings settings = files.settings();
        return new SavedModel(files.load(), settings.words().tokenizer(), settings.labelSet());
    }

    /** The classifier of words that {@link #tokenizer} finds; closed with this model. */
    public DeepKnn<List<String>> classifier() {
        return classifier;
    }

    /** What reads texts as those of the training were read. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The classes. */
    public LabelSet labelSet() {
        return labelSet;
    }

    /** Closes the classifier, and the transformer if there is one. */
    @Override
    public void close() {
        classifier.close();
        EncoderFiles.close(classifier.extractor());
    }
}
