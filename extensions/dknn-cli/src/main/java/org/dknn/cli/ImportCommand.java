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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn import}. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Option(names = "--network", paramLabel = "FILE", required = true)
    private Path network;

    @Option(names = "--vocabulary", paramLabel = "FILE", required = true)
    private Path vocabulary;

    @Option(names = "--encoding", paramLabel = "NAME", converter = Ranges.Encoding.class)
    private Optional<Charset> encoding = Optional.empty();

    @Option(names = "--layers", paramLabel = "NAME", split = ",", required = true, converter = Ranges.Layer.class)
    private List<LayerChoice> layers;

    @Option(names = "--labels", paramLabel = "NAME", split = ",")
    private List<String> labels = List.of();

    @Mixin
    private WordOptions words;

    @Option(names = "--length", paramLabel = "N", defaultValue = "1+", converter = Ranges.Length.class)
    private String length;

    @Override
    public Integer call() throws IOException {
        Optional<LabelSet> named = named();
        NetworkUse use = use();
        ModelDirectory directory = new ModelDirectory(model);
        if (Files.exists(directory.kept())) {
            throw new IllegalArgumentException(model + " has a model that 'dknn train' made; name another directory");
        }
        NetworkFile file = new NetworkFile(network);
        Model read = file.read();
        Vocabulary known = VocabularyFile.read(vocabulary, encoding, file.wordNumbers(read));
        LabelSet labelSet = labelSet(named, classes(read, known, use));
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

    private NetworkUse use() {
        List<String> names = layers.stream().map(LayerChoice::name).toList();
        Failures.requireDifferent(spec, "--layers", names);
        return new NetworkUse(layers, length);
    }

    private Optional<LabelSet> named() {
        Failures.requireDifferent(spec, "--labels", labels);
        return labels.isEmpty() ? Optional.empty() : Optional.of(new LabelSet(labels));
    }

    private static LabelSet labelSet(Optional<LabelSet> named, int classes) {
        LabelSet labelSet = named.orElseGet(() -> LabelSet.numbered(classes));
        if (labelSet.size() != classes) {
            throw new IllegalArgumentException(
                    "the network has " + classes + " outputs, one per class, got the labels " + labelSet.names());
        }
        return labelSet;
    }
}
