package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that data were read from.
 *
 * @param name without directories
 * @param sha256 checksum of its bytes, 64 hexadecimal digits
 */
public record SourceFile(String name, String sha256) {

    static SourceFile of(Path file) throws IOException {
        return new SourceFile(String.valueOf(file.getFileName()), sha256(Files.readAllBytes(file)));
    }

    /** The checksum of some bytes, as 64 hexadecimal digits in lower case. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
