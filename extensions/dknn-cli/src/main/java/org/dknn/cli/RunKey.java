package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dknn.activation.Fingerprint;

/** Names a run by all that its results depend on, so that only the same one goes on where it was interrupted. */
final class RunKey {

    private RunKey() {}

    /**
     * The key of a run.
     *
     * @param model whose files are told apart by size and time
     * @param settings options and their values
     * @param texts in their order
     */
    static String of(Path model, List<?> settings, List<String> texts) throws IOException {
        Fingerprint key = new Fingerprint();
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                key.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        settings.forEach(setting -> key.add(String.valueOf(setting)));
        texts.forEach(key::add);
        return key.value();
    }
}
