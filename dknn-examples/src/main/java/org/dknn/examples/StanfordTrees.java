package org.dknn.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dknn.internal.AtomicMove;

/**
 * The parse trees of the Stanford Sentiment Treebank with a sentiment on every node, fetched once and kept.
 *
 * @param address of the archive
 * @param checksum its SHA-256 in hexadecimal digits; an archive with another one is thrown away
 * @param cache where it is kept
 * @param say is told what is done
 * @see <a href="https://nlp.stanford.edu/sentiment/">Socher et al. (2013)</a>
 */
record StanfordTrees(URI address, String checksum, Path cache, Consumer<String> say) {

    private static final String ARCHIVE = "trainDevTestTrees_PTB.zip";

    private static final URI ADDRESS = URI.create("https://nlp.stanford.edu/sentiment/" + ARCHIVE);
    private static final String CHECKSUM = "5c613a4f673fc74097d523a2c83f38e0cc462984d847b82c7aaf36b01cbbbfcc";

    /** The published archive, kept in the cache directory. */
    static StanfordTrees published(Consumer<String> say) {
        return new StanfordTrees(ADDRESS, CHECKSUM, SentimentModel.cache().resolve("sst"), say);
    }

    /** The three files of the archive, a tree a line. */
    record Parts(List<String> train, List<String> dev, List<String> test) {}

    Parts fetch() throws IOException, InterruptedException {
        Path archive = cache.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            download(archive);
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return new Parts(lines(zip, "trees/train.txt"), lines(zip, "trees/dev.txt"), lines(zip, "trees/test.txt"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void download(Path archive) throws IOException, InterruptedException {
        say.accept("Fetches the Stanford Sentiment Treebank (0.8 MB) from " + address + " to " + cache);
        Files.createDirectories(cache);
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2)).build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(address + " answered with status " + response.statusCode());
        }
        String found = sha256(response.body());
        if (!found.equals(checksum)) {
            throw new IOException(address + " should have the SHA-256 " + checksum + ", got " + found);
        }
        Path beside = Files.createTempFile(cache, "trees", ".part");
        Files.write(beside, response.body());
        AtomicMove.replace(beside, archive);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<String> lines(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " should hold " + name + "; it does not");
        }
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
