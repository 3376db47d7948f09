package org.dknn.cli;

import java.nio.charset.Charset;
import java.util.Optional;
import org.dknn.cli.data.ReadingOptions;
import org.dknn.cli.data.ReadingOptions.BadLines;
import org.dknn.cli.data.Separator;
import picocli.CommandLine.Option;

/** What a user may say about files of texts. */
final class DataOptions {

    @Option(names = "--text", paramLabel = "COLUMN")
    private Optional<String> text = Optional.empty();

    @Option(names = "--label", paramLabel = "COLUMN")
    private Optional<String> label = Optional.empty();

    @Option(names = "--separator")
    private Optional<Separator> separator = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", converter = Ranges.Encoding.class)
    private Optional<Charset> encoding = Optional.empty();

    @Option(names = "--skip-bad")
    private boolean isSkipping;

    ReadingOptions chosen() {
        return new ReadingOptions(text, label, separator, encoding, isSkipping ? BadLines.SKIPPED : BadLines.REFUSED);
    }
}
