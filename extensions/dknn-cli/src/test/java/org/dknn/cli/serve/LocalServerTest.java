package org.dknn.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.WordCounts;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static DeepKnn<List<String>> classifier;
    private static ServedModel model;
    private static LocalServer server;

    @BeforeAll
    static void start() throws IOException {
        Dataset<List<String>> known = WordCounts.texts(1, 120);
        classifier = DeepKnn.builder(new WordCounts()).neighbors(9).fit(known, WordCounts.texts(2, 60));
        List<String> texts =
                known.inputs().stream().map(words -> String.join("  ", words)).toList();
        Explainer<String> explainer =
                Explainer.of(classifier, Tokenizer.whitespace()).withReferenceTexts(texts);
        model = new ServedModel("the <model>", classifier, explainer, texts);
        server = LocalServer.start(0, model);
    }

    @AfterAll
    static void stop() {
        server.close();
        classifier.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String page) {
        return HttpRequest.newBuilder(server.address().resolve(page));
    }

    private static HttpResponse<String> get(String page) throws IOException, InterruptedException {
        return send(to(page));
    }

    private static HttpResponse<String> post(String page, String... fields) throws IOException, InterruptedException {
        String form = Stream.iterate(0, i -> i < fields.length, i -> i + 2)
                .map(i -> fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                .reduce((left, right) -> left + "&" + right)
                .orElse("");
        return send(to(page).POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    void the_first_page_asks_for_a_text() throws Exception {
        HttpResponse<String> first = get("");

        assertEquals(200, first.statusCode());
        assertTrue(first.body().startsWith("<!DOCTYPE html>"), first.body());
        assertTrue(
                first.body().contains("<textarea id=\"text\"") && first.body().contains("the &lt;model&gt;"),
                first.body());
        assertTrue(
                server.address().getHost().equals("127.0.0.1"), server.address().toString());
    }

    @Test
    void a_text_is_explained_and_can_be_edited() throws Exception {
        HttpResponse<String> page = post("explain", "text", "good good bad");
        HttpResponse<String> changed = post("fragment", "text", "good bad bad bad");

        assertEquals(200, page.statusCode());
        assertTrue(
                page.body()
                        .contains("</label>\n<textarea id=\"text\" name=\"text\" required>\ngood good bad</textarea>"),
                page.body());
        assertTrue(
                page.body().contains("positive") && page.body().contains("<h2>Near training texts, to open</h2>"),
                page.body());
        assertFalse(changed.body().contains("<html"), changed.body());
        assertTrue(changed.body().contains("negative"), changed.body());
        assertTrue(post("fragment", "text", " ").body().contains("Type a text"));
    }

    @Test
    void a_neighbor_can_be_explained_itself() throws Exception {
        String fragment = post("fragment", "text", "good good bad").body();
        String link = fragment.substring(fragment.indexOf("training?number="));
        String page = link.substring(0, link.indexOf('"'));
        int number = Integer.parseInt(page.substring(page.indexOf('=') + 1));

        HttpResponse<String> neighbor = get(page);

        assertEquals(200, neighbor.statusCode());
        assertTrue(neighbor.body().contains("<h1>Training text " + number + "</h1>"), neighbor.body());
        assertTrue(
                neighbor.body().contains("value=\"" + model.trainingTexts().get(number - 1) + "\""), neighbor.body());
    }

    @Test
    void two_texts_are_compared() throws Exception {
        HttpResponse<String> page = post("compare", "left", "good good bad", "right", "good bad bad");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("aria-label=\"left\"") && page.body().contains("change"), page.body());
        assertFalse(get("compare").body().contains("aria-label=\"left\""));
    }

    @Test
    void suspect_labels_lead_to_their_texts() throws Exception {
        HttpResponse<String> page = get("audit");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().matches("(?s).*<p>The neighbors of [1-9]\\d* of the 120 training texts.*"), page.body());
        assertTrue(page.body().contains("<li><span class=\"dknn-label\">"), page.body());
    }

    @Test
    void what_people_type_is_text_and_scripts_are_ours_alone() throws Exception {
        String evil = "<script>alert(1)</script> </textarea> \" '";
        HttpResponse<String> page = post("explain", "text", evil);
        HttpResponse<String> compared = post("compare", "left", evil, "right", evil);

        for (HttpResponse<String> answer : List.of(page, compared)) {
            assertEquals(1, answer.body().split("<script", -1).length - 1, answer.body());
            assertTrue(answer.body().contains("<script src=\"dknn.js\" defer></script>"), answer.body());
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none';") && policy.contains("script-src 'self'"), policy);
            assertEquals(
                    "no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        }
        assertTrue(
                get("dknn.js").headers().firstValue("Content-Type").orElse("").startsWith("text/javascript"));
    }

    @Test
    void nobody_finds_a_page_without_the_token() throws Exception {
        URI address = server.address();
        String other = address.getPath().replace(address.getPath().charAt(3), 'x');

        for (String path :
                List.of("/", "/audit", other, "/" + address.getPath().length() + "/", address.getPath() + "x/")) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(address.resolve(path)));
            assertEquals(404, answer.statusCode(), path);
            assertFalse(answer.body().contains("model"), answer.body());
        }
        try (LocalServer second = LocalServer.start(0, model)) {
            assertNotEquals(address.getPath(), second.address().getPath());
        }
    }

    /** A page of another site may have made its name lead to this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "localhost:1"})
    void another_host_is_refused(String host) throws Exception {
        assertTrue(statusFor(host).startsWith("HTTP/1.1 403"), host);
        assertTrue(statusFor("localhost:" + server.address().getPort()).startsWith("HTTP/1.1 200"));
    }

    private static String statusFor(String host) throws IOException {
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            String request = "GET " + server.address().getPath() + " HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "training?number=0, 404",
        "training?number=121, 404",
        "training?number=x, 400",
        "training, 400",
        "training?number=%2B1, 400",
        "nothing, 404"
    })
    void what_is_not_there_is_told(String page, int status) throws Exception {
        HttpResponse<String> answer = get(page);

        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains("<h1>Not answered</h1>"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {Pages.MOST + 1, Routes.MOST, 1 << 20})
    void long_texts_are_refused_in_words(int length) throws Exception {
        String longText = "x".repeat(length);

        HttpResponse<String> page = post("explain", "text", longText);
        HttpResponse<String> compared = post("compare", "left", "good", "right", longText);
        HttpResponse<String> fragment = post("fragment", "text", longText);

        for (HttpResponse<String> answer : List.of(page, compared, fragment)) {
            assertEquals(413, answer.statusCode());
            assertTrue(answer.body().contains("10000 characters"), answer.body());
        }
        assertTrue(page.body().contains("<h1>Not answered</h1>"), page.body());
        assertTrue(fragment.body().startsWith("<p class=\"notice\">"), fragment.body());
        assertEquals(200, post("fragment", "text", "x".repeat(Pages.MOST)).statusCode());
    }

    @Test
    void other_methods_are_refused() throws Exception {
        assertEquals(405, send(to("").DELETE()).statusCode());
        assertEquals(404, post("audit", "text", "x").statusCode());
        HttpResponse<String> head = send(to("").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals("200 ", head.statusCode() + " " + head.body());
    }

    @Test
    void a_broken_form_is_told_as_part_of_the_page_where_a_script_asked() throws Exception {
        HttpResponse<String> fragment = send(to("fragment").POST(HttpRequest.BodyPublishers.ofString("text=%zz")));
        HttpResponse<String> page = send(to("explain").POST(HttpRequest.BodyPublishers.ofString("text=%zz")));

        assertEquals(400, fragment.statusCode());
        assertTrue(fragment.body().startsWith("<p class=\"notice\">"), fragment.body());
        assertEquals(400, page.statusCode());
        assertTrue(page.body().startsWith("<!DOCTYPE html>"), page.body());
    }

    /** Tabs, line breaks and characters that are hidden elsewhere. */
    @Test
    void a_form_gives_back_what_was_typed() throws Exception {
        String typed = "\ngood\t\u202Ebad\n <b>";

        String page = post("explain", "text", typed.replace("\n", "\r\n")).body();

        assertTrue(page.contains("required>\n\ngood\t\u202Ebad\n &lt;b&gt;</textarea>"), page);
        assertTrue(page.contains("[U+202E]"), page);
    }

    @Test
    void requests_at_once_get_their_own_answers() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "good ".repeat(1 + i % 7) + "number" + i)
                .toList();

        List<CompletableFuture<HttpResponse<String>>> running = texts.stream()
                .map(text -> CLIENT.sendAsync(
                        to("fragment")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "text=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();

        for (int i = 0; i < texts.size(); i++) {
            HttpResponse<String> answer = running.get(i).join();
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("number" + i + "<"), answer.body());
            assertFalse(answer.body().contains("number" + (i + 1) % 40 + "<"), answer.body());
        }
    }
}
