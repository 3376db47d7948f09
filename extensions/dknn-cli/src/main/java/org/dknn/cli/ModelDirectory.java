package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.cli.data.LabelledLines;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.text.Vocabulary;

/**
 * A model on disk: {@code network.zip}, {@code vocabulary}, {@code model.properties}; unless it was imported, the texts it was
 * trained on and those held out; once it is fitted, {@code dknn} and, if its neighbors are other texts, these.
 *
 * @param path of the directory
 */
record ModelDirectory(Path path) {

    /** File of the texts that the network was trained on. */
    Path kept() {
        return path.resolve("training.jsonl");
    }

    /** File of the texts that were held out for calibration. */
    Path heldOut() {
        return path.resolve("calibration.jsonl");
    }

    /** File of the texts that became neighbors, if they are not those trained on. */
    private Path reference() {
        return path.resolve("reference.jsonl");
    }

    /** File of the texts that are neighbors; it is not there if they were not kept. */
    Path neighbors() {
        return Files.exists(reference()) ? reference() : kept();
    }

    private Path network() {
        return path.resolve("network.zip");
    }

    private Path fitted() {
        return path.resolve("dknn");
    }

    private Path properties() {
        return path.resolve("model.properties");
    }

    /** Writes a trained network. Neighbors of an earlier one become unusable; loading them fails. */
    void save(Model network, Vocabulary vocabulary, ModelSettings settings) throws IOException {
        Files.createDirectories(path);
        Path beside = path.resolve("network.zip.part");
        ModelSerializer.writeModel(network, beside.toFile(), false);
        AtomicMove.replace(beside, network());
        vocabulary.save(path.resolve("vocabulary"));
        settings.save(properties());
    }

    /** Writes the texts that the network was trained on, and those held out. */
    void saveTexts(Dataset.Split<String> split) throws IOException {
        Files.createDirectories(path);
        LabelledLines.write(kept(), split.kept());
        LabelledLines.write(heldOut(), split.heldOut());
    }

    ModelSettings settings() throws IOException {
        if (!Files.isRegularFile(properties())) {
            throw new NoSuchFileException(path + " with a model in it; 'dknn train' or 'dknn import' makes one");
        }
        return ModelSettings.load(properties());
    }

    /** An extractor of the layers that the settings name. */
    ActivationExtractor<List<String>> extractor(ModelSettings settings) throws IOException {
        Model network = new NetworkFile(network()).read();
        return settings.network().extractor(network, Vocabulary.load(path.resolve("vocabulary")), settings.layers());
    }

    /**
     * Writes neighbors and the names of their layers.
     *
     * @param named texts of the neighbors, if they are not those trained on
     */
    void saveFitted(DeepKnn<List<String>> dknn, ModelSettings settings, Optional<Dataset<String>> named)
            throws IOException {
        dknn.save(fitted());
        if (named.isPresent()) {
            LabelledLines.write(reference(), named.get());
        } else {
            Files.deleteIfExists(reference());
        }
        settings.save(properties());
    }

    /** The fitted model; the caller closes it. */
    DeepKnn<List<String>> load() throws IOException {
        ModelSettings settings = settings();
        if (!Files.isDirectory(fitted())) {
            throw new IllegalStateException(path + " is not fitted yet; run 'dknn fit " + path + "'");
        }
        return DeepKnn.load(fitted(), extractor(settings));
    }
}
