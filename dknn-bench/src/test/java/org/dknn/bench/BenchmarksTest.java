package org.dknn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchmarksTest {

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        CommandLine line =
                Benchmarks.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return line.execute(arguments);
    }

    @Test
    void without_a_command_all_are_listed_with_one_line_each() {
        assertEquals(0, run());
        for (String command : Benchmarks.commandLine().getSubcommands().keySet()) {
            assertTrue(said.toString().matches("(?s).*\n  " + command + " +[A-Z][^\n]+\\.\n.*"), said.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accuracy",
                "found-sets",
                "attributions",
                "transformer",
                "sanity",
                "doubt",
                "verdicts",
                "audit",
                "evidence",
                "refit",
                "sentences",
                "uncertainty",
                "pairs",
                "artifacts",
                "attribution-cost",
                "corpus-memory",
                "fit-memory",
                "ivfpq",
                "p-values",
                "peers",
                "beside-nd4j",
                "curves",
                "serving",
                "explanation-peers",
                "forward",
                "openblas",
                "start"
            })
    void each_command_has_help(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(said.toString().startsWith("Usage: benchmarks " + command), said.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, --sets=SNLI",
        "accuracy, --networks=GRU",
        "accuracy, --seeds=x",
        "attributions, --training=words",
        "uncertainty, --size=3"
    })
    void what_is_not_possible_is_refused(String command, String argument) {
        assertEquals(CommandLine.ExitCode.USAGE, run(command, argument));
        assertTrue(said.toString().contains(argument.replaceFirst("=.*", "")), said.toString());
    }

    @Test
    void names_are_those_of_the_tables() {
        CommandLine.ParseResult parsed =
                Benchmarks.commandLine().parseArgs("accuracy", "--sets", "trec,SST-2", "--networks", "bilstm");
        assertEquals(
                List.of(Corpus.TREC, Corpus.SST_2),
                parsed.subcommand().matchedOption("--sets").getValue());
        assertEquals(
                List.of(NetworkKind.BI_LSTM),
                parsed.subcommand().matchedOption("--networks").getValue());
    }
}
