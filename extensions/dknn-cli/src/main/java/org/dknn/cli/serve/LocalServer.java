package org.dknn.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the pages of a model to browsers on this machine alone: on the loopback address, below a path that cannot be guessed, to
 * requests for this host. Keeps no texts. Safe for use by many threads.
 */
public final class LocalServer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int TOKEN_BYTES = 16;

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService executor;
    private final String token;
    private final Routes routes;

    private LocalServer(HttpServer server, ExecutorService executor, String token, Routes routes) {
        this.server = server;
        this.executor = executor;
        this.token = token;
        this.routes = routes;
    }

    /**
     * Starts to serve.
     *
     * @param port of the loopback address; 0 for any that is free
     * @param model must not be closed before the server is
     */
    public static LocalServer start(int port, ServedModel model) throws IOException {
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        LocalServer server =
                new LocalServer(http, executor, HexFormat.of().formatHex(secret), new Routes(new Pages(model)));
        http.setExecutor(executor);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** Where a browser finds the first page. */
    public URI address() {
        return URI.create("http://" + host() + "/" + token + "/");
    }

    private String host() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        // a name of another site that was made to lead here
        List<String> ours = List.of(host(), "localhost:" + server.getAddress().getPort());
        if (!ours.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
            return Answer.plain(
                    403, "dknn answers to its own host alone. Open the address that 'dknn serve' has printed.");
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (path.length != 3 || !isToken(path[1])) {
            return Answer.plain(
                    404,
                    "There is no page here. Open the whole address that 'dknn serve' has printed, its long path included.");
        }
        return routes.answer(path[2], exchange);
    }

    /** In a time that tells nothing. */
    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Ends at once; requests that are being answered are broken off. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
