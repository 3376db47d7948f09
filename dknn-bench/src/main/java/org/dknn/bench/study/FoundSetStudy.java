package org.dknn.bench.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.FoundSet;
import org.dknn.cli.Dknn;
import org.dknn.cli.SavedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;

/**
 * What the command line makes of data sets as people have them, without any option but the few that the data need: {@code train},
 * {@code fit --by-class}, {@code evaluate}.
 *
 * @param folders data and cache
 * @param out progress
 * @param most number of training texts, at most
 */
public record FoundSetStudy(Folders folders, PrintStream out, int most) {

    private static final double LEVEL = 0.9;

    /** Exit code of a command that was never reached. */
    private static final int NOT_RUN = -1;

    /** Runs the commands on each set; what is done is kept in the cache. */
    public Page run(List<FoundSet> sets) throws IOException {
        ResultFile<FoundSetResult> file =
                new ResultFile<>(folders.cache().resolve("found-sets.jsonl"), FoundSetResult.class);
        Table table = new Table(
                "data set",
                "form",
                "training / test",
                "classes",
                "phantoms",
                "network",
                "neighbors",
                "majority",
                "coverage at .9",
                "exits");
        for (FoundSet set : sets) {
            out.println(set + " (" + set.description() + ")");
            FoundSetResult result = file.get(set + ", most " + most, () -> result(set));
            table.row(cells(set, result));
        }
        return new Page("Data sets as people have them")
                .say(
                        "By the command line: train, fit --by-class, evaluate. Coverage: share of the test texts of a class"
                                + " whose set at .9, calibrated by class, holds it. Exits: those of the three commands.")
                .table(table);
    }

    private static String[] cells(FoundSet set, FoundSetResult result) {
        return new String[] {
            set.toString(),
            set.description(),
            result.training() + " / " + result.test(),
            String.valueOf(result.classes().size()),
            result.phantoms().isEmpty() ? "none" : String.join(", ", result.phantoms()),
            Shown.number(result.accuracy().network()),
            Shown.number(result.accuracy().neighbors()),
            Shown.number(result.accuracy().majority()),
            result.coverage(),
            result.exits().stream()
                    .map(exit -> exit == NOT_RUN ? "not run" : String.valueOf(exit))
                    .collect(Collectors.joining(", "))
        };
    }

    private FoundSetResult result(FoundSet set) throws IOException {
        Path place =
                Files.createDirectories(folders.cache().resolve("found-sets").resolve(set + "-" + most));
        Dataset.Split<String> texts = set.read(folders, most);
        Path training = place.resolve("training" + set.ending());
        Path test = place.resolve("test" + set.ending());
        set.write(training, texts.kept());
        set.write(test, texts.heldOut());
        Path model = place.resolve("model");
        delete(model);
        List<Integer> exits = exits(set, training, test, model);
        return isFitted(model) ? judged(texts, model, exits) : failed(texts, exits);
    }

    private List<Integer> exits(FoundSet set, Path training, Path test, Path model) {
        List<String> train = new ArrayList<>(List.of("train", training.toString(), "--model", model.toString()));
        if (set.isHtml()) {
            train.add("--html");
        }
        List<Integer> exits = new ArrayList<>(List.of(exit(train)));
        boolean isThere = Files.exists(model.resolve("network.zip"));
        exits.add(isThere ? exit(List.of("fit", model.toString(), "--by-class")) : NOT_RUN);
        exits.add(
                isFitted(model)
                        ? exit(List.of("evaluate", model.toString(), test.toString(), "--explanations", "0"))
                        : NOT_RUN);
        return exits;
    }

    /** A network that has learned nothing may have an exit code of its own, and a model. */
    private static boolean isFitted(Path model) {
        return Files.isDirectory(model.resolve("dknn"));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private int exit(List<String> arguments) {
        out.println("  dknn " + String.join(" ", arguments));
        PrintWriter results = new PrintWriter(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        PrintWriter progress = new PrintWriter(out, true, StandardCharsets.UTF_8);
        return Dknn.run(InputStream.nullInputStream(), results, progress, arguments.toArray(String[]::new));
    }

    private static FoundSetResult failed(Dataset.Split<String> texts, List<Integer> exits) {
        return new FoundSetResult(
                texts.kept().size(),
                texts.heldOut().size(),
                List.of(),
                List.of(),
                new FoundSetResult.Accuracy(Double.NaN, Double.NaN, majority(texts)),
                "none",
                exits);
    }

    private static FoundSetResult judged(Dataset.Split<String> texts, Path model, List<Integer> exits)
            throws IOException {
        try (SavedModel saved = SavedModel.load(model)) {
            Dataset<String> test = texts.heldOut();
            List<Prediction> predictions = saved.classifier()
                    .predictAll(
                            test.inputs().stream().map(saved.tokenizer()::words).toList());
            LabelSet truth = test.labelSet();
            List<String> names = saved.labelSet().names();
            return new FoundSetResult(
                    texts.kept().size(),
                    test.size(),
                    names,
                    names.stream().filter(name -> !truth.names().contains(name)).toList(),
                    new FoundSetResult.Accuracy(
                            accuracy(test, predictions, names, Prediction::networkLabel),
                            accuracy(test, predictions, names, Prediction::label),
                            majority(texts)),
                    coverage(test, predictions, names),
                    exits);
        }
    }

    private static double accuracy(
            Dataset<String> test, List<Prediction> predictions, List<String> names, ToIntFunction<Prediction> label) {
        long right = IntStream.range(0, test.size())
                .filter(i -> names.get(label.applyAsInt(predictions.get(i)))
                        .equals(test.labelSet().name(test.label(i))))
                .count();
        return (double) right / test.size();
    }

    private static double majority(Dataset.Split<String> texts) {
        int[] counts = new int[texts.kept().labelSet().size()];
        IntStream.of(texts.kept().labels()).forEach(label -> counts[label]++);
        int most = IntStream.range(0, counts.length)
                .reduce(0, (best, label) -> counts[label] > counts[best] ? label : best);
        return (double) IntStream.of(texts.heldOut().labels())
                        .filter(label -> label == most)
                        .count()
                / texts.heldOut().size();
    }

    private static String coverage(Dataset<String> test, List<Prediction> predictions, List<String> names) {
        int[] held = new int[test.labelSet().size()];
        int[] all = new int[held.length];
        for (int i = 0; i < test.size(); i++) {
            int label = names.indexOf(test.labelSet().name(test.label(i)));
            all[test.label(i)]++;
            held[test.label(i)] += predictions.get(i).pValues().labelsAt(LEVEL).contains(label) ? 1 : 0;
        }
        double labels = predictions.stream()
                .mapToInt(prediction -> prediction.pValues().labelsAt(LEVEL).size())
                .average()
                .orElse(Double.NaN);
        return IntStream.range(0, held.length)
                        .filter(label -> all[label] > 0)
                        .mapToObj(label ->
                                test.labelSet().name(label) + " " + Shown.number((double) held[label] / all[label]))
                        .collect(Collectors.joining(", "))
                + " (" + Shown.number(labels) + " labels)";
    }
}
