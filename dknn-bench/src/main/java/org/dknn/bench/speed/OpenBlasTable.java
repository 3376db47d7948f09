package org.dknn.bench.speed;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast does OpenBLAS multiply here, and what do the network's output and a step of training cost with it? Run it again with
 * {@code OPENBLAS_CORETYPE=SKYLAKEX} or {@code Haswell} in the environment to compare kernels; {@code OPENBLAS_VERBOSE=2} names them.
 */
@Command(name = "openblas", description = "Products by OpenBLAS, and what rests on them.")
public final class OpenBlasTable implements Callable<Integer> {

    private static final int TEXTS = 50;
    private static final int WORDS = 20;
    private static final int VOCABULARY = 15_000;

    @Option(names = "--rounds", defaultValue = "20", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        ComputationGraph network = new RandomSentences().network(100, 2);
        INDArray ids = Nd4j.rand(TEXTS, 1, WORDS).muli(VOCABULARY - 1);
        INDArray labels = Nd4j.zeros(TEXTS, 2);
        labels.getColumn(0).assign(1);
        DataSet batch = new DataSet(ids, labels);
        Table table = new Table("kernels", "20 x 300 x 100", "50 x 300 x 4,096", "output", "fit");
        table.row(
                System.getenv().getOrDefault("OPENBLAS_CORETYPE", "chosen by itself"),
                billions(20, 300, 100),
                billions(50, 300, 4096),
                Times.of(rounds, () -> network.output(ids)).ofProcessor(),
                Times.of(rounds, () -> network.fit(batch)).ofProcessor());
        System.out.println(new Page("OpenBLAS")
                .say("Products: best tenth, billions of operations a second. Output and fit of " + TEXTS + " texts of "
                        + WORDS + " words: milliseconds of the processor, median (best tenth). " + Times.machine()
                        + ".")
                .table(table)
                .markdown());
        return 0;
    }

    private String billions(int rows, int inner, int columns) {
        INDArray a = Nd4j.rand(rows, inner);
        INDArray b = Nd4j.rand(inner, columns);
        int repeats = 100;
        Times times = Times.of(rounds, () -> {
            for (int i = 0; i < repeats; i++) {
                a.mmul(b);
            }
        });
        double operations = 2.0 * rows * inner * columns * repeats;
        return String.format(Locale.ROOT, "%.1f", operations / Times.quantile(times.processor(), .1) / 1e6);
    }
}
