package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.bench.data.Folders;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import picocli.CommandLine.Option;

/** Options that studies share. */
final class StudyOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data sets (default: DKNN_DATA, or shared/data beside the project).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Models and results (default: dknn in XDG_CACHE_HOME or in ~/.cache).")
    private Optional<Path> cache = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "target",
            description = "Where results are written (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("");

    ModelStore store() {
        Folders usual = Folders.usual();
        return new ModelStore(
                new Folders(data.map(List::of).orElse(usual.data()), cache.orElse(usual.cache())), System.out);
    }

    /** Writes a page, as Markdown and as HTML. */
    void write(String name, Page page) throws IOException {
        write(name + ".md", page.markdown());
        write(name + ".html", page.html());
    }

    /** Writes a file, and shows it if it is Markdown. */
    void write(String file, String text) throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve(file), text);
        System.out.print(file.endsWith(".md") ? "\n" + text : "");
        System.out.println("Written to " + output.resolve(file).toAbsolutePath());
    }
}
