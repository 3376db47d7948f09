package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures that stand in docs/results.md. */
final class RecordedFigures {

    private static final Path RESULTS = Path.of("..", "docs", "results.md");

    private RecordedFigures() {}

    /** The table of two columns, name and figure, below a heading. */
    static Map<String, Double> read(String heading) throws IOException {
        List<String> lines = Files.readAllLines(RESULTS);
        int at = lines.indexOf("## " + heading);
        if (at < 0) {
            throw new IllegalStateException(RESULTS + " has no heading \"## " + heading + "\"");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            if (cells.length == 4 && cells[2].strip().matches("-?[0-9]*\\.[0-9]+")) {
                figures.put(cells[1].strip(), Double.parseDouble(cells[2].strip()));
            }
        }
        return figures;
    }
}
