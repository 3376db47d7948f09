package org.dknn.bench.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.junit.jupiter.api.Test;

class ReportOptionsTest {

    @Test
    void what_is_not_given_or_empty_is_usual() {
        ReportOptions usual = new ReportOptions(
                List.of(Corpus.SST_2, Corpus.CR, Corpus.TREC), List.of(NetworkKind.CNN, NetworkKind.BI_LSTM), 1, 400);

        assertEquals(usual, ReportOptions.parse());
        assertEquals(usual, ReportOptions.parse("sets=", "networks=", "seed=", "maps="));
    }

    @Test
    void the_command_gives_the_same_options() {
        ReportOptions options = ReportOptions.parse("sets=trec,MR", "networks=bilstm", "seed=3", "maps=20");

        assertEquals(new ReportOptions(List.of(Corpus.TREC, Corpus.MR), List.of(NetworkKind.BI_LSTM), 3, 20), options);
        assertEquals(
                "./mvnw -q -DskipTests -Puncertainty package -Dsets=TREC,MR -Dnetworks=BiLSTM -Dseed=3 -Dmaps=20",
                options.command());
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertRefused("needs names of [CNN, BiLSTM], got \"RNN\"", "networks=CNN,RNN");
        assertRefused("got \"0\"", "seed=0");
        assertRefused("needs sets, networks, seed or maps, got \"size\"", "size=3");
        assertRefused("needs NAME=VALUE, got \"seed\"", "seed");
    }

    private static void assertRefused(String part, String argument) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ReportOptions.parse(argument))
                        .getMessage());
        assertTrue(message.contains(part), message);
    }
}
