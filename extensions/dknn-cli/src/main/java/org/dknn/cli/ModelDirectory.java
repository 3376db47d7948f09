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
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.text.Vocabulary;

/**
 * A model on disk: {@code network.zip} and {@code vocabulary}, or the files of a transformer and its head; {@code model.properties};
 * unless it was imported, the texts it was trained on and those held out; once it is fitted, {@code dknn} and, if its neighbors are other texts, these.
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

    private Path vocabulary() {
        return path.resolve("vocabulary");
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
        vocabulary.save(vocabulary());
        settings.save(properties());
        encoder().delete();
    }

    /** Moves a transformer with its head here. */
    void save(EncoderFiles files, ModelSettings settings) throws IOException {
        Files.createDirectories(path);
        files.moveTo(encoder());
        settings.save(properties());
        Files.deleteIfExists(network());
        Files.deleteIfExists(vocabulary());
    }

    private EncoderFiles encoder() {
        return EncoderFiles.in(path);
    }

    /** Directory of files that are not finished yet. */
    Path unfinished() {
        return path.resolve("encoder.part");
    }

    void deleteUnfinished() throws IOException {
        EncoderFiles.in(unfinished()).delete();
        Files.deleteIfExists(unfinished());
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

    /** An extractor of the layers that the settings name; that of a transformer is to be closed. */
    ActivationExtractor<List<String>> extractor(ModelSettings settings) throws IOException {
        if (settings.kind() == ModelSettings.Kind.ENCODER) {
            return encoder().extractor(settings.network().names(), settings.layers());
        }
        Model network = new NetworkFile(network()).read();
        return settings.network().extractor(network, Vocabulary.load(vocabulary()), settings.layers());
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

    /** The fitted model; the caller closes it and its extractor. */
    DeepKnn<List<String>> load() throws IOException {
        ModelSettings settings = settings();
        if (!Files.isDirectory(fitted())) {
            throw new IllegalStateException(path + " is not fitted yet; run 'dknn fit " + path + "'");
        }
        ActivationExtractor<List<String>> extractor = extractor(settings);
        try {
            return DeepKnn.load(fitted(), extractor);
        } catch (IOException | RuntimeException e) {
            EncoderFiles.close(extractor);
            throw e;
        }
    }
}
