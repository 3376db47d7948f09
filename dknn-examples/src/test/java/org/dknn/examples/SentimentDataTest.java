package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentDataTest {

    @TempDir
    private Path directory;

    private HttpServer server;
    private byte[] archive;
    private int requests;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        archive = zip(Map.of(
                "trees/train.txt", "(3 (2 A) (4 gripping))\n(0 (2 A) (0 bore))\n",
                "trees/dev.txt", "(2 (2 A) (2 film))\n(4 Superb)\n",
                "trees/test.txt", "(1 Dull)\n"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/trees.zip", exchange -> {
            requests++;
            exchange.sendResponseHeaders(200, archive.length);
            try (var body = exchange.getResponseBody()) {
                body.write(archive);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private StanfordTrees trees(String path) throws Exception {
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new StanfordTrees(address, checksum, directory.resolve("cache"), said::add);
    }

    @Test
    void the_archive_is_fetched_once() throws Exception {
        StanfordTrees.Parts first = trees("/trees.zip").fetch();
        StanfordTrees.Parts second = trees("/trees.zip").fetch();

        assertEquals(first, second);
        assertEquals(2, first.train().size());
        assertEquals(1, requests);
        assertTrue(said.get(0).startsWith("Fetches"), said.toString());
    }

    @Test
    void another_archive_is_thrown_away() throws Exception {
        StanfordTrees wanted = trees("/trees.zip");
        archive = zip(Map.of("trees/train.txt", "(3 evil)"));

        String message = assertThrows(IOException.class, wanted::fetch).getMessage();

        assertTrue(message.contains("should have the SHA-256 " + wanted.checksum()), message);
        try (var files = Files.list(directory.resolve("cache"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void fetched_trees_become_sentences_and_phrases() throws Exception {
        SentimentData data = SentimentData.find(Map.of(), trees("/trees.zip"), said::add);

        assertEquals(
                List.of(List.of("a", "gripping"), List.of("a", "bore")),
                data.training().inputs());
        assertEquals(
                List.of(List.of("gripping"), List.of("a", "gripping"), List.of("bore"), List.of("a", "bore")),
                data.phrases().inputs());
        assertEquals(List.of(List.of("superb")), data.dev().inputs());
        assertEquals(0, data.test().label(0));
    }

    @Test
    void without_network_it_says_so_and_generates_a_corpus() throws Exception {
        SentimentData data = SentimentData.find(Map.of("a place", directory), trees("/nothing-here"), said::add);

        assertEquals("generated reviews", data.name());
        String all = String.join("\n", said);
        assertTrue(all.contains("looked in {a place=" + directory + "}"), all);
        assertTrue(all.contains("answered with status 404"), all);
        assertTrue(all.contains("generated corpus"), all);
    }

    @Test
    void a_data_directory_comes_first() throws Exception {
        Path sst = Files.createDirectories(directory.resolve("sst"));
        for (String part : List.of("train", "phrases.train", "dev", "test")) {
            Files.writeString(sst.resolve("stsa.binary." + part), "1 a gripping film\n0 a bore\n");
        }

        SentimentData data = SentimentData.find(Map.of("here", directory), trees("/trees.zip"), said::add);

        assertEquals("SST-2", data.name());
        assertEquals(2, data.training().size());
        assertEquals(0, requests);
    }

    @Test
    void lines_without_a_label_are_refused_by_number() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SentimentData.parse(List.of("1 fine", "fine")))
                .getMessage();

        assertEquals("line 2: needs a label 0 or 1, a space and a sentence, got \"fine\"", message);
    }

    @Test
    void the_generated_corpus_is_the_same_each_time() {
        assertEquals(
                GeneratedReviews.make(50, 1).test().inputs(),
                GeneratedReviews.make(50, 1).test().inputs());
    }
}
