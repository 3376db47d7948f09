package org.dknn.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dknn.activation.ActivationExtractor;
import org.dknn.internal.Closing;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelParts;

/**
 * A trained network of texts with its tokenizer, in a directory that executors read: what {@link DknnTextEstimator} fits. Safe for use by
 * many threads.
 *
 * @param extractor of the activations of the selected layers
 * @param tokenizer splits texts into the words of the network
 */
public record TextNetwork(ActivationExtractor<List<String>> extractor, Tokenizer tokenizer) implements AutoCloseable {

    private static final String EXTRACTOR = "extractor";
    private static final String TOKENIZER = "tokenizer";

    /** Checks that both are there. */
    public TextNetwork {
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(tokenizer, "tokenizer");
    }

    /**
     * Writes both.
     *
     * @param directory new or empty
     * @throws IllegalStateException if one of them cannot be saved, such as a tokenizer by a function; the message names it
     */
    public void save(Path directory) throws IOException {
        ModelParts parts = ModelParts.installed();
        parts.write(extractor, directory.resolve(EXTRACTOR));
        parts.write(tokenizer, directory.resolve(TOKENIZER));
    }

    /**
     * Reads what {@link #save} wrote. Close it after use.
     *
     * @throws IllegalArgumentException if the directory holds no network
     */
    @SuppressWarnings("unchecked") // a network of texts was written
    public static TextNetwork load(Path directory) throws IOException {
        if (!Files.isDirectory(directory.resolve(EXTRACTOR)) || !Files.isDirectory(directory.resolve(TOKENIZER))) {
            throw new IllegalArgumentException(
                    directory + " is no saved network: needs a directory that TextNetwork.save wrote");
        }
        ModelParts parts = ModelParts.installed();
        Tokenizer tokenizer = parts.read(directory.resolve(TOKENIZER), Tokenizer.class);
        return new TextNetwork(parts.read(directory.resolve(EXTRACTOR), ActivationExtractor.class), tokenizer);
    }

    /** Closes the extractor, if it holds what needs to be closed. */
    @Override
    public void close() {
        Closing.close(extractor);
    }
}
