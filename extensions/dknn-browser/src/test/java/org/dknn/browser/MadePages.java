package org.dknn.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.Dknn;
import org.dknn.cli.MadeUpReviews;
import org.dknn.cli.WordCounts;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.ComparisonRenderer;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/**
 * Pages of all kinds: those of the commands, of a small network that they train on reviews, some of them mislabelled; those that Java
 * alone writes, of networks that are none.
 *
 * @param folder of the pages, a file for each kind
 */
record MadePages(Path folder) {

    /** Names of the kinds. */
    static final List<String> KINDS = List.of(
            "explanation",
            "evidence",
            "long-text",
            "explanations",
            "gold-labels",
            "words",
            "evaluation",
            "audit",
            "predictions",
            "comparison",
            "pair",
            "pairs",
            "charts");

    private static final int MISLABELLED = 20;

    /** Odd ones: no word, markup, two directions, one long word, nothing known. */
    private static final List<String> TEXTS = List.of(
            "a gripping and clever film .",
            "a dull and noisy film .",
            "this is a long and not clumsy film about a family .",
            "this is a long and not awful and funny and dull film .",
            ".",
            "<script>alert(1)</script> & \"quotes\" </textarea>",
            "\u05D0\u05D1\u05D2 a film \u202E that turns .",
            "a " + "very".repeat(60) + " long word .",
            "quantum flux capacitors resonate beneath submarine glaciers .");

    static URI uri(Path folder, String kind) {
        return folder.resolve(kind + ".html").toUri();
    }

    /** Writes all pages. */
    void make() throws IOException {
        String model = model();
        String unseen = write("unseen.txt", lines(MadeUpReviews.make(4).test(), 60, 0));
        command("explain", model, TEXTS.get(0), "--format", "html", "-o", file("explanation"));
        command(
                "explain",
                model,
                "a funny and dull film",
                "--evidence",
                "--neighbors",
                "2",
                "--format",
                "html",
                "-o",
                file("evidence"));
        String all = "neighbors-and-network,neighbors,conformity,probability";
        command("explain", model, longText(), "--by", all, "--format", "html", "-o", file("long-text"));
        command("explain", model, "-f", write("odd.txt", TEXTS), "--format", "html", "-o", file("explanations"));
        command("report", model, unseen, "--minimum", "3", "--format", "html", "-o", file("words"));
        command("evaluate", model, unseen, "--explanations", "4", "--format", "html", "-o", file("evaluation"));
        command("audit", model, "--format", "html", "-o", file("audit"));
        command("predict", model, "-f", write("odd.txt", TEXTS), "--format", "html", "-o", file("predictions"));
        inJava();
        charts();
    }

    /** Writes a report of some of 2,000 texts with labels into a directory, which is returned. */
    Path makeMany(int count) throws IOException {
        Path pages = folder.resolve("many");
        List<String> texts = lines(MadeUpReviews.make(4).training(), count, 0);
        command("report", model(), write("many.txt", texts), "--html", pages.toString());
        return pages;
    }

    /** A small model of reviews, some of them mislabelled. */
    private String model() throws IOException {
        String model = folder.resolve("reviews.model").toString();
        List<String> training = lines(MadeUpReviews.make(3).training(), 400, MISLABELLED);
        training.add(training.get(0).replaceFirst("^\\w+", "good"));
        training.add(training.get(0).replaceFirst("^\\w+", "bad"));
        command("train", write("seen.txt", training), "-m", model, "--words", "whitespace", "--epochs", "4");
        command("fit", model, "-k", "15", "--limits", "20");
        return model;
    }

    private static List<String> lines(Dataset<List<String>> texts, int size, int wrong) {
        return new ArrayList<>(IntStream.range(0, size)
                .mapToObj(i -> (texts.label(i) == 1 ^ i < wrong ? "good" : "bad") + "\t"
                        + String.join(" ", texts.inputs().get(i)))
                .toList());
    }

    private static String longText() {
        return IntStream.range(0, 8)
                .mapToObj(i ->
                        String.join(" ", MadeUpReviews.make(5).test().inputs().get(i)))
                .reduce("", (text, sentence) -> text + sentence.replace(" .", ". "))
                .strip();
    }

    private String write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private String file(String kind) {
        return folder.resolve(kind + ".html").toString();
    }

    private static void command(String... arguments) {
        StringWriter err = new StringWriter();
        int code = Dknn.run(
                InputStream.nullInputStream(), new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
        // 3: no matter whether it learned
        assertTrue(code == 0 || code == 3, Arrays.toString(arguments) + " ends with " + code + ": " + err);
    }

    private void inJava() throws IOException {
        Dataset<List<String>> known = WordCounts.texts(1, 120);
        try (DeepKnn<List<String>> classifier =
                        DeepKnn.builder(new WordCounts()).neighbors(9).fit(known, WordCounts.texts(2, 60));
                DeepKnn<SentencePair> ofPairs = PairCounts.fitted()) {
            Explainer<String> explainer = Explainer.of(classifier, Tokenizer.whitespace())
                    .withAttributions(LeaveOneOutAndIn.neighborsAndNetwork(), LeaveOneOut.probability());
            Dataset<List<String>> texts = WordCounts.texts(3, 8);
            List<Explanation> explanations = explainer
                    .explainAll(texts.inputs().stream().map(words -> String.join(" ", words)))
                    .toList();
            Files.writeString(
                    Path.of(file("gold-labels")),
                    HtmlReport.of("Reviews")
                            .withNote("A model that counts.\nOf texts that are made up.")
                            .withGold(Arrays.stream(texts.labels()).boxed().toList())
                            .render(explanations));
            Files.writeString(
                    Path.of(file("comparison")),
                    ComparisonRenderer.html()
                            .render(Comparison.of(
                                    explainer.explain("good good bad plain film"),
                                    explainer.explain("good bad bad plain"))));
            pairs(Explainer.ofPairs(ofPairs, Tokenizer.whitespace()));
        }
    }

    private void pairs(Explainer<TextPair> explainer) throws IOException {
        Explainer<TextPair> crossed = explainer.withInteractions(LeaveOneOut.probability(), 3);
        List<Explanation> explanations = crossed.explainAll(Stream.of(
                        new TextPair("good good plain", "good bad"), new TextPair("bad plain", "bad good bad plain")))
                .toList();
        Files.writeString(Path.of(file("pair")), HtmlReport.of("A pair").render(explanations.subList(0, 1)));
        Files.writeString(Path.of(file("pairs")), HtmlReport.of("Pairs").render(explanations));
    }

    /** As the studies of uncertainty draw them. */
    private void charts() throws IOException {
        double[] shares = {0, 0.25, 0.5, 1};
        Chart lines = new Chart("Risk and coverage", Axis.share("coverage"), Axis.upTo("risk", 0.3));
        for (String name : List.of("credibility", "confidence", "probability", "entropy", "margin", "distance")) {
            lines.line(name, shares, new double[] {0, 0.05, 0.1, 0.3});
        }
        Chart bars = new Chart("Saturation per layer", Axis.named("layer", List.of("a", "b")), Axis.share("share"))
                .bars("one", new double[] {0.2, 0.4}, new Chart.Slot(0, 2))
                .bars("other", new double[] {0.6, 0.9}, new Chart.Slot(1, 2))
                .diagonal();
        Page page = new Page("Uncertainty")
                .say("Figures of a study.")
                .heading("Selective answers")
                .table(new Table("Model", "Coverage", "Interval").row("made up", "0.9", "0.85 to 0.95"))
                .picture(lines)
                .picture(bars);
        Files.writeString(Path.of(file("charts")), page.html());
    }
}
