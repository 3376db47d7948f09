package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.activation.Fingerprint;
import org.dknn.cli.data.LabelledTexts;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.evaluation.Learned;
import org.dknn.cli.evaluation.MajorityTest;
import org.dknn.cli.train.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn train}. */
@Command(name = "train")
final class TrainCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", descriptionKey = "FILE")
    private Path file;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "DIR",
            required = true)
    private Path model;

    @Option(names = "--network", defaultValue = "cnn")
    private NetworkChoice network;

    @Option(names = "--encoder")
    private Optional<EncoderChoice> encoder = Optional.empty();

    @Option(names = "--encoder-jar", paramLabel = "FILE")
    private Optional<Path> encoderJar = Optional.empty();

    @Mixin
    private WordOptions words;

    @Mixin
    private DataOptions data;

    @Option(names = "--dev", paramLabel = "FILE")
    private Optional<Path> dev;

    @Option(names = "--hold-out", paramLabel = "N", converter = Ranges.FromOne.class)
    private Optional<Integer> heldOut;

    @Option(names = "--epochs", paramLabel = "N", converter = Ranges.FromOne.class)
    private Optional<Integer> epochs;

    @Option(names = "--seed", defaultValue = "1", converter = Ranges.Seed.class)
    private long seed;

    @Override
    public Integer call() throws IOException {
        check();
        Optional<HeadTraining> head = encoder.isEmpty()
                ? Optional.empty()
                : Optional.of(HeadTraining.of(dknn, encoder.get(), encoderJar, new ModelDirectory(model)));
        LabelledTexts texts = dknn.reader(data).labelled(file, words.tokenizer());
        Dataset.Split<String> split =
                texts.dataset().holdOut(heldOut(texts.texts().size()), seed);
        Learned learned = (head.isPresent() ? head.get().train(split, words.chosen()) : trainNetwork(split)).learned();
        dknn.say("Saved in " + model + "." + (learned == Learned.NO ? "" : " Next: dknn fit " + model));
        return Dknn.exitCode(learned);
    }

    private void check() {
        if (encoder.isEmpty()) {
            if (encoderJar.isPresent()) {
                throw Failures.refused(spec, "--encoder-jar needs --encoder, got none");
            }
            return;
        }
        Failures.requireWithout(
                spec,
                List.of("--network", "--dev", "--epochs"),
                option -> option + " is for networks that are trained; the encoder " + encoder.get() + " is not");
    }

    private MajorityTest trainNetwork(Dataset.Split<String> split) throws IOException {
        LabelSet labelSet = split.kept().labelSet();
        Dataset.Split<List<String>> learning = learning(words.chosen().of(split.kept()), labelSet);
        dknn.say("Trains the " + network + " on " + learning.kept().size() + " texts of " + labelSet.size()
                + " classes, chooses by " + learning.heldOut().size() + ", and holds out "
                + split.heldOut().size() + " for calibration.");

        Checkpoint checkpoint = checkpoint(split, learning);
        NetworkTraining.Result trained = training().train(learning, Optional.of(checkpoint));
        Dataset<List<String>> unseen = words.chosen().of(split.heldOut());
        MajorityTest test =
                MajorityTest.of(labelSet, unseen.labels(), training().answers(trained, unseen));
        dknn.say(test.sentence("The network"));

        ModelDirectory directory = new ModelDirectory(model);
        directory.saveTexts(split);
        NetworkUse use = network.use();
        directory.save(
                trained.network(),
                trained.vocabulary(),
                new ModelSettings(use, words.chosen(), labelSet, use.names(), test.learned())
                        .withTraining(new TrainedBy(network, trained.recipe(), epochs)));
        checkpoint.delete();
        return test;
    }

    /** How far the training has come, in the directory of the model. */
    private Checkpoint checkpoint(Dataset.Split<String> split, Dataset.Split<List<String>> learning) {
        Fingerprint key = new Fingerprint();
        key.add(List.of(
                        network,
                        words.chosen(),
                        seed,
                        epochs,
                        network.recipes(),
                        split.kept().labelSet())
                .toString());
        for (Dataset<?> texts : List.of(split.kept(), split.heldOut(), learning.kept(), learning.heldOut())) {
            texts.inputs().forEach(text -> key.add(String.valueOf(text)));
            key.add(Arrays.toString(texts.labels()));
        }
        return new Checkpoint(model.resolve("training.part"), key.value());
    }

    private int heldOut(int texts) {
        int count = heldOut.orElse(Math.min(1_000, Math.max(1, texts / 10)));
        if (count > texts / 2) {
            throw Failures.refused(
                    spec, "--hold-out needs 1.." + texts / 2 + " of the " + texts + " texts, got " + count);
        }
        return count;
    }

    /** The texts to learn from, and those to choose by. */
    private Dataset.Split<List<String>> learning(Dataset<List<String>> kept, LabelSet labelSet) throws IOException {
        if (dev.isPresent()) {
            LabelledTexts chosen = dknn.reader(data).labelled(dev.get(), words.tokenizer(), labelSet);
            return new Dataset.Split<>(kept, chosen.words());
        }
        return training().learning(kept);
    }

    private NetworkTraining training() {
        return new NetworkTraining(network, network.recipes(), epochs, seed, dknn::say);
    }
}
