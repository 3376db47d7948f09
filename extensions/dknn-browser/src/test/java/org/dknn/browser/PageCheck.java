package org.dknn.browser;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/**
 * What is asked of every page, of the one that is open.
 *
 * @param browser in which it is
 */
record PageCheck(Browser browser) {

    /** All that a reader can unfold, and the note of the first word. */
    private static final String UNFOLD = """
            document.querySelectorAll('details').forEach(fold => fold.open = true);
            const note = document.querySelector('.word-note');
            if (note) location.hash = note.id;
            """;

    /** All rules of axe-core, contrast included. */
    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            const told = rule => rule.nodes.slice(0, 4).map(node =>
                `${rule.id} (${rule.help}): ${node.html.slice(0, 300)} ${node.failureSummary.replaceAll('\\n', ' ')}`);
            axe.run({resultTypes: ['violations'], preload: false})
                .then(results => done(results.violations.flatMap(told)))
                .catch(failure => done([String(failure)]));
            """;

    private static final String WIDER_THAN_WINDOW = """
            const root = document.scrollingElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
            return [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(e.parentElement))
                .slice(-3).map(e => 'too wide: ' + e.outerHTML.slice(0, 120))
                .concat('page is ' + root.scrollWidth + ' wide');
            """;

    /** Gives each element that Tab must reach a place in a list, and notes which ones it reaches, and whether that is seen. */
    private static final String EXPECT = """
            const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden'
                    && e.checkVisibility({visibilityProperty: true}))
                // arrows lead to the others of a group
                .filter(e => e.type !== 'radio' || e.checked
                    || !document.querySelector(`input[type=radio][name="${e.name}"]:checked`));
            const isOutlined = e => {
                const style = e && getComputedStyle(e);
                return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                    && parseFloat(style.opacity) > 0;
            };
            window.reached = new Map();
            document.addEventListener('focusin', event => {
                const e = event.target;
                reached.set(e, isOutlined(e) || isOutlined(e.nextElementSibling) || isOutlined(e.closest('label')));
            });
            window.stops = stops;
            return stops.length;
            """;

    private static final String NOT_REACHED = """
            const told = e => e.outerHTML.slice(0, 120);
            return stops.filter(e => !reached.has(e)).map(e => 'Tab does not reach ' + told(e))
                .concat([...reached].filter(([e, seen]) => !seen).map(([e, seen]) => 'focus is not seen on ' + told(e)));
            """;

    private static final String INLINE_SCRIPT = """
            const script = document.createElement('script');
            script.textContent = 'window.hasRun = true';
            document.body.append(script);
            return window.hasRun === true ? ['the page lets any script run'] : [];
            """;

    /** Faults in all views, with all folds open; none in a good page. */
    List<String> faults() throws IOException {
        return faults(View.ALL);
    }

    private static String axe() throws IOException {
        try (InputStream script = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Faults in some views. */
    List<String> faults(List<View> views) throws IOException {
        browser.run(UNFOLD);
        browser.run(axe());
        List<String> faults = new ArrayList<>();
        for (View view : views) {
            browser.look(view);
            Stream.concat(told((List<?>) browser.driver().executeAsyncScript(AXE)), told(WIDER_THAN_WINDOW))
                    .map(fault -> view + ": " + fault.replaceAll("\\s+", " "))
                    .forEach(faults::add);
        }
        browser.look(View.WIDE);
        browser.console().stream().map(line -> "console: " + line).forEach(faults::add);
        return faults;
    }

    /** What Tab does not reach, or where nobody sees that it did, with all folds open. */
    List<String> keyboardFaults() {
        browser.run("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        long stops = (Long) browser.run(EXPECT);
        new Actions(browser.driver())
                .sendKeys(Keys.TAB.toString().repeat((int) stops + 2))
                .perform();
        return told(NOT_REACHED).toList();
    }

    /** Whether scripts run that are not the page's own; leaves a line in the console. */
    List<String> scriptFaults() {
        return told(INLINE_SCRIPT).toList();
    }

    private Stream<String> told(String script) {
        return told((List<?>) browser.run(script));
    }

    private static Stream<String> told(List<?> faults) {
        return faults.stream().map(String::valueOf);
    }
}
