package org.dknn.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @Test
    void it_is_the_sha_256_of_the_bytes() {
        // FIPS 180-2, appendix B.1: "abc"
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                new Fingerprint()
                        .add(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}))
                        .value());
        assertEquals(
                new Fingerprint().add(ByteBuffer.wrap(new byte[] {'a'})).value(),
                new Fingerprint().add(new byte[] {'a', 'b'}, 1).value());
    }

    @Test
    void texts_do_not_run_into_each_other() {
        assertNotEquals(
                new Fingerprint().add("ab").add("c").value(),
                new Fingerprint().add("a").add("bc").value());
    }

    @Test
    void a_file_counts_by_its_content(@TempDir Path directory) throws IOException {
        Path one = Files.writeString(directory.resolve("one"), "x".repeat(200_000));
        Path same = Files.writeString(directory.resolve("same"), "x".repeat(200_000));
        Path other = Files.writeString(directory.resolve("other"), "x".repeat(199_999));

        String value = new Fingerprint().addFile(one).value();

        assertEquals(value, new Fingerprint().addFile(same).value());
        assertNotEquals(value, new Fingerprint().addFile(other).value());
    }
}
