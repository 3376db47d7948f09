package org.dknn.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts that a user wants explained.
 *
 * @param arguments one a text, may be empty
 * @param file one a line, if named; {@code -} is standard input
 */
record InputTexts(List<String> arguments, Optional<Path> file) {

    /** The texts, read lazily, without empty lines; of standard input if nothing else was named. Closed by the caller. */
    @SuppressWarnings("StreamResourceLeak") // handed on, to be closed there
    Stream<String> open(Streams streams) throws IOException {
        if (file.isPresent() && !arguments.isEmpty()) {
            throw new IllegalArgumentException("needs texts as arguments or in a file, got both");
        }
        if (!arguments.isEmpty()) {
            return arguments.stream();
        }
        boolean isFile = file.isPresent() && !file.get().toString().equals("-");
        return (isFile ? Files.lines(file.get()) : lines(streams)).filter(line -> !line.isBlank());
    }

    private static Stream<String> lines(Streams streams) {
        return new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8)).lines();
    }
}
