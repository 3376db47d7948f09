package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.text.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn train}. */
@Command(
        name = "train",
        description = "Trains a network on a file of labelled lines and keeps it in a directory.",
        footerHeading = "%nEach line of the file is a label, a tab (or else the first space) and a text:%n",
        footer = {
            "  good a gripping , funny film",
            "  bad a dull and small story",
            "",
            "Part of the lines is held out, so that 'dknn fit' can calibrate on texts that",
            "the network has not seen.",
            "",
            "  $ dknn train reviews.txt --model reviews.model",
            "  $ dknn train questions.txt -m questions.model --network bilstm --seed 2"
        })
final class TrainCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Parameters(paramLabel = "FILE", description = "Labelled lines, in UTF-8.")
    private Path file;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "DIR",
            required = true,
            description = "Where the model is kept.")
    private Path model;

    @Option(
            names = "--network",
            defaultValue = "cnn",
            description = "The kind of network: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private NetworkChoice network;

    @Option(
            names = "--words",
            defaultValue = "english",
            description = "How texts become words: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private WordReader words;

    @Option(names = "--dev", paramLabel = "FILE", description = "Lines to choose by; else a tenth of FILE.")
    private Optional<Path> dev;

    @Option(
            names = "--hold-out",
            paramLabel = "N",
            description = "Number of lines held out for calibration (default: a tenth, at most 1000).")
    private Optional<Integer> heldOut;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes through the lines, at most.")
    private Optional<Integer> epochs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the weights and all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Session session = dknn.session();
        LabelledFile lines = LabelledFile.read(file);
        LabelSet labelSet = lines.labelSet();
        lines.words(labelSet, words); // names the lines that have none, which the parts below cannot
        Dataset.Split<String> split =
                lines.dataset(labelSet).holdOut(heldOut(lines.texts().size()), seed);
        Dataset.Split<List<String>> learning = learning(words(split.kept()), labelSet);
        session.say("Trains the " + network + " on " + learning.kept().size() + " texts of "
                + labelSet.size() + " classes, chooses by " + learning.heldOut().size() + ", and holds out "
                + split.heldOut().size() + " for calibration.");

        Vocabulary vocabulary = Vocabulary.build(learning.kept().inputs(), 1);
        ComputationGraph trained = new NetworkTraining(
                        network, recipe(learning.kept().size()), vocabulary, session::say)
                .train(learning.kept(), learning.heldOut());

        ModelDirectory directory = new ModelDirectory(model);
        directory.saveTexts(split);
        directory.save(
                trained,
                vocabulary,
                new ModelSettings(network.use(), words, labelSet, network.use().names()));
        session.say("Kept in " + model + ". Next: dknn fit " + model);
        return 0;
    }

    private int heldOut(int texts) {
        int count = heldOut.orElse(Math.min(1_000, Math.max(1, texts / 10)));
        if (count < 1 || count > texts / 2) {
            throw new IllegalArgumentException(
                    "of " + texts + " texts 1.." + texts / 2 + " can be held out, got " + count);
        }
        return count;
    }

    /** What is learned from, and what is chosen by. */
    private Dataset.Split<List<String>> learning(Dataset<List<String>> kept, LabelSet labelSet) throws IOException {
        if (dev.isPresent()) {
            return new Dataset.Split<>(kept, LabelledFile.read(dev.get()).words(labelSet, words));
        }
        return kept.holdOut(Math.max(1, kept.size() / 10), seed);
    }

    private Dataset<List<String>> words(Dataset<String> texts) {
        List<List<String>> inputs =
                texts.inputs().stream().map(words.tokenizer()::words).toList();
        return Dataset.of(inputs, texts.labels(), texts.labelSet());
    }

    private Recipe recipe(int texts) {
        Recipe usual = network.recipe(texts).withSeed(seed);
        return epochs.isPresent() ? usual.withEpochs(epochs.get()) : usual;
    }
}
