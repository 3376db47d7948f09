package org.dknn.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.ProgressListener;
import org.dknn.cli.WordCounts;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The page on texts that are made up, a network that counts words, and names that are no HTML. */
class EvaluationPageTest {

    private static final String MISTAKEN = "good good good good good good <script>alert(1)</script> & *plain*";
    private static final DeepKnn<List<String>> DKNN = DeepKnn.builder(new WordCounts())
            .neighbors(20)
            .fit(named(WordCounts.texts(1, 300)), named(WordCounts.texts(2, 200)));

    @AfterAll
    static void close() {
        DKNN.close();
    }

    private static Dataset<List<String>> named(Dataset<List<String>> texts) {
        return Dataset.of(texts.inputs(), texts.labels(), LabelSet.of("<b>bad</b>", "good & fine"));
    }

    /** 60 usual texts and a positive one whose label says it is negative. */
    private static EvaluationPage page(boolean areExplained) {
        Dataset<List<String>> usual = WordCounts.texts(3, 60);
        List<List<String>> inputs = new ArrayList<>(usual.inputs());
        inputs.add(List.of(MISTAKEN.split(" ")));
        int[] labels = new int[61];
        System.arraycopy(usual.labels(), 0, labels, 0, 60);
        Dataset<List<String>> texts = named(Dataset.of(inputs, labels, usual.labelSet()));
        JudgedTexts judged = new JudgedTexts(DKNN, texts, DKNN.predictAll(inputs));
        List<Attribution> methods = List.of(LeaveOneOutAndIn.neighbors(), LeaveOneOut.probability());
        Optional<Supplier<EvaluationTable>> table =
                areExplained ? Optional.of(() -> table(inputs.subList(0, 20), methods)) : Optional.empty();
        return new EvaluationPage("the.model", judged, table, 0.9);
    }

    private static EvaluationTable table(List<List<String>> texts, List<Attribution> methods) {
        try {
            return new MethodsStudy(DKNN, methods, ProgressListener.silent(), Optional.empty()).run(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void texts_and_labels_are_shown_as_they_are_and_not_run() throws Exception {
        String html = page(true).page().html();

        assertFalse(html.contains("<script"), html);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; *plain*"), html);
        assertTrue(html.contains("<td><bdi lang=\"\">&lt;b&gt;bad&lt;/b&gt;</bdi></td>"), html);
        String xml = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        // curves, three diagrams of reliability, saturation
        assertEquals(5, document.getElementsByTagName("svg").getLength());
        assertEquals(7, document.getElementsByTagName("h2").getLength());
    }

    @Test
    void markdown_has_the_same_tables() {
        EvaluationPage page = page(true);
        String markdown = page.page().markdown();

        assertEquals(count("<table>", page.page().html()), count("\n|---", markdown));
        assertTrue(markdown.contains("\\<script>alert(1)\\</script> & \\*plain\\*"), markdown);
        assertTrue(markdown.contains("| method | deletion AUC ↓ | comprehensiveness 20 % ↑ |"), markdown);
        assertTrue(
                Pattern.compile("\\| random \\| 0\\.\\d{3} \\(")
                        .matcher(markdown)
                        .find(),
                markdown);
    }

    @Test
    void it_begins_with_what_to_choose_and_a_warning() {
        String text = page(true).page().markdown();
        int start = text.indexOf("## What to choose");
        String end = text.substring(start, text.indexOf("\n## ", start + 1));

        // the other layer is the same for all texts but one
        assertTrue(end.contains("words with k = "), end);
        assertTrue(end.contains("dknn fit the.model --layers words --neighbors "), end);
        assertTrue(end.contains("; the model as it is has 0."), end);
        assertTrue(end.contains(" has the smallest deletion AUC, 0."), end);
        assertTrue(end.contains("significantly less than random (difference -0."), end);
        assertTrue(end.contains("too good"), end);
    }

    /** Class "rare" has 3 calibration examples, and the level needs 9 of each class. */
    @Test
    void a_rare_class_ends_no_part_but_its_own() {
        LabelSet labelSet = LabelSet.of("negative", "positive", "rare");
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(new WordCounts.OfThree())
                .neighbors(5)
                .calibrationGroups(CalibrationGroups.CLASS_CONDITIONAL)
                .fit(withRare(labelSet, 1, 200), withRare(labelSet, 2, 100))) {
            Dataset<List<String>> texts = withRare(labelSet, 3, 30);
            JudgedTexts judged = new JudgedTexts(dknn, texts, dknn.predictAll(texts.inputs()));
            Supplier<EvaluationTable> failing = () -> {
                throw new IllegalArgumentException("texts need two words");
            };

            String page = new EvaluationPage("the.model", judged, Optional.of(failing), 0.9)
                    .page()
                    .markdown();

            assertTrue(
                    page.contains("Not computed: the level 0.9 needs at least 9 calibration examples of each class,"
                            + " got 3 of rare."),
                    page);
            assertTrue(page.contains("always, with 3 calibration examples"), page);
            assertTrue(page.contains("## Explanations\n\nNot computed: texts need two words."), page);
            assertTrue(page.contains("## Saturation\n\nShare of the texts"), page);
            assertTrue(page.contains("To use them:\n\n    dknn fit the.model --layers "), page);
        }
    }

    /** The usual texts, the first three with a label of their own. */
    private static Dataset<List<String>> withRare(LabelSet labelSet, long seed, int size) {
        Dataset<List<String>> usual = WordCounts.texts(seed, size);
        int[] labels = usual.labels();
        Arrays.fill(labels, 0, 3, 2);
        return Dataset.of(usual.inputs(), labels, labelSet);
    }

    @Test
    void smaller_numbers_of_neighbors_are_tried() {
        String text = page(false).page().markdown();

        assertTrue(text.contains("k in \\[5, 15, 20]"), text);
        assertTrue(text.contains("\n| 5 | ") && text.contains("\n| 20 | "), text);
        assertFalse(text.contains("Explanations") || text.contains("deletion AUC"), text);
    }
}
