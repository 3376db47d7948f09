package org.dknn.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.cli.data.ReadingOptions;
import org.dknn.cli.data.ReadingOptions.BadLines;
import org.dknn.cli.data.Separator;
import org.dknn.nlp.explain.TextPair;
import picocli.CommandLine.Option;

/** Pairs of texts in two columns of a file. */
final class PairColumns {

    @Option(names = "--premise", paramLabel = "COLUMN", defaultValue = "1")
    private String premise;

    @Option(names = "--hypothesis", paramLabel = "COLUMN", defaultValue = "2")
    private String hypothesis;

    @Option(names = "--separator")
    private Optional<Separator> separator = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", converter = Ranges.Encoding.class)
    private Optional<Charset> encoding = Optional.empty();

    /** The pairs, in the order of the file. */
    List<TextPair> read(Dknn dknn, Path file) throws IOException {
        List<String> first = column(dknn, file, premise);
        List<String> second = column(dknn, file, hypothesis);
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    file + " needs as many texts in both columns, got " + first.size() + " and " + second.size());
        }
        return IntStream.range(0, first.size())
                .mapToObj(i -> new TextPair(first.get(i), second.get(i)))
                .toList();
    }

    private List<String> column(Dknn dknn, Path file, String name) throws IOException {
        ReadingOptions options =
                new ReadingOptions(Optional.of(name), Optional.empty(), separator, encoding, BadLines.REFUSED);
        return dknn.reader(options).texts(file);
    }
}
