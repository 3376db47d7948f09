package org.dknn.lucene;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.DeepKnn;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.Metric;

/**
 * What an {@link ExampleStore} is made for; kept with each of its commits.
 *
 * @param model fingerprint of the network
 * @param layers in the order of the extractor
 * @param columns width of each layer
 * @param classes in the order of the label set
 */
record StoreHeader(
        String model,
        List<String> layers,
        List<Integer> columns,
        List<String> classes,
        Metric metric,
        GraphForm form,
        Graphs graphs) {

    private static final String VERSION_KEY = "dknn.version";
    private static final String VERSION = "1";
    private static final String MODEL = "model";
    private static final String LAYER = "layer ";
    private static final String COLUMNS = "columns ";
    private static final String CLASS = "class ";
    private static final String METRIC = "metric";
    private static final String LINKS = "links";
    private static final String BUILD_WIDTH = "build width";
    private static final String SEARCH_WIDTH = "search width";
    private static final String QUANTIZED = "quantized";
    private static final String GRAPHS = "graphs";

    static StoreHeader of(DeepKnn<?> classifier, List<Integer> columns, GraphForm form, Graphs graphs) {
        return new StoreHeader(
                classifier.extractor().fingerprint(),
                classifier.layers(),
                columns,
                classifier.labelSet().names(),
                classifier.metric(),
                form,
                graphs);
    }

    /** As texts by name. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(VERSION_KEY, VERSION);
        map.put(MODEL, model);
        putAll(map, LAYER, layers);
        putAll(map, COLUMNS, columns.stream().map(String::valueOf).toList());
        putAll(map, CLASS, classes);
        map.put(METRIC, metric.name());
        map.put(LINKS, String.valueOf(form.links()));
        map.put(BUILD_WIDTH, String.valueOf(form.buildWidth()));
        map.put(SEARCH_WIDTH, String.valueOf(form.searchWidth()));
        map.put(QUANTIZED, String.valueOf(form.quantized()));
        map.put(GRAPHS, graphs.name());
        return map;
    }

    private static void putAll(Map<String, String> map, String prefix, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            map.put(prefix + i, values.get(i));
        }
    }

    /** What {@link #toMap} gave. */
    static StoreHeader read(Map<String, String> map, Path directory) throws DknnFormatException {
        if (!VERSION.equals(map.get(VERSION_KEY))) {
            throw new DknnFormatException(directory + " must hold reference examples of dknn in version " + VERSION
                    + ", got version " + map.get(VERSION_KEY));
        }
        try {
            GraphForm form = new GraphForm(
                    Integer.parseInt(value(map, LINKS)),
                    Integer.parseInt(value(map, BUILD_WIDTH)),
                    Integer.parseInt(value(map, SEARCH_WIDTH)),
                    Boolean.parseBoolean(value(map, QUANTIZED)));
            return new StoreHeader(
                    value(map, MODEL),
                    all(map, LAYER),
                    all(map, COLUMNS).stream().map(Integer::valueOf).toList(),
                    all(map, CLASS),
                    Metric.valueOf(value(map, METRIC)),
                    form,
                    Graphs.valueOf(value(map, GRAPHS)));
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException(directory + " does not tell what its reference examples are for", e);
        }
    }

    private static String value(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static List<String> all(Map<String, String> map, String prefix) {
        List<String> all = new ArrayList<>();
        for (String value = map.get(prefix + 0); value != null; value = map.get(prefix + all.size())) {
            all.add(value);
        }
        return List.copyOf(all);
    }

    /** Refuses a classifier of another network, other layers, classes or distance, with a message that names both. */
    void requireFor(DeepKnn<?> classifier, Path directory) throws DknnFormatException {
        requireEqual("layers", layers, classifier.layers(), directory);
        requireEqual("network with fingerprint", model, classifier.extractor().fingerprint(), directory);
        requireEqual("classes", classes, classifier.labelSet().names(), directory);
        requireEqual("distance", metric, classifier.metric(), directory);
    }

    private static void requireEqual(String what, Object wanted, Object got, Path directory)
            throws DknnFormatException {
        if (!wanted.equals(got)) {
            throw new DknnFormatException("the reference examples in " + directory + " were made for the " + what + " "
                    + wanted + ", got " + got + "; open them with the classifier they were made with");
        }
    }
}
