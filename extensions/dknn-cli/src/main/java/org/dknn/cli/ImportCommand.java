package org.dknn.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.api.Model;
import org.dknn.LabelSet;
import org.dknn.nlp.text.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn import}. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Parameters(paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Option(names = "--network", paramLabel = "FILE", required = true)
    private Path network;

    @Option(names = "--vocabulary", paramLabel = "FILE", required = true)
    private Path vocabulary;

    @Option(names = "--encoding", paramLabel = "NAME")
    private Optional<Charset> encoding = Optional.empty();

    @Option(names = "--layers", paramLabel = "NAME", split = ",", required = true)
    private List<String> layers;

    @Option(names = "--labels", paramLabel = "NAME", split = ",")
    private List<String> labels = List.of();

    @Mixin
    private WordOptions words;

    @Option(names = "--length", paramLabel = "N", defaultValue = "1+")
    private String length;

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        if (Files.exists(directory.kept())) {
            throw new IllegalArgumentException(model + " has a model that 'dknn train' made; name another directory");
        }
        NetworkUse use = new NetworkUse(LayerChoice.all(layers), length);
        NetworkFile file = new NetworkFile(network);
        Model read = file.read();
        Vocabulary known = VocabularyFile.read(vocabulary, encoding, file.wordNumbers(read));
        LabelSet labelSet = labelSet(classes(read, known, use));
        directory.save(read, known, new ModelSettings(use, words.chosen(), labelSet, use.names()));
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
