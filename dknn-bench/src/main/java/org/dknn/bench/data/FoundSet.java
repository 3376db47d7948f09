package org.dknn.bench.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/** Data sets as people have them: in several forms, out of order, with a rare class, with contradictions. */
public enum FoundSet {
    /** Labels and sentences. */
    SST_2("SST-2", Corpus.SST_2, Form.LINES, Change.NONE),
    /** Labels and sentences. */
    CR("CR", Corpus.CR, Form.LINES, Change.NONE),
    /** Labels and sentences. */
    MR("MR", Corpus.MR, Form.LINES, Change.NONE),
    /** Labels and questions. */
    TREC("TREC", Corpus.TREC, Form.LINES, Change.NONE),
    /** From a spreadsheet. */
    CR_CSV("CR-csv", Corpus.CR, Form.CSV, Change.NONE),
    /** From a spreadsheet. */
    TREC_CSV("TREC-csv", Corpus.TREC, Form.CSV, Change.NONE),
    /** In another order. */
    CR_SHUFFLED("CR-shuffled", Corpus.CR, Form.LINES, Change.SHUFFLED),
    /** One class has three examples. */
    TREC_RARE("TREC-rare", Corpus.TREC, Form.LINES, Change.RARE_CLASS),
    /** One text in twenty occurs twice, with two labels. */
    MR_CONTRADICTED("MR-contradicted", Corpus.MR, Form.LINES, Change.CONTRADICTIONS),
    /** From web pages. */
    CR_HTML("CR-html", Corpus.CR, Form.HTML, Change.NONE);

    /** How a file is written. */
    enum Form {
        /** A label, a space, a text. */
        LINES,
        /** With a byte order mark, a header, quotes and line ends of Windows. */
        CSV,
        /** A label, a tab and a text with entities and tags. */
        HTML
    }

    /** What is done to the training texts. */
    enum Change {
        NONE,
        SHUFFLED,
        RARE_CLASS,
        CONTRADICTIONS
    }

    /** Examples of the rare class. */
    static final int RARE = 3;

    /** One text in so many is contradicted. */
    static final int CONTRADICTED = 20;

    private static final long SEED = 7;

    private final String title;
    private final Corpus corpus;
    private final Form form;
    private final Change change;

    FoundSet(String title, Corpus corpus, Form form, Change change) {
        this.title = title;
        this.corpus = corpus;
        this.form = form;
        this.change = change;
    }

    /** Its name in tables, messages and options. */
    @Override
    public String toString() {
        return title;
    }

    /** Whether the texts are HTML. */
    public boolean isHtml() {
        return form == Form.HTML;
    }

    /** Ending of its files. */
    public String ending() {
        return form == Form.CSV ? ".csv" : ".txt";
    }

    /** What is unusual about it, in words. */
    public String description() {
        String written =
                switch (form) {
                    case LINES -> "";
                    case CSV -> "CSV with header, byte order mark and CRLF";
                    case HTML -> "HTML";
                };
        String changed =
                switch (change) {
                    case NONE -> "";
                    case SHUFFLED -> "shuffled";
                    case RARE_CLASS -> "one class cut to " + RARE + " examples";
                    case CONTRADICTIONS -> "5 % duplicates with contradicting labels";
                };
        return (written + changed).isEmpty() ? "as it is" : written + changed;
    }

    /**
     * The texts to train on, and those to test on.
     *
     * @param most number of training texts, at most
     */
    public Dataset.Split<String> read(Folders folders, int most) throws IOException {
        Parts<List<String>> parts = corpus.read(folders, 1);
        List<String> texts = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Dataset<List<String>> part : List.of(parts.training(), parts.calibration(), parts.dev())) {
            part.inputs().forEach(words -> texts.add(String.join(" ", words)));
            IntStream.of(part.labels()).forEach(labels::add);
        }
        Dataset<String> training = dataset(texts, labels, parts.training().labelSet());
        Dataset<String> changed =
                changed(training.size() > most ? training.holdOut(most, SEED).heldOut() : training);
        List<String> tests = parts.test().inputs().stream()
                .map(words -> String.join(" ", words))
                .toList();
        return new Dataset.Split<>(
                changed, Dataset.of(tests, parts.test().labels(), parts.test().labelSet()));
    }

    private static Dataset<String> dataset(List<String> texts, List<Integer> labels, LabelSet labelSet) {
        return Dataset.of(texts, labels.stream().mapToInt(label -> label).toArray(), labelSet);
    }

    /** The training texts as this set has them. */
    Dataset<String> changed(Dataset<String> training) {
        return switch (change) {
            case NONE -> training;
            case SHUFFLED -> training.select(order(training.size()));
            case RARE_CLASS -> withRareClass(training);
            case CONTRADICTIONS -> contradicted(training);
        };
    }

    private static int[] order(int size) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static Dataset<String> withRareClass(Dataset<String> training) {
        int rare = training.labelSet().size() - 2;
        List<Integer> kept = new ArrayList<>();
        int seen = 0;
        for (int i = 0; i < training.size(); i++) {
            seen += training.label(i) == rare ? 1 : 0;
            if (training.label(i) != rare || seen <= RARE) {
                kept.add(i);
            }
        }
        return training.select(kept.stream().mapToInt(i -> i).toArray());
    }

    private static Dataset<String> contradicted(Dataset<String> training) {
        List<String> texts = new ArrayList<>(training.inputs());
        List<Integer> labels =
                new ArrayList<>(IntStream.of(training.labels()).boxed().toList());
        int[] order = order(training.size());
        for (int i = 0; i < training.size() / CONTRADICTED; i++) {
            texts.add(training.inputs().get(order[i]));
            labels.add((training.label(order[i]) + 1) % training.labelSet().size());
        }
        return dataset(texts, labels, training.labelSet());
    }

    /** Writes texts as this set has them. */
    public void write(Path file, Dataset<String> texts) throws IOException {
        StringBuilder content = new StringBuilder(form == Form.CSV ? "\uFEFFid,label,text\r\n" : "");
        for (int i = 0; i < texts.size(); i++) {
            String label = texts.labelSet().name(texts.label(i));
            String text = texts.inputs().get(i);
            content.append(
                    switch (form) {
                        case LINES -> label + " " + text + "\n";
                        case CSV -> (i + 1) + "," + label + ",\"" + text.replace("\"", "\"\"") + "\"\r\n";
                        case HTML -> label + "\t" + html(text) + "\n";
                    });
        }
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    private static String html(String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<p>" + escaped.replace(" n't", "n&rsquo;t").replace("'", "&#39;") + "<br /></p>";
    }
}
