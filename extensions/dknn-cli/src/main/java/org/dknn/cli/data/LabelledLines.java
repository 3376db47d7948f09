package org.dknn.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;

/** Files of labelled texts as JSON lines, whatever is in the texts. */
public final class LabelledLines {

    private static final JsonMapper JSON = new JsonMapper();

    private LabelledLines() {}

    /** Writes texts for {@link TextReader}. */
    public static void write(Path file, Dataset<String> texts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            lines.add(line(texts.labelSet().name(texts.label(i)), texts.inputs().get(i)));
        }
        Files.write(file, lines);
    }

    private static String line(String label, String text) throws JsonProcessingException {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("label", label);
        object.put("text", text);
        return JSON.writeValueAsString(object);
    }
}
