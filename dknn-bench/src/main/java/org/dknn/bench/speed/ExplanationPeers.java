package org.dknn.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dknn.cli.page.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long does an explanation take beside what others would use: torch and python3-faiss, the original's algorithm (torch and
 * scikit-learn's KDTree), torch's probability alone, and LIME? All explain the same texts, with the network and the vectors that dknn writes
 * to a folder; and beside both stand the limits of the machine, its products and its bytes a second, measured in the same run.
 *
 * <p>In each run, for each number of threads, in this order and one after the other, each in a process of its own: dknn (native index:
 * conformity leave-one-out, default scorer, and this with the out-of-distribution check; then the index in Java), the limits ({@code limits.cpp},
 * by g++), and {@code explanations.py}. What is missing is named, and the others run. Needs a machine that does nothing else.
 */
@Command(name = "explanation-peers", description = "Time of an explanation beside other libraries.")
public final class ExplanationPeers implements Callable<Integer> {

    static final int NEIGHBORS = 75;

    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "target/peers",
            description = "Where the data that the peers read and the results go" + DEFAULT)
    private Path output = Path.of("");

    @Option(
            names = "--sources",
            paramLabel = "DIR",
            defaultValue = "dknn-bench/src/main",
            description = "Where cpp/limits.cpp and python/explanations.py are" + DEFAULT)
    private Path sources = Path.of("");

    @Option(
            names = "--python",
            paramLabel = "FILE",
            defaultValue = "/usr/bin/python3",
            description =
                    "A Python with torch, faiss and sklearn; Debian: python3-torch, python3-faiss, python3-sklearn"
                            + DEFAULT)
    private String python = "";

    @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Threads that each may use" + DEFAULT)
    private List<Integer> threads = List.of();

    @Option(names = "--runs", defaultValue = "3", description = "Times that all is measured anew" + DEFAULT)
    private int runs;

    @Option(names = "--rounds", defaultValue = "30", description = "Measured texts of each in a run" + DEFAULT)
    private int rounds;

    @Option(names = "--words", defaultValue = "20", description = "Words of a text" + DEFAULT)
    private int words;

    @Option(names = "--rows", defaultValue = "6000", description = "Reference sentences" + DEFAULT)
    private int rows;

    @Option(names = "--own", hidden = true, description = "The part of dknn, in a process of its own.")
    private boolean isOwn;

    private final Set<String> missing = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(output);
        if (isOwn) {
            new OwnExplanations(output, rows, words, rounds).run();
            return 0;
        }
        Page page = new Page("Explanations beside those of other libraries")
                .say(words + " words, " + rows + " reference sentences, layers of 300, 100, 100 and 100, k = "
                        + NEIGHBORS
                        + ", milliseconds by the clock: median and best tenth of " + rounds
                        + " texts, each as median (least to most) of the runs, of which there were " + runs
                        + "; ratios are of the least best tenths. "
                        + "At the start: " + Times.machine() + ".");
        for (int count : threads) {
            PeerTable table = new PeerTable(words, rows);
            for (int run = 0; run < runs; run++) {
                table.add(own(count));
                table.add(limits(count));
                table.add(peers(count));
            }
            page.heading(count + (count == 1 ? " thread" : " threads"));
            table.write(page);
        }
        missing.forEach(what -> page.say("Missing: " + what + "."));
        page.say("At the end: " + Times.machine() + ".");
        Files.writeString(output.resolve("peers.md"), page.markdown());
        System.out.println(page.markdown());
        return 0;
    }

    private List<String> own(int count) throws IOException, InterruptedException {
        List<String> options = List.of(
                // the calling thread works too
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + (count - 1),
                "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m",
                // a heap that grows is measured otherwise: in virtual machines the first touch of a page can take 20
                // microseconds
                "-Xms1g",
                "-Xmn256m",
                "-XX:+AlwaysPreTouch");
        List<String> arguments = new ArrayList<>(List.of("explanation-peers", "--own"));
        arguments.addAll(List.of("--output", output.toString(), "--rounds", "" + rounds));
        arguments.addAll(List.of("--words", "" + words, "--rows", "" + rows));
        return run(1, Programs.java(options, arguments));
    }

    private List<String> limits(int count) throws IOException, InterruptedException {
        Path program = output.resolve("limits").toAbsolutePath();
        try {
            if (!Files.exists(program)) {
                Path source = sources.resolve("cpp/limits.cpp");
                run(
                        1,
                        List.of(
                                "g++",
                                "-O3",
                                "-march=native",
                                "-o",
                                program.toString(),
                                source.toString(),
                                "-lpthread"));
            }
            return run(1, List.of(program.toString(), "" + rows, "" + PeerTable.WIDTH, "" + count));
        } catch (IOException e) {
            missing.add("limits of the machine, " + e.getMessage());
            return List.of();
        }
    }

    private List<String> peers(int count) throws IOException, InterruptedException {
        String script = sources.resolve("python/explanations.py").toString();
        try {
            List<String> said = run(count, List.of(python, script, output.toString(), "" + count, "" + rounds));
            said.stream()
                    .filter(line -> line.startsWith("MISSING\t"))
                    .forEach(line -> missing.add(line.substring("MISSING\t".length())));
            return said;
        } catch (IOException e) {
            missing.add("all of Python, " + e.getMessage());
            return List.of();
        }
    }

    /** Runs a program whose libraries may use some threads, and returns what it says. */
    private static List<String> run(int threads, List<String> command) throws IOException, InterruptedException {
        return Programs.run(Map.of("OMP_NUM_THREADS", "" + threads, "OPENBLAS_NUM_THREADS", "" + threads), command);
    }
}
