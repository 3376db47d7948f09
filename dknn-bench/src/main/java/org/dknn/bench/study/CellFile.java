package org.dknn.bench.study;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.dknn.bench.data.SourceFile;
import org.dknn.internal.AtomicMove;
import org.dknn.internal.DknnFormatException;

/**
 * The file in which a cell's result is kept: lines of {@code key=value}.
 *
 * @param path of the file; its name tells all that the result depends on
 */
record CellFile(Path path) {

    /** Raised when the meaning of a figure changes, so that older ones are computed again. */
    private static final String VERSION = "1";

    /** What is kept; empty if there is nothing, or figures of another meaning. */
    Optional<CellResult> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        kept.load(new StringReader(Files.readString(path)));
        if (!VERSION.equals(kept.getProperty("version"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(result(kept));
        } catch (NumberFormatException | DateTimeException e) {
            throw new DknnFormatException(
                    path + " is damaged (delete it to compute its figures again): " + e.getMessage());
        }
    }

    void write(CellResult result) throws IOException {
        StringBuilder lines = new StringBuilder("version=" + VERSION + "\n");
        lines.append("date=").append(result.date()).append('\n');
        lines.append("training=").append(result.training()).append('\n');
        lines.append("test=").append(result.test()).append('\n');
        for (Rule rule : Rule.values()) {
            lines.append("right." + rule + "=" + result.right().get(rule) + "\n");
        }
        append("ours", result.ours(), lines);
        append("inverted", result.inverted(), lines);
        for (SourceFile source : result.sources()) {
            lines.append("sha256." + source.name() + "=" + source.sha256() + "\n");
        }
        Files.createDirectories(path.resolveSibling(""));
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        Files.writeString(beside, lines);
        AtomicMove.replace(beside, path);
    }

    private static void append(String name, Credibility credibility, StringBuilder lines) {
        lines.append("credibility." + name + ".right=" + credibility.right() + "\n");
        lines.append("credibility." + name + ".wrong=" + credibility.wrong() + "\n");
    }

    private static CellResult result(Properties kept) {
        Map<Rule, Integer> right = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            right.put(rule, Integer.valueOf(kept.getProperty("right." + rule, "")));
        }
        List<SourceFile> sources = new ArrayList<>();
        for (String key : kept.stringPropertyNames().stream().sorted().toList()) {
            if (key.startsWith("sha256.")) {
                sources.add(new SourceFile(key.substring("sha256.".length()), kept.getProperty(key, "")));
            }
        }
        return new CellResult(
                Integer.parseInt(kept.getProperty("training", "")),
                Integer.parseInt(kept.getProperty("test", "")),
                right,
                credibility(kept, "ours"),
                credibility(kept, "inverted"),
                sources,
                LocalDate.parse(kept.getProperty("date", "")));
    }

    private static Credibility credibility(Properties kept, String name) {
        return new Credibility(
                Double.parseDouble(kept.getProperty("credibility." + name + ".right", "")),
                Double.parseDouble(kept.getProperty("credibility." + name + ".wrong", "")));
    }
}
