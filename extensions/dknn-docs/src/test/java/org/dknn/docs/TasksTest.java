package org.dknn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.reliability.LabelAudit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of docs/how-to.md on a network that it trains. */
class TasksTest {

    private static final List<String> GOOD = List.of("gripping", "funny", "wonderful", "clever");
    private static final List<String> BAD = List.of("dull", "boring", "awful", "flat");
    private static final List<String> OTHER = List.of("film", "plot", "a", "the", "actor", "scene", "story", ",");

    @TempDir
    private static Path directory;

    private static Dataset<List<String>> dev;
    private static DeepKnn<List<String>> dknn;
    private static Explainer<String> explainer;

    @BeforeAll
    static void setUp() {
        Dataset.Split<List<String>> most = reviews(500).holdOut(100, 1);
        Dataset.Split<List<String>> split = most.kept().holdOut(100, 1);
        dev = most.heldOut();
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        TokenIds ids = TokenIds.of(vocabulary).withLengths(LengthPolicy.fixed(12));
        ComputationGraph network = SetUp.network(vocabulary.size(), 2);
        SetUp.train(network, ids, split.kept(), 3);
        dknn = SetUp.classifier(network, ids, split);
        explainer = Explainer.of(dknn, Tokenizer.english());
    }

    @AfterAll
    static void close() {
        dknn.close();
    }

    private static Dataset<List<String>> reviews(int count) {
        Random random = new Random(3);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            List<String> words = new ArrayList<>();
            for (int j = 0; j < 8; j++) {
                words.add(OTHER.get(random.nextInt(OTHER.size())));
            }
            words.set(random.nextInt(8), (labels[i] == 1 ? GOOD : BAD).get(random.nextInt(4)));
            texts.add(words);
        }
        return Dataset.of(texts, labels, LabelSet.of("negative", "positive"));
    }

    @Test
    void one_text_is_explained() throws IOException {
        String explanation = Tasks.explainOne(dknn, directory.resolve("one"));

        assertTrue(explanation.contains("gripping"), explanation);
        assertTrue(explanation.contains("positive"), explanation);
    }

    @Test
    void an_answer_comes_however_many_words_are_explained_in_time() {
        assertTrue(Tasks.explainInTime(explainer).startsWith("positive, words without a final value: "));
    }

    @Test
    void a_table_has_a_row_for_each_text() throws IOException {
        Path file = directory.resolve("texts.csv");

        Tasks.thousandToCsv(explainer, List.of("a dull film", "a \"funny\", clever film", ""), file);

        List<String> lines = Files.readAllLines(file);
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("a dull film,negative,0."), lines.get(0));
        assertTrue(lines.get(1).startsWith("\"a \"\"funny\"\", clever film\",positive,0."), lines.get(1));
    }

    @Test
    void labels_are_audited_and_texts_are_left_to_a_person() {
        assertTrue(Tasks.suspectLabels(dknn).size() <= 20);
        assertEquals("positive", Tasks.abstain(dknn, dev, dev.inputs().get(firstPositive())));
    }

    private static int firstPositive() {
        int ordinal = 0;
        while (dev.label(ordinal) != 1) {
            ordinal++;
        }
        return ordinal;
    }

    @Test
    void the_examples_of_the_javadoc_run() throws IOException {
        Path page = directory.resolve("reviews.html");

        JavadocExamples.htmlReport(explainer, List.of("a dull film", "a clever film"), page);

        assertTrue(Files.readString(page).contains("clever"));
        assertTrue(JavadocExamples.explainer(dknn).contains("gripping"));
        assertTrue(JavadocExamples.htmlFragments(explainer.explain("a clever film"))
                .contains("answer-1"));
        assertEquals(LabelAudit.of(dknn).issues().size(), JavadocExamples.labelAudit(dknn));
        assertEquals(
                "positive",
                JavadocExamples.abstainingClassifier(dknn, dev, dev.inputs().get(firstPositive())));
        double[] probabilities = JavadocExamples.outputRefit(dknn, List.of("a", "clever", "film"));
        assertEquals(1, probabilities[0] + probabilities[1], 1e-12);
        String answer = JavadocExamples.deepKnn(dknn.extractor(), reviews(200), dev);
        assertTrue(answer.startsWith("positive, credibility "), answer);
    }

    @Test
    void neighbors_and_network_change_without_what_is_shown() {
        Matcher told = Pattern.compile("neighbors of the label: (\\S+), then (\\S+); network: (\\S+), then (\\S+)")
                .matcher(Tasks.leaveOut(explainer));

        assertTrue(told.matches());
        assertTrue(Double.parseDouble(told.group(2)) <= Double.parseDouble(told.group(1)), told.group());
        assertNotEquals(told.group(3), told.group(4));
    }

    @Test
    void evidence_is_a_page() throws IOException {
        Path file = directory.resolve("evidence.html");

        Tasks.evidencePage(explainer, file);

        assertTrue(Files.readString(file).contains("gripping"));
    }

    @Test
    void an_alarm_rings_where_labels_come_to_be_wrong() {
        int[] wrong = dev.labels();
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = 1 - wrong[i];
        }

        assertEquals(-1, Tasks.alarm(dknn, dev));
        assertTrue(Tasks.alarm(dknn, Dataset.of(dev.inputs(), wrong, dev.labelSet())) > 0);
    }

    @Test
    void a_servlet_answers_in_json_and_refuses_what_is_no_text() throws IOException {
        Path model = directory.resolve("served");
        explainer.save(model);
        ExplanationServlet servlet = new ExplanationServlet(model);
        List<Object> told = new ArrayList<>();

        String json = answer(servlet, "a gripping film", told);

        assertTrue(json.startsWith("{") && json.contains("gripping"), json);
        assertEquals(List.of("application/json", "UTF-8"), told);
        told.clear();
        assertEquals("", answer(servlet, null, told));
        assertEquals(List.of(400), told);
        servlet.destroy();
    }

    private static String answer(ExplanationServlet servlet, @Nullable String text, List<Object> told)
            throws IOException {
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written);
        HttpServletRequest request = stub(HttpServletRequest.class, (name, first) -> text);
        HttpServletResponse response = stub(HttpServletResponse.class, (name, first) -> {
            if (name.equals("getWriter")) {
                return writer;
            }
            told.add(first);
            return null;
        });
        servlet.doGet(request, response);
        return written.toString();
    }

    /** Answers a call by its name and its first argument. */
    private interface Answers {

        @Nullable
        Object of(String name, Object first);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.of(method.getName(), arguments == null ? "" : arguments[0])));
    }

    @Test
    void kotlin_is_an_ordinary_user() throws IOException {
        Path model = directory.resolve("kotlin");
        explainer.save(model);

        assertEquals("gripping", InKotlinKt.mostImportantWord(model, "the gripping film"));
    }
}
