package org.dknn.cli;

import java.util.Arrays;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.BootstrapIntervals;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** By which methods words get their values. */
final class Methods {

    /** Of the draws of intervals. */
    private static final long SEED = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--by", paramLabel = "METHOD", split = ",")
    private List<MethodChoice> methods = List.of();

    @Option(names = "--by-word")
    private boolean isByWord;

    @Option(names = "--intervals")
    private boolean hasIntervals;

    /** Refuses a method that is there twice. */
    void check() {
        Failures.requireDifferent(command, "--by", methods);
    }

    /** What results depend on. */
    List<Object> settings() {
        return List.of(methods, isByWord, hasIntervals);
    }

    Attribution[] attributions(DeepKnn<?> fitted) {
        Bootstrap bootstrap = Bootstrap.of(fitted, SEED);
        return (methods.isEmpty() ? MethodChoice.usual(fitted) : methods)
                .stream()
                        .map(method -> hasIntervals && method.readsNeighbors()
                                ? new BootstrapIntervals(method.attribution(), bootstrap)
                                : isByWord ? method.attribution() : method.sentencesFirst())
                        .toArray(Attribution[]::new);
    }

    static List<String> names(Attribution[] attributions) {
        return Arrays.stream(attributions).map(Attribution::name).toList();
    }
}
