package org.dknn.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Files of one JSON object per line. */
final class JsonLines {

    private JsonLines() {}

    /**
     * Reads a file.
     *
     * @throws IOException naming the line, if it is no JSON or refused
     */
    static <T> List<T> read(Path file, Function<JsonNode, T> parse) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<T> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                all.add(parse.apply(mapper.readTree(line)));
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(file + ", line " + (all.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(all);
    }

    /** Elements of an array. */
    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
