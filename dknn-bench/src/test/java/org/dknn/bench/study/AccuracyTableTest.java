package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.junit.jupiter.api.Test;

class AccuracyTableTest {

    @Test
    void seeds_of_a_cell_become_one_row() {
        Map<Cell, CellResult> results = new LinkedHashMap<>();
        results.put(new Cell(Corpus.TREC, NetworkKind.CNN, 1), Results.of(800));
        results.put(new Cell(Corpus.CR, NetworkKind.CNN, 1), Results.of(700));
        results.put(new Cell(Corpus.TREC, NetworkKind.CNN, 2), Results.of(810));

        String text = new AccuracyTable(results, "a command").markdown();

        assertTrue(text.contains("`a command`"), text);
        assertTrue(
                text.contains(
                        "| TREC | CNN | 2 | 900 / 1000 | .805 (.800 to .810) | .804 (.799 to .809) "
                                + "| .803 (.798 to .808) | .802 (.797 to .807) | .801 (.796 to .806) | -.001 (-.001 to -.001) |"),
                text);
        assertTrue(text.contains("| CR | CNN | 1 | 900 / 1000 | .700 | .699 | .698 | .697 | .696 | -.001 |"), text);
        assertTrue(text.contains("| CR | CNN | 1 | .625 | .250 | .500 | .750 |"), text);
        assertTrue(text.contains("| `a.train` | `1e` |"), text);
    }

    @Test
    void rows_have_as_many_columns_as_their_heading() {
        String text =
                new AccuracyTable(Map.of(new Cell(Corpus.MR, NetworkKind.BI_LSTM, 1), Results.of(5)), "").markdown();

        List<Long> columns = text.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.chars().filter(c -> c == '|').count())
                .toList();

        assertEquals(List.of(13L, 13L, 13L, 8L, 8L, 8L, 3L, 3L, 3L, 3L), columns);
    }

    @Test
    void figures_have_three_digits_and_no_zero_before_the_point() {
        assertEquals(".500", AccuracyTable.shown(0.5));
        assertEquals("-.013", AccuracyTable.shown(-0.0126));
        assertEquals(".000", AccuracyTable.shown(-0.0001));
        assertEquals("1.000", AccuracyTable.shown(1));
    }
}
