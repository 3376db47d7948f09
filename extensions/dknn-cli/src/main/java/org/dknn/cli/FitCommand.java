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
import org.dknn.cli.evaluation.JudgedTexts;
import org.dknn.cli.evaluation.Learned;
import org.dknn.cli.evaluation.MajorityTest;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
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
        try (ProgressBars bars = dknn.bars();
                DeepKnn<List<String>> fitted = DeepKnn.builder(directory.extractor(settings))
                        .neighbors(neighbors)
                        .metric(metric)
                        .nonconformity(Nonconformity.named(nonconformity, List.of()))
                        .calibrationGroups(isByClass ? CalibrationGroups.CLASS_CONDITIONAL : CalibrationGroups.MARGINAL)
                        .progress(bars)
                        .fit(known, unseen)) {
            Learned learned = learned(new JudgedTexts(fitted, unseen, fitted.predictAll(unseen.inputs(), bars)));
            directory.saveFitted(fitted, settings.withLearned(learned));
            String next = learned == Learned.NO ? "" : " Next: dknn explain " + model + " \"A text.\"";
            dknn.say("Saved in " + model + "." + next);
            return Dknn.exitCode(learned);
        }
    }

    /** Says how the answers to the calibration texts compare with the majority class. */
    private Learned learned(JudgedTexts calibration) {
        MajorityTest network = calibration.networkBesideMajority();
        dknn.say(network.sentence("The network"));
        dknn.say("The neighbors are " + calibration.neighborsBesideMajority().figures() + ".");
        return network.learned();
    }

    private static Dataset<List<String>> texts(Optional<Path> named, Path own, ModelSettings settings)
            throws IOException {
        if (named.isEmpty() && !Files.exists(own)) {
            throw new NoSuchFileException(own + "; an imported model needs --reference FILE and --calibration FILE");
        }
        return LabelledFile.read(named.orElse(own)).words(settings.labelSet(), settings.words());
    }
}
