package org.dknn.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.WordCounts;
import org.dknn.cli.serve.LocalServer;
import org.dknn.cli.serve.ServedModel;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** {@code dknn serve} as a person uses it, on a network that counts words. */
@ExtendWith(Browser.Shared.class)
class ServeTest {

    private static final String EVIL = "good <b>bold</b> </textarea><script>document.title = 'evil'</script> & \"'";

    /** A text that was written with what pages show otherwise. */
    private static final String ODD = "good\tgood \u202E <i>plain</i>\n\ngood good good good good good ";

    private static DeepKnn<List<String>> classifier;
    private static ServedModel model;
    private static LocalServer server;

    @BeforeAll
    static void start() throws IOException {
        Dataset<List<String>> drawn = WordCounts.texts(1, 120);
        List<String> texts = new ArrayList<>(
                drawn.inputs().stream().map(words -> String.join(" ", words)).toList());
        texts.set(0, ODD);
        List<List<String>> words = texts.stream()
                .map(text -> List.of(text.strip().split("\\s+", -1)))
                .toList();
        Dataset<List<String>> known = Dataset.of(words, drawn.labels(), drawn.labelSet());
        classifier = DeepKnn.builder(new WordCounts()).neighbors(9).fit(known, WordCounts.texts(2, 60));
        Explainer<String> explainer =
                Explainer.of(classifier, Tokenizer.whitespace()).withReferenceTexts(texts);
        model = new ServedModel("a <model>", classifier, explainer, texts);
        server = LocalServer.start(0, model);
    }

    @AfterAll
    static void stop() {
        server.close();
        classifier.close();
    }

    @BeforeEach
    void open(Browser browser) {
        browser.open(server.address());
    }

    /** As if pasted. */
    private static void paste(Browser browser, String field, String text) {
        browser.run(
                "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
                        + " field.dispatchEvent(new InputEvent('input', {bubbles: true}))",
                field,
                text);
    }

    private static String value(Browser browser, String field) {
        return (String) browser.run("return document.getElementById(arguments[0]).value", field);
    }

    @Test
    void the_explanation_follows_what_is_typed(Browser browser) {
        browser.find("#text").sendKeys("good good good good good bad");
        browser.await("#explanation .answer", "positive");
        browser.await("#explanation .reading", "good good good good good bad");

        browser.find("#text").sendKeys(Keys.END, " bad bad bad bad bad bad");
        browser.await("#explanation .answer", "negative");
        browser.await("#explanation .reading", "bad bad bad");

        assertTrue(browser.run("return document.getElementById('status').textContent")
                .toString()
                .contains("negative"));
        browser.find("#text").clear();
        browser.find("#text").sendKeys(" ");
        browser.await("#explanation", "Type a text");
        assertEquals(List.of(), browser.console());
    }

    @Test
    void a_neighbor_is_explained_by_a_click_and_can_be_edited(Browser browser) {
        browser.find("#text").sendKeys("good good good bad plain");
        browser.await(".dknn-nearest", "near in");

        browser.find(".dknn-nearest a").click();
        browser.await("h1", "Training text ");
        int number = Integer.parseInt(browser.find("h1").getText().replaceAll("\\D", ""));
        browser.find("main form button").click();
        browser.await("h1", "Explain a text");

        assertEquals(model.trainingTexts().get(number - 1), value(browser, "text"));
        assertEquals(List.of(), browser.console());
    }

    @Test
    void a_training_text_is_edited_as_it_was_written(Browser browser) {
        browser.open(server.address().resolve("training?number=1"));
        assertTrue(browser.find(".reading").getText().contains("[U+202E]"), browser.text());

        browser.find("main form button").click();
        browser.await("h1", "Explain a text");

        assertEquals(ODD, value(browser, "text"));
    }

    @Test
    void two_texts_are_compared(Browser browser) {
        browser.driver().findElement(By.linkText("Compare two texts")).click();
        browser.find("#left").sendKeys("good good bad");
        browser.find("#right").sendKeys("good bad bad bad");
        browser.find("main form button").click();

        browser.await("main", "change");
        assertEquals("good good bad", value(browser, "left"));
        assertTrue(browser.text().contains("positive") && browser.text().contains("negative"), browser.text());
        assertEquals(List.of(), browser.console());
    }

    @Test
    void suspect_labels_are_listed_and_lead_to_their_texts(Browser browser) {
        browser.driver().findElement(By.linkText("Suspect labels")).click();
        browser.await("h1", "Suspect labels");
        String first = browser.find(".dknn-texts a").getText();

        browser.find(".dknn-texts a").click();

        browser.await("h1", "Training text ");
        assertTrue(browser.find(".reading").getText().startsWith(first), browser.text());
    }

    @Test
    void markup_is_text_and_comes_back_as_it_was_typed(Browser browser) {
        String typed = EVIL + "\n\n\u202Ebad ";
        paste(browser, "text", typed);
        browser.await("#explanation .reading", "<b>bold</b> </textarea><script>");

        browser.find("#explain button").click();
        browser.await("#explanation .reading", "[U+202E]bad");

        assertEquals(typed, value(browser, "text"));
        assertEquals("Explain a text - dknn", browser.driver().getTitle());
        assertEquals(List.of(), browser.all("main b b, main article script"));
        assertEquals(List.of(), browser.console());
    }

    @ParameterizedTest
    @ValueSource(ints = {12_000, 400_000})
    void a_text_that_is_too_long_is_answered_in_its_place(int length, Browser browser) {
        paste(browser, "text", "good ".repeat(length / 5));

        browser.await("#explanation .notice", "10000 characters");
        assertEquals(1, browser.all("h1").size());
        assertEquals(1, browser.all("nav").size());
        browser.find("#explain button").click();
        browser.await("h1", "Not answered");
        assertTrue(browser.text().contains("10000 characters"), browser.text());
    }

    @Test
    void a_long_text_is_explained(Browser browser) {
        paste(browser, "text", "good bad plain words. ".repeat(90));

        browser.await("#explanation .answer", "e");
        browser.await("#explanation", "good bad plain words.");
    }

    @Test
    void wrong_addresses_and_a_server_that_has_ended_are_told(Browser browser) throws IOException {
        String token = server.address().getPath();
        browser.open(server.address().resolve("/" + "0".repeat(token.length() - 2) + "/"));
        assertTrue(browser.text().contains("Open the whole address"), browser.text());
        browser.open(server.address().resolve("/"));
        assertTrue(browser.text().contains("Open the whole address"), browser.text());

        LocalServer first = LocalServer.start(0, model);
        browser.open(first.address());
        int port = first.address().getPort();
        first.close();
        try (LocalServer second = LocalServer.start(port, model)) {
            assertFalse(second.address().equals(first.address()));
            paste(browser, "text", "good");
            browser.await("#explanation", "Open the whole address");
        }
        paste(browser, "text", "good bad");
        browser.await("#explanation", "Does 'dknn serve' still run?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "compare", "compared", "audit", "training?number=1", "nothing"})
    void its_pages_are_for_everyone(String page, Browser browser) throws IOException {
        show(browser, page);
        PageCheck check = new PageCheck(browser);

        List<String> faults = check.faults();
        // of the page that is not there
        faults.removeIf(fault -> page.equals("nothing") && fault.contains("404"));
        assertEquals(List.of(), faults);
        assertEquals(List.of(), check.keyboardFaults());
        assertEquals(List.of(), check.scriptFaults());
    }

    private static void show(Browser browser, String page) {
        switch (page) {
            case "text" -> {
                paste(browser, "text", "good good bad plain unknown");
                browser.await("#explanation", "near in");
            }
            case "compared" -> {
                browser.open(server.address().resolve("compare"));
                for (String side : Arrays.asList("left", "right")) {
                    paste(browser, side, side + " good bad");
                }
                browser.find("main form button").click();
                browser.await("main", "change");
            }
            default -> browser.open(server.address().resolve(page));
        }
    }
}
