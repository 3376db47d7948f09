package org.dknn.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window. Not safe for use by many threads. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** One browser for all test classes that ask for it; they are skipped loudly where there is none. */
    static final class Shared implements BeforeAllCallback, ParameterResolver {

        private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Shared.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            List<String> missing = Stream.of("chromium", "chromedriver")
                    .filter(program -> installed(program).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                String message = "SKIPPED: no " + String.join(" and no ", missing)
                        + " on the PATH; 'apt-get install chromium chromium-driver' brings them";
                System.err.println(message);
                if (Boolean.getBoolean("browser.required")) {
                    Assertions.fail(message);
                }
                abort(message);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(OURS)
                    .getOrComputeIfAbsent(Browser.class, type -> Browser.start(), Browser.class);
        }
    }

    private static Optional<Path> installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed("chromium").orElseThrow().toFile());
        // root may not use the sandbox; small machines have a small /dev/shm
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--disable-component-update", "--disable-background-networking", "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page and forgets what the console said before. */
    void open(URI page) {
        look(View.WIDE);
        console();
        driver.get(page.toString());
    }

    /** Changes window and scheme; the page stays. */
    void look(View view) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", view.screen());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", view.media());
    }

    /** Warnings and errors of the console since the last call. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The first element of a CSS selector. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All elements of a CSS selector. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What a reader sees of the page. */
    String text() {
        return find("body").getText();
    }

    /** Waits until an element of a CSS selector contains a text. */
    void await(String selector, String text) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(() -> "needs \"" + text + "\" in " + selector + ", got " + text())
                .until(any ->
                        all(selector).stream().anyMatch(found -> found.getText().contains(text)));
    }

    /** The result of a script in the page. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
