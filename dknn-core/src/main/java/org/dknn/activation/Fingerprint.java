package org.dknn.activation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of all that an extractor is made of, for {@link ActivationExtractor#fingerprint}. Bytes count as they are,
 * texts and files with their lengths. Not safe for use by many threads.
 */
public final class Fingerprint {

    private static final int CHUNK = 1 << 16;

    private final MessageDigest digest;

    /** A fingerprint of nothing yet. */
    public Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the remaining bytes of a buffer, and moves its position to its limit. */
    public Fingerprint add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the first few bytes of an array. */
    public Fingerprint add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        return this;
    }

    /** Adds a text. */
    public Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return addLength(bytes.length).add(bytes, bytes.length);
    }

    /** Adds the content of a file. */
    public Fingerprint addFile(Path file) throws IOException {
        addLength(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                add(chunk, read);
            }
        }
        return this;
    }

    private Fingerprint addLength(long length) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(length).flip());
    }

    /** The fingerprint in 64 hexadecimal digits. Nothing can be added afterwards. */
    public String value() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
