package org.dknn.bench.pairs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.data.PairData;
import org.dknn.bench.data.PairSources;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Trainer;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;

/** Keeps the network of sentence pairs and its neighbors in the cache, as the store of sentence models keeps those of sentences. */
final class PairStore {

    /** Raised when training changes in a way that its settings do not tell. */
    private static final int VERSION = 3;

    private static final String NETWORK = "network.zip";
    private static final String VOCABULARY = "vocabulary";
    private static final String FITTED = "dknn";

    private final PairData data;
    private final Recipe recipe;
    private final ConsoleProgress progress;
    private final Path directory;

    PairStore(PairData data, Recipe recipe, ConsoleProgress progress) {
        this.data = data;
        this.recipe = recipe;
        this.progress = progress;
        this.directory = directory(data, recipe);
    }

    TrainedPairs loadOrFit() throws IOException {
        if (Files.exists(directory.resolve(FITTED).resolve("dknn.model"))) {
            try {
                return load();
            } catch (IOException | IllegalStateException e) {
                progress.say("Cannot use what is kept there, and makes it again: " + e);
            }
        }
        return fit();
    }

    private TrainedPairs load() throws IOException {
        progress.say("Loads the network of pairs and its neighbors from " + directory);
        ComputationGraph graph =
                ComputationGraph.load(directory.resolve(NETWORK).toFile(), false);
        Vocabulary vocabulary = Vocabulary.load(directory.resolve(VOCABULARY));
        return new TrainedPairs(
                graph, vocabulary, DeepKnn.load(directory.resolve(FITTED), TrainedPairs.extractor(graph, vocabulary)));
    }

    private TrainedPairs fit() throws IOException {
        Files.createDirectories(directory);
        // words that are seen once say little, and most of the parameters would be theirs
        Vocabulary vocabulary = Vocabulary.build(texts(data), 2);
        ComputationGraph graph = train(vocabulary);
        Path beside = directory.resolve(NETWORK + ".part");
        graph.save(beside.toFile(), false);
        AtomicMove.replace(beside, directory.resolve(NETWORK));
        vocabulary.save(directory.resolve(VOCABULARY));
        DeepKnn<SentencePair> dknn = DeepKnn.builder(TrainedPairs.extractor(graph, vocabulary))
                .neighbors(75)
                .progress(progress)
                .fit(data.training(), data.calibration());
        dknn.save(directory.resolve(FITTED));
        progress.say("Kept in " + directory);
        return new TrainedPairs(graph, vocabulary, dknn);
    }

    private ComputationGraph train(Vocabulary vocabulary) throws IOException {
        Optional<WordVectors> vectors = PairSources.vectors(vocabulary::contains);
        progress.say(String.format(
                Locale.ROOT,
                "Trains the network of pairs on %d pairs, %s; %d are held out for calibration",
                data.training().size(),
                vectors.map(known -> "words from " + known).orElse("words from nothing"),
                data.calibration().size()));
        ComputationGraph untrained =
                PairGraphs.untrained(PairGraphs.cnn(vocabulary.size(), recipe), vocabulary, vectors);
        return new Trainer<>(recipe, Reading.pairs(vocabulary), progress::say)
                .train(untrained, data.training(), data.dev());
    }

    private static List<List<String>> texts(PairData data) {
        List<List<String>> texts = new ArrayList<>();
        data.training().inputs().forEach(pair -> {
            texts.add(pair.premise());
            texts.add(pair.hypothesis());
        });
        return texts;
    }

    private static Path directory(PairData data, Recipe recipe) {
        CRC32C checksum = new CRC32C();
        List<Object> parts = List.of(
                VERSION,
                PairGraphs.cnn(3, recipe).toJson(),
                recipe,
                data.training().inputs(),
                data.calibration().inputs());
        for (Object part : parts) {
            checksum.update(part.toString().getBytes(StandardCharsets.UTF_8));
        }
        String name = String.format(Locale.ROOT, "models/pairs-%s-%08x", data.name(), checksum.getValue());
        return CacheDirectory.of(name.replace(' ', '-').toLowerCase(Locale.ROOT));
    }
}
