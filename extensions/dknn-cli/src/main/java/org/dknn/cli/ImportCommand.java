package org.dknn.cli;

import static org.dknn.cli.Dknn.CHOICES;
import static org.dknn.cli.Dknn.DEFAULT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.api.Model;
import org.dknn.LabelSet;
import org.dknn.nlp.text.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn import}. */
@Command(
        name = "import",
        description = "Makes a model of a network that was trained elsewhere, for all other commands.",
        footerHeading = "%nThe network is a zip that DL4J saved, and reads the numbers of words:%n",
        footer = {
            "  $ head -3 words.txt",
            "  the",
            "  film",
            "  good",
            "  $ dknn import --network lstm.zip --vocabulary words.txt \\",
            "      --layers lstm:max,dense --labels bad,good my.model",
            "  $ dknn fit my.model --reference training.txt --calibration unseen.txt",
            "  $ dknn explain my.model \"A gripping, funny film.\"",
            "",
            "Number 0 is padding, 1 any word not in the vocabulary, and 2 its first line.",
            "If it has lines for 0 and 1, too, they are written as <pad> and <unk>.",
            "",
            "A layer with one vector per word needs a pooling: max, mean or last. A layer",
            "without a name has its number as name: 0, 1 and so on. A wrong name is",
            "answered with the right ones.",
            "",
            "The labels are in the order of the network's outputs, and are those of the",
            "labelled lines that the other commands read."
        })
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Parameters(paramLabel = "DIR", description = "Directory of the model.")
    private Path model;

    @Option(names = "--network", paramLabel = "FILE", required = true, description = "The network that DL4J saved.")
    private Path network;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            required = true,
            description = "The words, one per line, in UTF-8; or a vocabulary that dknn saved.")
    private Path vocabulary;

    @Option(
            names = "--layers",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Layers that may have neighbors; NAME:POOLING for one with a vector per word.")
    private List<String> layers;

    @Option(
            names = "--labels",
            paramLabel = "NAME",
            split = ",",
            description = "Names of the classes. Default: 0, 1...")
    private List<String> labels = List.of();

    @Option(names = "--words", defaultValue = "english", description = "Tokenizer" + CHOICES)
    private WordReader words;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "1+",
            description = "Words that each text is padded or cut to; with + behind it, padded only." + DEFAULT)
    private String length;

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        if (Files.exists(directory.kept())) {
            throw new IllegalArgumentException(model + " has a model that 'dknn train' made; name another directory");
        }
        NetworkUse use = new NetworkUse(LayerChoice.all(layers), TextLength.of(length));
        NetworkFile file = new NetworkFile(network);
        Model read = file.read();
        Vocabulary known = VocabularyFile.read(vocabulary, file.wordNumbers(read));
        LabelSet labelSet = labelSet(classes(read, known, use));
        directory.save(read, known, new ModelSettings(use, words, labelSet, use.names()));
        dknn.say("Saved in " + model + ", with the classes " + labelSet.names() + ". Next: dknn fit " + model
                + " --reference FILE --calibration FILE");
        return 0;
    }

    /** Runs the network once, which also checks that layers and lengths fit. */
    private static int classes(Model network, Vocabulary known, NetworkUse use) {
        return use.extractor(network, known, use.names())
                .extract(List.of(List.of()))
                .probabilities()
                .columns();
    }

    private LabelSet labelSet(int classes) {
        if (labels.isEmpty()) {
            return LabelSet.numbered(classes);
        }
        if (labels.size() != classes) {
            throw new IllegalArgumentException(
                    "the network has " + classes + " outputs, one per class, got the labels " + labels);
        }
        return new LabelSet(labels);
    }
}
