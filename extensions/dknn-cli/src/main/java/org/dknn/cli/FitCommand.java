package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.data.TextReader;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn fit}. */
@Command(name = "fit")
final class FitCommand implements Callable<Integer> {

    /** Names that the library knows. */
    static final class NonconformityNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Nonconformity.all().stream().map(Nonconformity::name).iterator();
        }
    }

    @ParentCommand
    private Dknn dknn;

    @Parameters(paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Option(
            names = {"-k", "--neighbors"},
            defaultValue = "75")
    private int neighbors;

    @Option(names = "--layers", paramLabel = "NAME", split = ",")
    private List<String> layers = List.of();

    @Option(names = "--metric", defaultValue = "euclidean")
    private Metric metric;

    @Option(
            names = "--nonconformity",
            paramLabel = "NAME",
            defaultValue = "log-ratio",
            completionCandidates = NonconformityNames.class)
    private String nonconformity;

    @Option(names = "--by-class")
    private boolean isByClass;

    @Mixin
    private DataOptions data;

    @Option(names = "--reference", paramLabel = "FILE")
    private Optional<Path> reference = Optional.empty();

    @Option(names = "--calibration", paramLabel = "FILE")
    private Optional<Path> calibration = Optional.empty();

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings found = directory.settings();
        ModelSettings settings =
                found.withLayers(layers.isEmpty() ? found.network().names() : layers);
        Dataset<List<String>> known = texts(reference, directory.kept(), settings);
        Dataset<List<String>> unseen = texts(calibration, directory.heldOut(), settings);
        dknn.say("Stores " + known.size() + " texts in the layers " + settings.layers() + ", and calibrates on "
                + unseen.size() + ".");
        Contradictions.message(known).ifPresent(dknn::say);
        try (ProgressBars bars = dknn.bars();
                DeepKnn<List<String>> fitted = DeepKnn.builder(directory.extractor(settings))
                        .neighbors(neighbors)
                        .metric(metric)
                        .nonconformity(Nonconformity.named(nonconformity, List.of()))
                        .calibrationGroups(isByClass ? CalibrationGroups.CLASS_CONDITIONAL : CalibrationGroups.MARGINAL)
                        .progress(bars)
                        .fit(known, unseen)) {
            directory.saveFitted(fitted, settings);
        }
        dknn.say("Saved in " + model + ". Next: dknn explain " + model + " \"A text.\"");
        return 0;
    }

    private Dataset<List<String>> texts(Optional<Path> named, Path own, ModelSettings settings) throws IOException {
        if (named.isEmpty() && !Files.exists(own)) {
            throw new NoSuchFileException(own + "; an imported model needs --reference FILE and --calibration FILE");
        }
        TextReader reader = named.isPresent() ? dknn.reader(data) : dknn.ownReader();
        return reader.labelled(named.orElse(own), settings.words().tokenizer(), settings.labelSet())
                .words();
    }
}
