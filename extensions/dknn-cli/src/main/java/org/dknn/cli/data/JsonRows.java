package org.dknn.cli.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines that are JSON objects. */
final class JsonRows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectReader LINE =
            MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String source;
    private final ReadingOptions options;
    private final boolean wantsLabels;
    private final Problems problems;
    private Optional<Names> names = Optional.empty();

    /** The keys of texts and labels. */
    private record Names(String text, String label) {}

    private JsonRows(String source, ReadingOptions options, boolean wantsLabels, Problems problems) {
        this.source = source;
        this.options = options;
        this.wantsLabels = wantsLabels;
        this.problems = problems;
    }

    /** Whether a first line is the beginning of such a file. */
    static boolean isJson(String line) {
        String text = Labels.strip(line);
        return text.startsWith("{") || isArray(text);
    }

    private static boolean isArray(String line) {
        return line.equals("[") || line.matches("\\[\\s*\\{.*");
    }

    static Table read(String source, Lines lines, ReadingOptions options, boolean wantsLabels, Problems problems) {
        JsonRows reading = new JsonRows(source, options, wantsLabels, problems);
        List<Table.Example> examples = new ArrayList<>();
        boolean isArray = isArray(Labels.strip(lines.get(lines.next(0))));
        if (isArray) {
            reading.array(lines.text(), examples);
        }
        for (int i = lines.next(0); i < lines.count() && !isArray; i = lines.next(i + 1)) {
            reading.example(i + 1, Labels.strip(lines.get(i))).ifPresent(examples::add);
        }
        String keys = reading.names
                .map(found ->
                        ", texts in \"" + found.text + '"' + (wantsLabels ? ", labels in \"" + found.label + '"' : ""))
                .orElse("");
        return new Table(examples, (isArray ? "a JSON array" : "JSON lines") + keys);
    }

    /** Reads one array of objects; behind what is no JSON nothing can be read. */
    private void array(String text, List<Table.Example> examples) {
        int line = 1;
        try (JsonParser parser = MAPPER.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                JsonNode node = parser.readValueAsTree();
                example(line, node, Problems.quoted(String.valueOf(node))).ifPresent(examples::add);
            }
        } catch (JsonProcessingException e) {
            problems.add(
                    Math.max(line, e.getLocation() == null ? 1 : e.getLocation().getLineNr()), reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail
        }
    }

    private static String reason(JsonProcessingException e) {
        return "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private Optional<Table.Example> example(int line, String json) {
        try {
            return example(line, LINE.readTree(json), Problems.quoted(json));
        } catch (JsonProcessingException e) {
            problems.add(line, reason(e));
            return Optional.empty();
        }
    }

    private Optional<Table.Example> example(int line, JsonNode node, String shown) {
        if (!node.isObject()) {
            problems.add(line, "needs a JSON object, got " + shown);
            return Optional.empty();
        }
        names = names.or(() -> Optional.of(names(node)));
        return names.flatMap(keys -> example(line, node, keys));
    }

    private Optional<Table.Example> example(int line, JsonNode object, Names keys) {
        JsonNode text = object.path(keys.text);
        JsonNode label = object.path(keys.label);
        if (!text.isTextual()) {
            problems.add(line, "needs a text as \"" + keys.text + "\", got " + found(text));
            return Optional.empty();
        }
        if (wantsLabels && !label.isTextual() && !label.isNumber() && !label.isBoolean()) {
            problems.add(line, "needs a text or a number as \"" + keys.label + "\", got " + found(label));
            return Optional.empty();
        }
        return Optional.of(new Table.Example(line, wantsLabels ? label.asText() : "", text.textValue()));
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "nothing" : Problems.quoted(node.toString());
    }

    private Names names(JsonNode first) {
        List<String> keys = new ArrayList<>();
        first.fieldNames().forEachRemaining(keys::add);
        Optional<Columns> columns = Columns.ofHeader(source, keys, options, wantsLabels);
        String text = options.text()
                .or(() -> columns.map(found -> keys.get(found.text())))
                .orElseThrow(() -> unnamed(keys, "texts", "--text"));
        String label = !wantsLabels
                ? ""
                : options.label()
                        .or(() -> columns.map(found -> keys.get(found.label())))
                        .orElseThrow(() -> unnamed(keys, "labels", "--label"));
        return new Names(text, label);
    }

    private IllegalArgumentException unnamed(List<String> keys, String what, String option) {
        return new IllegalArgumentException(
                source + " has objects with " + keys + "; name that of the " + what + " by " + option);
    }
}
