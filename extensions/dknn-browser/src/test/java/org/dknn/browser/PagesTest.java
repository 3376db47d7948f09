package org.dknn.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages that are written into files. */
@ExtendWith(Browser.Shared.class)
class PagesTest {

    static final List<String> KINDS = MadePages.KINDS;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() throws IOException {
        new MadePages(folder).make();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void a_page_is_for_everyone_in_light_and_dark_on_desktops_and_phones(String kind, Browser browser)
            throws IOException {
        browser.open(MadePages.uri(folder, kind));

        assertEquals(List.of(), new PageCheck(browser).faults());
    }

    @Test
    void a_trained_model_is_served_until_its_process_ends(Browser browser) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.dknn.cli.Dknn",
                        "serve",
                        folder.resolve("reviews.model").toString())
                .redirectError(folder.resolve("serve.err").toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            browser.open(URI.create(out.readLine()));
            browser.find("#text").sendKeys("a gripping film .");
            browser.await("#explanation .reading", "a gripping film .");
            browser.await(".dknn-nearest", "near in");

            // as Ctrl-C, which a process in the background may ignore
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));

            browser.find("#text").sendKeys("and so on");
            browser.await("#explanation", "Does 'dknn serve' still run?");
        } finally {
            process.destroyForcibly();
        }
        String err = Files.readString(folder.resolve("serve.err"));
        assertTrue(err.contains("Ctrl-C ends it") && !err.contains("\tat "), err);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void a_page_needs_no_mouse_and_no_script(String kind, Browser browser) {
        browser.open(MadePages.uri(folder, kind));
        PageCheck check = new PageCheck(browser);

        assertEquals(List.of(), check.keyboardFaults());
        assertEquals(List.of(), check.scriptFaults());
    }
}
