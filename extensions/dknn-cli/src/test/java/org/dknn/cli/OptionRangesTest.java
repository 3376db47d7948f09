package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options out of range, of all commands. No file or model that these lines name is there, so nothing is read before. */
class OptionRangesTest {

    private static final String FROM_ZERO = "needs a whole number from 0 on, got ";
    private static final String FROM_ONE = "needs a whole number from 1 on, got ";
    private static final String FROM_TWO = "needs a whole number from 2 on, got ";
    private static final String BETWEEN = "needs a number in (0, 1), got ";

    /**
     * A value that is refused.
     *
     * @param line command and operands
     * @param said behind the name of the option
     */
    record Refused(String line, String option, String value, String said) {

        String command() {
            return line.split(" ", -1)[0];
        }

        String[] arguments() {
            return (line + " " + option + " " + value).split(" ", -1);
        }
    }

    static List<Refused> refused() {
        return Stream.of(
                        each("train F -m DIR", "--hold-out", FROM_ONE, "0", "-3", "x", "1.5"),
                        each("train F -m DIR", "--epochs", FROM_ONE, "0", "-1", "many", "99999999999"),
                        each("train F -m DIR", "--seed", "needs a whole number of at most 18 digits, got ", "x", "1.5"),
                        each("import DIR --network F --vocabulary F", "--layers", layers(), "lstm:sum"),
                        each("import DIR --network F --vocabulary F --layers a", "--length", length(), "0", "-5", "x"),
                        each(
                                "import DIR --network F --vocabulary F --layers a",
                                "--labels",
                                twice("good"),
                                "good,good"),
                        each("import DIR --network F --vocabulary F", "--layers", twice("a"), "a,b,a"),
                        each("fit DIR", "--neighbors", FROM_ONE, "0", "-1", "x"),
                        each("fit DIR", "--nonconformity", nonconformities(), "shannon"),
                        each("fit DIR", "--limits", FROM_ZERO, "-1", "x"),
                        each("explain DIR x", "--neighbors", FROM_ZERO, "-1", "x"),
                        each("pairs DIR x y", "--neighbors", FROM_ZERO, "-1"),
                        each("pairs DIR x y", "--interactions", FROM_ZERO, "-2", "x"),
                        each("predict DIR x --abstain F", "--error-rate", BETWEEN, "0", "1", "-0.1", "2", "NaN", "x"),
                        each("predict DIR x --abstain F", "--failure", BETWEEN, "0", "1", "Infinity"),
                        each("report DIR F", "--every", FROM_ONE, "0", "-1"),
                        each("report DIR F", "--minimum", FROM_ONE, "0", "-1"),
                        each("report DIR F", "--top", FROM_ONE, "0", "-1"),
                        each(
                                "report DIR F",
                                "--leave-out",
                                "needs function-words, punctuation, or a file of words, one per line, got ",
                                "no.such.file"),
                        each("report DIR F", "--smoothing", "needs a finite number above 0, got ", "0", "-1", "NaN"),
                        each("evaluate DIR F", "--level", BETWEEN, "0", "1", "1.5", "NaN", "x"),
                        each("evaluate DIR F", "--explanations", FROM_ZERO, "-1"),
                        each("audit DIR", "--top", FROM_ZERO, "-1"),
                        each("audit DIR", "--closeness", "needs a number in [0, 1), got ", "1", "-0.1", "NaN"),
                        each("audit DIR --held-out", "--folds", FROM_TWO, "1", "0", "-2", "x", "2.5"),
                        each("audit DIR --held-out", "--seed", "needs a whole number of at most 18 digits, got ", "x"),
                        each("serve DIR", "--neighbors", FROM_ZERO, "-1"),
                        each("serve DIR", "--port", "needs a port in 0..65535, got ", "-1", "65536", "http"),
                        Stream.of("explain DIR x", "pairs DIR x y", "report DIR F", "evaluate DIR F", "serve DIR")
                                .flatMap(line -> each(line, "--by", twice("conformity"), "conformity,conformity")),
                        Stream.of("train F -m DIR", "fit DIR", "explain DIR x", "predict DIR x", "report DIR F")
                                .flatMap(line -> each(line, "--encoding", encoding(), "utf-99")),
                        Stream.of("evaluate DIR F", "pairs DIR x y", "import DIR --network F --vocabulary F --layers a")
                                .flatMap(line -> each(line, "--encoding", encoding(), "?")))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<Refused> each(String line, String option, String said, String... values) {
        return Stream.of(values)
                .map(value -> new Refused(line, option, value, said.endsWith(" twice") ? said : said + value));
    }

    private static String twice(String name) {
        return "needs different names, got " + name + " twice";
    }

    private static String layers() {
        return "needs NAME, or NAME:POOLING with a pooling of max, mean or last, got ";
    }

    private static String length() {
        return "needs a number of words such as 50, or a least number such as 5+, got ";
    }

    private static String nonconformities() {
        return "needs one of count, last-layer-count, weighted-votes, margin, log-ratio, trust-score, kth-distance,"
                + " class-distance, got ";
    }

    private static String encoding() {
        return "needs an encoding such as UTF-8 or windows-1252, got ";
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_out_of_range_ends_with_2_and_one_line_that_says_what_is_wanted(Refused row) {
        CommandLineTest.Result result = run(row.arguments());

        assertEquals(
                "dknn: " + row.option + " " + row.said + "; see 'dknn " + row.command() + " --help'\n", result.err());
        assertEquals(2, result.code());
        assertEquals("", result.out());
    }

    /** One that is added needs a range and rows above. */
    @Test
    void every_option_that_has_a_range_is_tried() {
        Set<String> tried = new TreeSet<>();
        refused().forEach(row -> tried.add(row.command() + " " + row.option));
        Set<String> ranged = new TreeSet<>();
        commands().forEach((name, command) -> command.getCommandSpec().options().stream()
                .filter(OptionRangesTest::hasRange)
                .forEach(option -> ranged.add(name + " " + option.longestName())));

        ranged.removeAll(tried);

        assertEquals(Set.of(), ranged);
    }

    static List<Refused> firstOfCommands() {
        Set<String> seen = new TreeSet<>();
        return refused().stream().filter(row -> seen.add(row.command())).toList();
    }

    @ParameterizedTest
    @MethodSource("firstOfCommands")
    void what_is_chosen_among_names_is_refused_likewise(Refused row) {
        commands().get(row.command()).getCommandSpec().options().stream()
                .filter(option -> valueType(option).isEnum())
                .forEach(option -> {
                    CommandLineTest.Result result =
                            run((row.line + " " + option.longestName() + " nonsense").split(" ", -1));
                    assertEquals(2, result.code(), result.err());
                    String said = "dknn: Invalid value for option '" + option.longestName() + "'";
                    assertTrue(result.err().startsWith(said), result.err());
                    assertTrue(result.err().contains("expected one of ["), result.err());
                });
    }

    private static Map<String, CommandLine> commands() {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                () -> {},
                false,
                false,
                false,
                Map.of());
        return new CommandLine(new Dknn(streams)).getSubcommands();
    }

    private static boolean hasRange(OptionSpec option) {
        Class<?> type = valueType(option);
        return (type.isPrimitive() && type != boolean.class)
                || Number.class.isAssignableFrom(type)
                || type == Charset.class
                || option.converters().length > 0;
    }

    private static Class<?> valueType(OptionSpec option) {
        return option.auxiliaryTypes()[0];
    }
}
