package org.dknn.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The checks find what is wrong with a page, and nothing where nothing is. */
@ExtendWith(Browser.Shared.class)
class PageCheckTest {

    private static final String GOOD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Good</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root { color-scheme: light dark } body { background: Canvas } :focus-visible { outline: 3px solid blue }</style></head>
            <body><main><h1>Good</h1><p><a href="#x">Link</a></p></main></body></html>
            """;

    /** What is done to the good page, and what must be told of it. */
    private static final Map<String, String> DAMAGES = Map.of(
            "<p style=\"color: #aaa; background: #fff\">words <input>", "390 light: color-contrast",
            "<p style=\"width: 500px\">", "390 light: page is ",
            "<p><img src=\"https://localhost:1/x.png\" alt=\"x\">", "console: ");

    @TempDir
    private Path folder;

    private PageCheck opened(Browser browser, String page) throws IOException {
        browser.open(Files.writeString(folder.resolve("page.html"), page).toUri());
        return new PageCheck(browser);
    }

    @Test
    void a_good_page_has_no_fault(Browser browser) throws IOException {
        PageCheck check = opened(browser, GOOD);

        assertEquals(List.of(), check.faults());
        assertEquals(List.of(), check.keyboardFaults());
        assertEquals(List.of(), check.scriptFaults());
    }

    @Test
    void damages_are_told(Browser browser) throws IOException {
        View phone = new View(390, "light");
        for (Map.Entry<String, String> damage : DAMAGES.entrySet()) {
            PageCheck check = opened(browser, GOOD.replace("<p>", damage.getKey()));
            String faults = check.faults(List.of(phone)).toString();
            assertTrue(faults.contains(damage.getValue()), faults);
        }
    }

    @Test
    void keyboard_and_scripts_are_watched(Browser browser) throws IOException {
        String unseen = GOOD.replace(":focus-visible { outline: 3px solid blue }", "a { outline: none }");
        String unreached = GOOD.replace(
                "<p>", "<p inert><button>inert</button></p><p onfocusin=\"this.querySelector('a').blur()\">");
        String open = GOOD.replaceFirst("(?m)^<meta http-equiv.*\n", "");

        assertTrue(opened(browser, unseen).keyboardFaults().get(0).startsWith("focus is not seen on <a href"));
        assertTrue(opened(browser, unreached).keyboardFaults().get(0).startsWith("Tab does not reach <button"));
        assertEquals(
                List.of("the page lets any script run"), opened(browser, open).scriptFaults());
    }
}
