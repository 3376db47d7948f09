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
import org.dknn.cli.data.LabelledTexts;
import org.dknn.cli.data.TextReader;
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.cli.evaluation.JudgedTexts;
import org.dknn.cli.evaluation.Learned;
import org.dknn.cli.evaluation.MajorityTest;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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

    /** Of the choice of texts that are explained. */
    private static final long SEED = 1;

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Option(
            names = {"-k", "--neighbors"},
            defaultValue = "75",
            converter = Ranges.FromOne.class)
    private int neighbors;

    @Option(names = "--layers", paramLabel = "NAME", split = ",")
    private List<String> layers = List.of();

    @Option(names = "--metric", defaultValue = "euclidean")
    private Metric metric;

    @Option(
            names = "--nonconformity",
            paramLabel = "NAME",
            defaultValue = "log-ratio",
            completionCandidates = NonconformityNames.class,
            converter = Ranges.KnownNonconformity.class)
    private Nonconformity nonconformity;

    @Option(names = "--by-class")
    private boolean isByClass;

    @Mixin
    private DataOptions data;

    @Option(names = "--reference", paramLabel = "FILE")
    private Optional<Path> reference = Optional.empty();

    @Option(names = "--calibration", paramLabel = "FILE")
    private Optional<Path> calibration = Optional.empty();

    @Option(names = "--limits", paramLabel = "N", defaultValue = "400", converter = Ranges.FromZero.class)
    private int limits;

    @Option(names = "--no-label-checks")
    private boolean isUnchecked;

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings found = directory.settings();
        ModelSettings settings = found.withLayers(layers(found));
        LabelledTexts neighborTexts = texts(reference, directory.kept(), settings);
        Dataset<List<String>> known = neighborTexts.words();
        Dataset<List<String>> unseen =
                texts(calibration, directory.heldOut(), settings).words();
        dknn.say("Stores " + known.size() + " texts in the layers " + settings.layers() + ", and calibrates on "
                + unseen.size() + ".");
        Contradictions.message(known).ifPresent(dknn::say);
        try (ProgressBars bars = dknn.bars();
                DeepKnn<List<String>> fitted = DeepKnn.builder(dknn.extractor(directory, settings))
                        .neighbors(neighbors)
                        .metric(metric)
                        .nonconformity(nonconformity)
                        .calibrationGroups(isByClass ? CalibrationGroups.CLASS_CONDITIONAL : CalibrationGroups.MARGINAL)
                        .progress(bars)
                        .fit(known, unseen)) {
            dknn.say("Texts unlike these are told by: " + String.join(", ", fitted.oodScores()) + ".");
            Learned learned = learned(new JudgedTexts(fitted, unseen, fitted.predictAll(unseen.inputs(), bars)));
            DeepKnn<List<String>> checked = isUnchecked ? fitted : TrainingLabels.checked(fitted, dknn, bars);
            directory.saveFitted(
                    limits == 0 ? checked : measured(checked, unseen, bars),
                    settings.withLearned(learned),
                    reference.map(file -> neighborTexts.dataset()));
            String next = learned == Learned.NO ? "" : " Next: dknn explain " + model + " \"A text.\"";
            dknn.say("Saved in " + model + "." + next);
            return Dknn.exitCode(learned);
        }
    }

    /** The chosen layers, of those that the network has. */
    private List<String> layers(ModelSettings found) {
        List<String> known = found.network().names();
        Failures.requireDifferent(spec, "--layers", layers);
        for (String layer : layers) {
            if (!known.contains(layer)) {
                throw Failures.refused(spec, "--layers needs layers of " + known + ", got " + layer);
            }
        }
        if (!layers.isEmpty()) {
            return layers;
        }
        return found.kind() == ModelSettings.Kind.ENCODER ? EncoderFiles.usual(known) : known;
    }

    /** With limits of the methods by which {@code dknn explain} explains unless others are named, and with hit rates of verdicts. */
    private DeepKnn<List<String>> measured(
            DeepKnn<List<String>> fitted, Dataset<List<String>> unseen, ProgressBars bars) {
        Dataset<List<String>> some =
                unseen.holdOut(Math.min(limits, unseen.size()), SEED).heldOut();
        // words were read with the model's tokenizer already, and none holds a space
        Dataset<String> texts = Dataset.of(
                some.inputs().stream().map(words -> String.join(" ", words)).toList(), some.labels(), some.labelSet());
        Explainer<String> explainer = Explainer.of(fitted, Tokenizer.whitespace())
                .withoutOod()
                .withShownNeighbors(0)
                .withAttributions(MethodChoice.usual(fitted).stream()
                        .map(MethodChoice::sentencesFirst)
                        .toArray(Attribution[]::new));
        dknn.say("Explains " + some.size()
                + " of them, to measure which values of words are noise and how often verdicts are right.");
        List<Explanation> explanations = explainer.explainAll(texts.inputs(), bars);
        return fitted.withLimits(explainer.limitsOf(explanations, texts))
                .withHitRates(Explainer.hitRatesOf(explanations, texts));
    }

    /** Says how the answers to the calibration texts compare with the majority class. */
    private Learned learned(JudgedTexts calibration) {
        MajorityTest network = calibration.networkBesideMajority();
        dknn.say(network.sentence("The network"));
        dknn.say("The neighbors are " + calibration.neighborsBesideMajority().figures() + ".");
        return network.learned();
    }

    private LabelledTexts texts(Optional<Path> named, Path own, ModelSettings settings) throws IOException {
        if (named.isEmpty() && !Files.exists(own)) {
            throw new NoSuchFileException(own + "; an imported model needs --reference FILE and --calibration FILE");
        }
        TextReader reader = named.isPresent() ? dknn.reader(data) : dknn.ownReader();
        return reader.labelled(named.orElse(own), settings.words().tokenizer(), settings.labelSet());
    }
}
