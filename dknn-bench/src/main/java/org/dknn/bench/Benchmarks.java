package org.dknn.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dknn.bench.faiss.PeerBenchmark;
import org.dknn.bench.pairs.SnliArtifacts;
import org.dknn.bench.pairs.SnliHighlights;
import org.dknn.bench.study.AccuracyStudy;
import org.dknn.bench.study.SaliencyStudy;
import org.dknn.bench.study.SanityStudy;
import org.dknn.bench.uncertainty.UncertaintyReport;

/** The program {@code benchmarks.jar}: runs a program of this module by its name, or else JMH with all arguments. */
public final class Benchmarks {

    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.of(
            "explain", ExplainReport::main,
            "scorer-cost", ScorerCost::main,
            "corpus-memory", CorpusMemory::main,
            "peers", PeerBenchmark::main,
            "accuracy", AccuracyStudy::main,
            "saliency", SaliencyStudy::main,
            "sanity", SanityStudy::main,
            "uncertainty", UncertaintyReport::main,
            "highlights", SnliHighlights::main,
            "artifacts", SnliArtifacts::main));

    /** A main method. */
    private interface Program {

        void run(String[] arguments) throws Exception;
    }

    private Benchmarks() {}

    /** Runs the program that the first argument names, or JMH. */
    public static void main(String[] arguments) throws Exception {
        Optional<Program> program = Arrays.stream(arguments).findFirst().map(PROGRAMS::get);
        if (program.isPresent()) {
            program.get().run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            org.openjdk.jmh.Main.main(arguments);
        }
    }
}
