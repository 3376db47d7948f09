package org.dknn.solr;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.impl.XMLResponseParser;

/** A server that answers every request as a test says, with Solr's XML; a real client talks to it. */
final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SolrClient client;

    /** Path and parameters of each request, decoded. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Starts a server; a status before the answer, such as {@code 503 busy}, is sent as such, and an empty answer never. */
    StubServer(Function<String, String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.setExecutor(threads);
        server.start();
        client = client(server.getAddress().getPort());
    }

    /** A client of a port of this machine. */
    static SolrClient client(int port) {
        return new HttpJdkSolrClient.Builder("http://localhost:" + port + "/solr")
                .withConnectionTimeout(500, TimeUnit.MILLISECONDS)
                .withRequestTimeout(500, TimeUnit.MILLISECONDS)
                .withResponseParser(new XMLResponseParser())
                .build();
    }

    SolrClient client() {
        return client;
    }

    private void answer(HttpExchange exchange, Function<String, String> answers) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) { // the client asks for the protocol
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestURI().getPath() + " "
                + URLDecoder.decode(body + "&" + exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        requests.add(request);
        String answer = answers.apply(request);
        if (answer.isEmpty()) {
            waitForTheEnd();
        }
        int status = answer.matches("\\d{3} .*") ? Integer.parseInt(answer.substring(0, 3)) : 200;
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer with some documents. */
    static String found(String header, List<String> documents) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response><lst name=\"responseHeader\"><int name=\"status\">0</int>"
                + header + "</lst><result name=\"response\" numFound=\"" + documents.size() + "\" start=\"0\">"
                + String.join("", documents) + "</result></response>";
    }

    /** A document with a vector. */
    static String vector(int ordinal, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return "<doc><int name=\"dknn_ordinal\">" + ordinal + "</int><str name=\"dknn_values\">"
                + Base64.getEncoder().encodeToString(bytes.array()) + "</str></doc>";
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
