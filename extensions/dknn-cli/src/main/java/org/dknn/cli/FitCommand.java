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
        description = "Finds where a network puts its training texts, and calibrates on texts that it has not seen.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  $ dknn fit reviews.model",
            "  $ dknn fit reviews.model -k 25 --layers dense1,dense2",
            "  $ dknn fit reviews.model --nonconformity count",
            "",
            "'dknn evaluate' tells which layers and which nonconformity serve best."
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

    @Parameters(paramLabel = "DIR", description = "A model that 'dknn train' or 'dknn import' has kept.")
    private Path model;

    @Option(
            names = {"-k", "--neighbors"},
            paramLabel = "K",
            defaultValue = "75",
            description = "Neighbors in each layer (default: ${DEFAULT-VALUE}).")
    private int neighbors;

    @Option(
            names = "--layers",
            paramLabel = "NAME",
            split = ",",
            description = "Layers to look for neighbors in (default: all).")
    private List<String> layers = List.of();

    @Option(
            names = "--metric",
            defaultValue = "euclidean",
            description = "Which neighbors are near: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Metric metric;

    @Option(
            names = "--nonconformity",
            paramLabel = "NAME",
            defaultValue = "log-ratio",
            completionCandidates = NonconformityNames.class,
            description = "How strange a label is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; the papers'"
                    + " choice is count).")
    private String nonconformity;

    @Option(names = "--by-class", description = "Calibrate each class by itself, so that none pays for the others.")
    private boolean isByClass;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "Texts that become neighbors, in place of those trained on.")
    private Optional<Path> reference = Optional.empty();

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Texts to calibrate on, in place of those held out.")
    private Optional<Path> calibration = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Session session = dknn.session();
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings found = directory.settings();
        ModelSettings settings =
                found.withLayers(layers.isEmpty() ? found.network().names() : layers);
        Dataset<List<String>> known = texts(reference, directory.kept(), settings);
        Dataset<List<String>> unseen = texts(calibration, directory.heldOut(), settings);
        session.say("Looks for " + known.size() + " texts in the layers " + settings.layers() + ", and calibrates on "
                + unseen.size() + ".");
        try (ProgressBars bars = session.bars();
                DeepKnn<List<String>> fitted = DeepKnn.builder(directory.extractor(settings))
                        .neighbors(neighbors)
                        .metric(metric)
                        .nonconformity(Nonconformity.named(nonconformity, List.of()))
                        .calibrationGroups(isByClass ? CalibrationGroups.CLASS_CONDITIONAL : CalibrationGroups.MARGINAL)
                        .progress(bars)
                        .fit(known, unseen)) {
            directory.saveFitted(fitted, settings);
        }
        session.say("Kept in " + model + ". Next: dknn explain " + model + " \"A text.\"");
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
