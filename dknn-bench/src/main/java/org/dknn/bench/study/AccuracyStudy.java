package org.dknn.bench.study;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.PretrainedVectors;
import org.dknn.bench.model.TrainedModel;
import org.dknn.vector.Metric;

/**
 * Trains networks on data sets with several seeds and tells their accuracy, that of Deep k-Nearest Neighbors, and that of the
 * variants in the code published with Wallace, Feng and Boyd-Graber (2018).
 *
 * <p>Everything is chosen on dev sets. Each result is kept in the cache as soon as it is there, so a study that was broken off
 * goes on where it was.
 */
public final class AccuracyStudy {

    private final StudyOptions options;
    private final PrintStream out;

    AccuracyStudy(StudyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the study on arguments such as {@code seeds=3 sets=SST-2,TREC networks=CNN vectors=FILE table=FILE}. */
    public static void main(String[] arguments) throws IOException {
        new AccuracyStudy(StudyOptions.parse(arguments), System.out).run();
    }

    void run() throws IOException {
        List<Cell> cells = Cell.all(options.corpora(), options.kinds(), options.seeds());
        Optional<PretrainedVectors> vectors = options.vectors().isPresent()
                ? Optional.of(PretrainedVectors.read(options.vectors().get()))
                : Optional.empty();
        Map<Cell, CellResult> results = new LinkedHashMap<>();
        for (Cell cell : cells) {
            out.println("Cell " + (results.size() + 1) + " of " + cells.size() + ": " + cell);
            CellResult result = result(cell, vectors);
            out.printf("  softmax %s, DkNN %s%n", shown(result, Rule.SOFTMAX), shown(result, Rule.DKNN));
            results.put(cell, result);
        }
        new TableFile(options.table(), out).finish(new AccuracyTable(results, options.command()).markdown());
    }

    private static String shown(CellResult result, Rule rule) {
        return AccuracyTable.shown(result.accuracy(rule));
    }

    private static CellResult result(Cell cell, Optional<PretrainedVectors> vectors) throws IOException {
        Models plain = Models.of(cell.corpus(), cell.kind(), cell.seed());
        Models models = vectors.map(plain::startingFrom).orElse(plain);
        CellFile file = new CellFile(CacheDirectory.of("accuracy").resolve(models.name() + ".properties"));
        Optional<CellResult> kept = file.read();
        if (kept.isPresent()) {
            return kept.get();
        }
        try (TrainedModel byCosine = models.loadOrTrain();
                TrainedModel euclidean = models.measuredBy(Metric.EUCLIDEAN).loadOrTrain()) {
            CellResult result = Evaluation.of(byCosine, euclidean);
            file.write(result);
            return result;
        }
    }
}
