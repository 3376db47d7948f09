package org.dknn.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which page answers which request. Safe for use by many threads. */
final class Routes {

    /** Most bytes of a request: a text of some thousand words. */
    static final int MOST = 1 << 17;

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
                case "GET" ->
                    read(
                            name,
                            FormFields.of(
                                    Optional.ofNullable(exchange.getRequestURI().getRawQuery())));
                case "POST" -> posted(name, exchange);
                default -> Answer.html(405, pages.problem("Pages are read by GET and POST."));
            };
        } catch (IllegalArgumentException e) {
            return Answer.html(400, pages.problem(String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            return Answer.html(500, pages.problem(String.valueOf(e.getMessage())));
        }
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
            return Answer.html(413, pages.problem("A text may have " + MOST + " bytes at most."));
        }
        FormFields fields = FormFields.of(Optional.of(new String(body, StandardCharsets.UTF_8)));
        return switch (name) {
            case "explain" -> Answer.html(200, pages.explained(fields.text("text")));
            case "fragment" -> Answer.html(200, pages.fragment(fields.text("text")));
            case "compare" -> Answer.html(200, pages.compared(fields.text("left"), fields.text("right")));
            default -> missing();
        };
    }

    private Answer missing() {
        return Answer.html(404, pages.problem("There is no such page."));
    }
}
