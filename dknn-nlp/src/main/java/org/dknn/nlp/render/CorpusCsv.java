package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.WordInClass;

/** A corpus report as comma-separated values; cells that a user wrote are always quoted. */
record CorpusCsv() implements CorpusRenderer {

    @Override
    public String render(CorpusReport report) {
        List<String> names = new ArrayList<>(List.of("class", "word", "texts_explained", "texts_of_class", "pmi"));
        for (String method : report.methods()) {
            for (String column : List.of(" importance", " importance margin", " rank", " rank margin")) {
                names.add(quoted(method + column));
            }
        }
        StringBuilder text = new StringBuilder(line(names));
        for (CorpusReport.ClassWords words : report.classes()) {
            String name = report.labelSet().name(words.label());
            words.words().forEach(word -> text.append(line(cells(name, word))));
        }
        return text.toString();
    }

    private static List<String> cells(String className, WordInClass word) {
        List<String> cells = new ArrayList<>(List.of(
                quoted(className),
                quoted(word.word()),
                Long.toString(word.textsExplained()),
                Long.toString(word.textsOfClass()),
                Double.toString(word.pmi())));
        for (WordInClass.Measure measure : word.measures()) {
            cells.add(Double.toString(measure.importance()));
            cells.add(number(measure.importanceMargin()));
            cells.add(Double.toString(measure.rank()));
            cells.add(number(measure.rankMargin()));
        }
        return cells;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String quoted(String text) {
        return '"' + VisibleText.line(text).replace("\"", "\"\"") + '"';
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
    }
}
