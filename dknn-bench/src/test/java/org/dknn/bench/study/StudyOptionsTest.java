package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyOptionsTest {

    @Test
    void without_arguments_all_is_studied_with_three_seeds() {
        StudyOptions options = StudyOptions.parse("seeds=", "vectors=");

        assertEquals(3, options.seeds());
        assertEquals(List.of(Corpus.SST_2, Corpus.CR, Corpus.TREC, Corpus.MR), options.corpora());
        assertEquals(List.of(NetworkKind.CNN, NetworkKind.BI_LSTM), options.kinds());
        assertEquals(Optional.empty(), options.vectors());
    }

    @Test
    void names_are_those_of_the_tables() {
        StudyOptions options =
                StudyOptions.parse("seeds=1", "sets=trec,SST-2", "networks=BiLSTM", "vectors=v.txt", "table=t.md");

        assertEquals(
                new StudyOptions(
                        1,
                        List.of(Corpus.TREC, Corpus.SST_2),
                        List.of(NetworkKind.BI_LSTM),
                        Optional.of(Path.of("v.txt")),
                        Path.of("t.md")),
                options);
        assertEquals(
                "./mvnw -q -DskipTests -Paccuracy package -Dseeds=1 -Dsets=TREC,SST-2 -Dnetworks=BiLSTM -Dvectors=v.txt",
                options.command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeds=0", "seeds=x", "sets=SNLI", "networks=GRU", "seed=1", "seeds"})
    void what_is_not_possible_is_refused_with_what_is(String argument) {
        String message = assertThrows(IllegalArgumentException.class, () -> StudyOptions.parse(argument))
                .getMessage();

        assertTrue(message.startsWith("needs ") && message.contains("got \""), message);
    }

    @Test
    void all_cells_of_the_first_seed_come_first() {
        List<Cell> cells = Cell.all(List.of(Corpus.CR, Corpus.MR), List.of(NetworkKind.CNN), 2);

        assertEquals(
                List.of("CR, CNN, seed 1", "MR, CNN, seed 1", "CR, CNN, seed 2", "MR, CNN, seed 2"),
                cells.stream().map(Cell::toString).toList());
    }
}
