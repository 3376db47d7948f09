package org.dknn.bench.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.internal.AtomicMove;
import org.dknn.internal.DknnFormatException;

/**
 * The results of a study, one line of JSON per finished cell, so that a study that was interrupted goes on where it was.
 *
 * @param <R> type of the results: a record
 */
final class ResultFile<R> {

    /** Raised when the meaning of a figure changes, so that older ones are computed again. */
    private static final int VERSION = 1;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path path;
    private final Class<R> type;

    /** Computes the result of a cell. */
    @FunctionalInterface
    interface Computation<R> {
        R compute() throws IOException;
    }

    private record Line(int version, String cell, JsonNode result) {}

    /** A file, which need not be there. */
    ResultFile(Path path, Class<R> type) {
        this.path = path;
        this.type = type;
    }

    /**
     * The result of a cell, computed and kept if it is not there.
     *
     * @param cell tells all that the result depends on
     * @throws DknnFormatException naming the line, if the file is damaged
     */
    R get(String cell, Computation<R> computation) throws IOException {
        List<String> lines = new ArrayList<>(Files.exists(path) ? Files.readAllLines(path) : List.of());
        for (int i = 0; i < lines.size(); i++) {
            try {
                Line line = mapper.readValue(lines.get(i), Line.class);
                if (line.version == VERSION && line.cell.equals(cell)) {
                    return mapper.treeToValue(line.result, type);
                }
            } catch (JsonProcessingException e) {
                throw new DknnFormatException(path + ", line " + (i + 1)
                        + " is damaged (delete it to compute its figures again): " + e.getOriginalMessage());
            }
        }
        R result = computation.compute();
        lines.add(mapper.writeValueAsString(new Line(VERSION, cell, mapper.valueToTree(result))));
        Files.createDirectories(path.resolveSibling(""));
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        Files.write(beside, lines);
        AtomicMove.replace(beside, path);
        return result;
    }
}
