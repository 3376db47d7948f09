package org.dknn.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names a run by all that its results depend on, so that only the same one goes on where it was interrupted. */
final class RunKey {

    private RunKey() {}

    /**
     * The key of a run.
     *
     * @param model whose files are told apart by size and time
     * @param settings options and their values
     * @param texts in their order
     */
    static String of(Path model, List<?> settings, List<String> texts) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(digest, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        settings.forEach(setting -> add(digest, String.valueOf(setting)));
        texts.forEach(text -> add(digest, text));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
