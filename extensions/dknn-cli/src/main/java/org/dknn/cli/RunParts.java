package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.internal.PartFiles;

/** What a run that writes a file has done so far, in directories beside it, so that the same one goes on behind it. */
final class RunParts {

    private RunParts() {}

    /**
     * Opens the parts of a run, and says what is there.
     *
     * @param output the file; a run that writes to standard output keeps nothing
     * @param kind of the parts, which ends the name of their directory
     * @param key of the run, see {@link RunKey}
     */
    static Optional<PartFiles> open(Dknn dknn, Optional<Path> output, String kind, String key) throws IOException {
        if (output.isEmpty()) {
            return Optional.empty();
        }
        Path directory = output.get().resolveSibling(output.get().getFileName() + "." + kind);
        PartFiles parts = PartFiles.open(directory, key);
        if (parts.found() > 0) {
            dknn.say("Goes on behind what an interrupted run has kept in " + directory + ".");
        }
        if (parts.hasReplaced()) {
            dknn.say(directory + " was of another run; this one begins anew.");
        }
        return Optional.of(parts);
    }
}
