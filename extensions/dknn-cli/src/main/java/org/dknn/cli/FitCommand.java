package org.dknn.cli;

import static org.dknn.cli.Dknn.CHOICES;
import static org.dknn.cli.Dknn.DEFAULT;

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
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dknn fit}. */
@Command(
        name = "fit",
        description =
                "Stores the activations of the training texts, and calibrates on texts that the network has not seen.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn fit reviews.model",
            "  $ dknn fit reviews.model -k 25 --layers dense1,dense2",
            "  $ dknn fit reviews.model --nonconformity count",
            "",
            "'dknn evaluate' shows which layers and which nonconformity serve best."
        })
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

    @Parameters(paramLabel = "DIR", description = "A model that 'dknn train' or 'dknn import' has made.")
    private Path model;

    @Option(
            names = {"-k", "--neighbors"},
            defaultValue = "75",
            description = "Neighbors per layer." + DEFAULT)
    private int neighbors;

    @Option(names = "--layers", paramLabel = "NAME", split = ",", description = "Layers with neighbors. Default: all.")
    private List<String> layers = List.of();

    @Option(names = "--metric", defaultValue = "euclidean", description = "Distance of neighbors" + CHOICES)
    private Metric metric;

    @Option(
            names = "--nonconformity",
            paramLabel = "NAME",
            defaultValue = "log-ratio",
            completionCandidates = NonconformityNames.class,
            description = "Measure of how badly a label fits" + CHOICES + " The papers' choice is count.")
    private String nonconformity;

    @Option(names = "--by-class", description = "Calibrate each class by its own examples.")
    private boolean isByClass;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "Texts that become neighbors, not those trained on.")
    private Optional<Path> reference = Optional.empty();

    @Option(names = "--calibration", paramLabel = "FILE", description = "Texts to calibrate on, not those held out.")
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

    private static Dataset<List<String>> texts(Optional<Path> named, Path own, ModelSettings settings)
            throws IOException {
        if (named.isEmpty() && !Files.exists(own)) {
            throw new NoSuchFileException(own + "; an imported model needs --reference FILE and --calibration FILE");
        }
        return LabelledFile.read(named.orElse(own)).words(settings.labelSet(), settings.words());
    }
}
