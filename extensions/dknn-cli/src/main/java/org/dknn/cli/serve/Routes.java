package org.dknn.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which page answers which request. Safe for use by many threads. */
final class Routes {

    /** Most bytes of a request: two texts of the most characters, each of them encoded by up to 12 bytes. */
    static final int MOST = 1 << 18;

    /** Bytes of a longer request that are read, as browsers listen to no answer before. */
    private static final int MOST_READ = 1 << 26;

    private final Pages pages;
    private final String script;

    Routes(Pages pages) throws IOException {
        this.pages = pages;
        try (InputStream file = Routes.class.getResourceAsStream("dknn.js")) {
            if (file == null) {
                throw new IllegalStateException("dknn.js must stand beside the classes");
            }
            this.script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Answers a request.
     *
     * @param name of the page; empty for the first one
     */
    Answer answer(String name, HttpExchange exchange) throws IOException {
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" ->
                    read(
                            name,
                            FormFields.of(
                                    Optional.ofNullable(exchange.getRequestURI().getRawQuery())));
                case "POST" -> posted(name, exchange);
                default -> problem(name, 405, "Pages are read by GET and POST.");
            };
        } catch (TooLongException e) {
            return problem(name, 413, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return problem(name, 400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return problem(name, 500, "dknn failed: " + e);
        }
    }

    /** As part of a page where a script asked for one. */
    private Answer problem(String name, int status, String message) {
        return Answer.html(status, name.equals("fragment") ? Pages.notice(message) : pages.problem(message));
    }

    private Answer read(String name, FormFields fields) {
        return switch (name) {
            case "" -> Answer.html(200, pages.explained(""));
            case "dknn.js" -> Answer.script(script);
            case "compare" -> Answer.html(200, pages.compared("", ""));
            case "audit" -> Answer.html(200, pages.suspects());
            case "training" ->
                pages.training(fields.number("number"))
                        .map(page -> Answer.html(200, page))
                        .orElseGet(() -> Answer.html(404, pages.problem("There is no such training text.")));
            default -> missing();
        };
    }

    private Answer posted(String name, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
        if (body.length > MOST) {
            readOn(exchange.getRequestBody());
            throw new TooLongException("needs at most " + MOST + " bytes, got more; a text may have " + Pages.MOST
                    + " characters here, and 'dknn explain' explains longer ones");
        }
        FormFields fields = FormFields.of(Optional.of(new String(body, StandardCharsets.UTF_8)));
        return switch (name) {
            case "explain" -> Answer.html(200, pages.explained(fields.text("text")));
            case "fragment" -> Answer.html(200, pages.fragment(fields.text("text")));
            case "compare" -> Answer.html(200, pages.compared(fields.text("left"), fields.text("right")));
            default -> missing();
        };
    }

    /** By reading, as the stream's skip ends with what has come so far. */
    private static void readOn(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 13];
        int count = 0;
        for (int total = 0; count >= 0 && total < MOST_READ; total += count) {
            count = body.read(buffer);
        }
    }

    private Answer missing() {
        return Answer.html(404, pages.problem("There is no such page."));
    }
}
