package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.FoundSet;
import org.dknn.bench.faiss.BesideNd4jBenchmark;
import org.dknn.bench.faiss.GpuBenchmark;
import org.dknn.bench.faiss.IvfPqBenchmark;
import org.dknn.bench.faiss.PeerBenchmark;
import org.dknn.bench.faiss.ScaleBenchmark;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.speed.Curves;
import org.dknn.bench.speed.ExplanationPeers;
import org.dknn.bench.speed.ForwardTable;
import org.dknn.bench.speed.OpenBlasTable;
import org.dknn.bench.speed.Serving;
import org.dknn.bench.speed.StartTable;
import org.dknn.bench.study.AccuracyStudy;
import org.dknn.bench.study.AttributionStudy;
import org.dknn.bench.study.AttributionStudy.Training;
import org.dknn.bench.study.AuditStudy;
import org.dknn.bench.study.DoubtStudy;
import org.dknn.bench.study.EvidenceStudy;
import org.dknn.bench.study.FoundSetStudy;
import org.dknn.bench.study.NeighborValueStudy;
import org.dknn.bench.study.RefitStudy;
import org.dknn.bench.study.SanityStudy;
import org.dknn.bench.study.SentenceStudy;
import org.dknn.bench.study.VerdictStudy;
import org.dknn.bench.uncertainty.UncertaintyReport;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.page.Page;
import org.dknn.vector.Metric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program {@code benchmarks.jar}: benchmarks and studies, one command each. */
@Command(
        name = "benchmarks",
        description = "Benchmarks and studies. Studies are resumable: models and results are kept in the cache.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        subcommands = {
            AttributionCost.class,
            TransformerCommand.class,
            PairsCommand.class,
            ArtifactsCommand.class,
            CorpusMemory.class,
            FitMemory.class,
            PValueBenchmark.class,
            PeerBenchmark.class,
            ScaleBenchmark.class,
            IvfPqBenchmark.class,
            BesideNd4jBenchmark.class,
            GpuBenchmark.class,
            Curves.class,
            Serving.class,
            ExplanationPeers.class,
            ForwardTable.class,
            OpenBlasTable.class,
            StartTable.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Benchmarks implements Runnable {

    private static final String NETWORKS = "CNN,BiLSTM";
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
    private static final String SEEDS = "Seeds 1 to this" + DEFAULT;
    private static final String LIST = "${COMPLETION-CANDIDATES}" + DEFAULT;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true);
        Objects.requireNonNull(line.getSubcommands().get("jmh")).setUnmatchedOptionsArePositionalParams(true);
        return line;
    }

    /** Without a command: lists what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(description = "Runs JMH with any arguments of its own.")
    void jmh(@Parameters(arity = "0..*") List<String> arguments) throws IOException {
        org.openjdk.jmh.Main.main(
                Objects.requireNonNullElse(arguments, List.<String>of()).toArray(String[]::new));
    }

    @Command(description = "Test accuracy over data sets, networks and seeds.")
    void accuracy(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "3", description = SEEDS) int seeds,
            @Option(names = "--sets", split = ",", defaultValue = "SST-2,CR,TREC,MR", description = LIST)
                    List<Corpus> sets,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks)
            throws IOException {
        options.write("accuracy", new AccuracyStudy(options.store()).run(sets, networks, seeds));
    }

    @Command(name = "found-sets", description = "The command line on data sets as people have them.")
    void foundSets(
            @Mixin StudyOptions options,
            @Option(names = "--sets", split = ",", description = "${COMPLETION-CANDIDATES} (default: all).")
                    List<FoundSet> sets,
            @Option(names = "--most", defaultValue = "1000000", description = "Training texts, at most" + DEFAULT)
                    int most)
            throws IOException {
        ModelStore store = options.store();
        FoundSetStudy study = new FoundSetStudy(store.folders(), store.out(), most);
        options.write("found-sets", study.run(Objects.requireNonNullElse(sets, List.of(FoundSet.values()))));
    }

    @Command(description = "Attributions beside people's marks and deleted words.")
    void attributions(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "3", description = SEEDS) int seeds,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--training", split = ",", defaultValue = "phrases", description = LIST)
                    List<Training> trainings,
            @Option(names = "--every", defaultValue = "3", description = "Explains one of so many sentences" + DEFAULT)
                    int every,
            @Option(names = "--few", description = "Without the methods that draw sixty texts per sentence.")
                    boolean isFew)
            throws IOException {
        options.write(
                "attributions", new AttributionStudy(options.store(), every, isFew).run(networks, trainings, seeds));
    }

    @Command(name = "neighbor-value", description = "What neighbors add to explanations by words.")
    void neighborValue(
            @Mixin StudyOptions options,
            @Option(names = "--from", defaultValue = "3", description = "First seed" + DEFAULT) int first,
            @Option(names = "--to", defaultValue = "5", description = "Last seed" + DEFAULT) int last,
            @Option(names = "--networks", split = ",", defaultValue = "CNN", description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--training", defaultValue = "sentences", description = LIST) Training training,
            @Option(names = "--every", defaultValue = "2", description = "Explains one of so many sentences" + DEFAULT)
                    int every,
            @Option(names = "--errors", description = "Networks that learned a fifth wrong labels by heart.")
                    boolean isOnErrors,
            @Option(names = "--metric", defaultValue = "cosine", description = LIST) Metric metric)
            throws IOException {
        NeighborValueStudy study = new NeighborValueStudy(options.store(), every, metric);
        options.write(
                "neighbor-value",
                isOnErrors
                        ? study.runOnErrors(networks.get(0), first, last)
                        : study.run(networks, training, first, last));
    }

    @Command(description = "Explanations of networks that know nothing.")
    void sanity(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "1", description = SEEDS) int seeds,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--sentences", defaultValue = "60", description = "How many are explained" + DEFAULT)
                    int sentences)
            throws IOException {
        Page page = new Page("Sanity of explanations");
        for (NetworkKind kind : networks) {
            SanityStudy.run(options.store(), kind, seeds, sentences, page);
        }
        options.write("sanity", page);
    }

    @Command(description = "How well foreign texts are told from usual ones.")
    void doubt(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "1", description = SEEDS) int seeds,
            @Option(names = "--sets", split = ",", defaultValue = "SST-2,CR,TREC", description = LIST)
                    List<Corpus> sets,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--texts", defaultValue = "600", description = "Texts of each kind, at most" + DEFAULT)
                    int most,
            @Option(
                            names = "--encoder",
                            description = "A head over this in place of networks: ${COMPLETION-CANDIDATES}.")
                    Optional<EncoderChoice> encoder,
            @Option(names = "--encoder-jar", description = "Its jar (default: as 'dknn train' finds it).")
                    Optional<Path> jar,
            @Option(names = "--training", defaultValue = "2000", description = "Texts of the head, at most" + DEFAULT)
                    int training)
            throws IOException {
        DoubtStudy study = new DoubtStudy(options.store(), most);
        options.write(
                "doubt",
                encoder.isPresent()
                        ? study.run(sets, encoder.get(), jar, training, seeds)
                        : study.run(sets, networks, seeds));
    }

    @Command(description = "How often answers of each verdict are right.")
    void verdicts(
            @Mixin StudyOptions options,
            @Option(names = "--sets", split = ",", defaultValue = "SST-2,CR,TREC,MR", description = LIST)
                    List<Corpus> sets,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--calibration", defaultValue = "400", description = "Calibration texts, at most" + DEFAULT)
                    int calibration,
            @Option(names = "--texts", defaultValue = "600", description = "Test texts of a set, at most" + DEFAULT)
                    int texts)
            throws IOException {
        options.write("verdicts", new VerdictStudy(options.store(), calibration, texts).run(sets, networks));
    }

    @Command(description = "How many planted label errors an audit finds.")
    void audit(
            @Mixin StudyOptions options,
            @Option(names = "--from", defaultValue = "1", description = "First seed" + DEFAULT) int from,
            @Option(names = "--seeds", defaultValue = "1", description = "Last seed" + DEFAULT) int to,
            @Option(names = "--set", defaultValue = "CR", description = LIST) Corpus set,
            @Option(names = "--network", defaultValue = "CNN", description = LIST) NetworkKind network,
            @Option(names = "--folds", defaultValue = "3", description = "Parts held out in turn" + DEFAULT) int folds)
            throws IOException {
        options.write("audit", new AuditStudy(options.store(), folds).run(set, network, from, to));
    }

    @Command(description = "Whether shown examples lead to label errors.")
    void evidence(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "5", description = SEEDS) int seeds,
            @Option(names = "--set", defaultValue = "SST-2", description = LIST) Corpus set,
            @Option(names = "--network", defaultValue = "CNN", description = LIST) NetworkKind network,
            @Option(names = "--share", defaultValue = "0.05", description = "Of planted labels" + DEFAULT) double share)
            throws IOException {
        options.write("evidence", new EvidenceStudy(options.store(), share).run(set, network, seeds));
    }

    @Command(description = "What leaving training examples out does to decisions.")
    void refit(
            @Mixin StudyOptions options,
            @Option(names = "--seeds", defaultValue = "3", description = SEEDS) int seeds,
            @Option(names = "--set", defaultValue = "SST-2", description = LIST) Corpus set,
            @Option(names = "--network", defaultValue = "CNN", description = LIST) NetworkKind network,
            @Option(names = "--share", defaultValue = "0.05", description = "Of planted labels" + DEFAULT) double share)
            throws IOException {
        options.write("refit", new RefitStudy(options.store(), share).run(set, network, seeds));
    }

    @Command(description = "Which values find the sentences of another class.")
    void sentences(
            @Mixin StudyOptions options,
            @Option(names = "--seed", defaultValue = "1", description = "Of model and documents" + DEFAULT) int seed,
            @Option(names = "--network", defaultValue = "CNN", description = LIST) NetworkKind network,
            @Option(names = "--documents", defaultValue = "60", description = "Of ten sentences each" + DEFAULT)
                    int documents)
            throws IOException {
        options.write("sentences", new SentenceStudy(options.store(), documents).run(network, seed));
    }

    @Command(description = "How far neighbors can be relied on, with pictures.")
    void uncertainty(
            @Mixin StudyOptions options,
            @Option(names = "--seed", defaultValue = "1", description = "Of models and splits" + DEFAULT) int seed,
            @Option(names = "--sets", split = ",", defaultValue = "SST-2,CR,TREC", description = LIST)
                    List<Corpus> sets,
            @Option(names = "--networks", split = ",", defaultValue = NETWORKS, description = LIST)
                    List<NetworkKind> networks,
            @Option(names = "--explained", defaultValue = "400", description = "Number of explained texts" + DEFAULT)
                    int explained)
            throws IOException {
        UncertaintyReport report = new UncertaintyReport(options.store(), seed, explained);
        for (NetworkKind kind : networks) {
            for (Corpus corpus : sets) {
                report.measure(corpus, kind);
            }
        }
        options.write("uncertainty", report.page());
    }
}
