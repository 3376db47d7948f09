package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerFileTest {

    private static final String KIND = "greeting";

    private final Path directory;
    private final Path file;

    ContainerFileTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.file = directory.resolve("small.dknn");
        ContainerFile.write(file, KIND, 2, out -> out.writeUTF("hello"));
    }

    @Test
    void a_payload_comes_back_with_its_version() throws IOException {
        assertEquals("hello v2", read(file));
    }

    @Test
    void verifying_tells_where_the_payload_is() throws IOException {
        ContainerFile.Payload payload = ContainerFile.verify(file, KIND, 2);

        // magic, container version, kind with its length, version, length; then length and text of "hello"
        assertEquals(new ContainerFile.Payload(2, 4 + 4 + 2 + 8 + 4 + 8, 2 + 5, payload.checksum()), payload);
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(ByteBuffer.wrap(bytes).getInt(bytes.length - 4), payload.checksum());
        assertEquals(Files.size(file), payload.offset() + payload.length() + 4);
    }

    @Test
    void a_file_tells_the_checksum_of_all_its_bytes() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);

        assertEquals(Optional.of((int) checksum.getValue()), told(bytes));
        assertEquals(Optional.empty(), told(Arrays.copyOf(bytes, bytes.length - 1)));
        assertEquals(Optional.empty(), told(new byte[3]));
        bytes[0]++;
        assertEquals(Optional.empty(), told(bytes));
    }

    private Optional<Integer> told(byte[] content) throws IOException {
        Files.write(file, content);
        try (OpenFile open = OpenFile.of(file)) {
            return ContainerFile.toldChecksum(open);
        }
    }

    @Test
    void a_file_tells_its_kind() throws IOException {
        assertEquals("greeting", ContainerFile.kind(file));

        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < 4 + 4 + 2 + 8; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThrows(DknnFormatException.class, () -> ContainerFile.kind(file), "length " + length);
        }
    }

    @Test
    void every_single_flipped_bit_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);

            assertThrows(DknnFormatException.class, () -> read(file), "bit " + bit);
        }
    }

    @Test
    void every_truncation_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));

            assertThrows(DknnFormatException.class, () -> read(file), "length " + length);
        }
    }

    @Test
    void appended_bytes_are_refused() throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) + 1));

        assertThrows(DknnFormatException.class, () -> read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a text that is longer than the header of a container file would be"})
    void foreign_files_are_refused(String content) throws IOException {
        Files.writeString(file, content);

        DknnFormatException refused = assertThrows(DknnFormatException.class, () -> read(file));

        assertEquals(file + " is not a file of dknn", refused.getMessage());
    }

    @Test
    void another_kind_is_refused_with_both_named() {
        DknnFormatException refused = assertThrows(
                DknnFormatException.class,
                () -> ContainerFile.read(file, "farewell", 2, (in, version) -> in.readUTF()));

        assertEquals(file + " should hold a farewell, but holds a greeting", refused.getMessage());
    }

    @Test
    void a_newer_version_is_refused_with_the_known_ones_named() {
        DknnFormatException refused = assertThrows(
                DknnFormatException.class, () -> ContainerFile.read(file, KIND, 1, (in, version) -> in.readUTF()));

        assertEquals(
                file + " is written in version 2 of the greeting format; this release of dknn reads versions 1 to 1",
                refused.getMessage());
    }

    @Test
    void a_reader_that_takes_too_little_or_too_much_finds_the_file_malformed() {
        assertThrows(
                DknnFormatException.class, () -> ContainerFile.read(file, KIND, 2, (in, version) -> in.readByte()));
        assertThrows(
                DknnFormatException.class,
                () -> ContainerFile.read(file, KIND, 2, (in, version) -> in.readUTF() + in.readInt()));
    }

    @Test
    void a_missing_file_is_an_io_exception() {
        assertThrows(IOException.class, () -> read(directory.resolve("missing.dknn")));
    }

    @Test
    void a_failing_writer_leaves_the_old_file_and_no_other() throws IOException {
        IOException failure = new IOException("disk full");

        IOException thrown = assertThrows(
                IOException.class,
                () -> ContainerFile.write(file, KIND, 2, out -> {
                    out.writeUTF("half");
                    throw failure;
                }));

        assertSame(failure, thrown);
        assertEquals("hello v2", read(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void writing_replaces_the_old_file_and_makes_missing_directories() throws IOException {
        ContainerFile.write(file, KIND, 1, out -> out.writeUTF("again"));
        Path deeper = directory.resolve("a/b/c.dknn");
        ContainerFile.write(deeper, KIND, 1, out -> out.writeUTF("deep"));

        assertEquals("again v1", read(file));
        assertEquals("deep v1", read(deeper));
    }

    @Test
    void large_and_empty_payloads_come_back() throws IOException {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 7);
        ContainerFile.write(file, KIND, 1, out -> out.write(large));
        byte[] back = ContainerFile.read(file, KIND, 1, (in, version) -> in.readAllBytes());
        ContainerFile.write(file, KIND, 1, out -> {});

        assertTrue(Arrays.equals(large, back));
        assertEquals(0, ContainerFile.verify(file, KIND, 1).length());
    }

    @Test
    void an_interrupt_is_told_and_does_not_stop_reading() throws IOException {
        Thread.currentThread().interrupt();

        InterruptedIOException told = assertThrows(
                InterruptedIOException.class, () -> ContainerFile.write(file, KIND, 1, out -> out.writeUTF("never")));
        String read = read(file);

        assertTrue(Thread.interrupted());
        assertEquals("interrupted while writing " + file + "; what was there before stays", told.getMessage());
        assertEquals("hello v2", read);
    }

    @Test
    void what_was_verified_is_read_though_the_file_is_replaced() throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            ContainerFile.Payload payload = ContainerFile.verify(open, KIND, 2);
            ContainerFile.write(file, KIND, 2, out -> out.writeUTF("another"));

            try (DataInputStream in = new DataInputStream(open.bytes(payload.offset(), payload.length()))) {
                assertEquals("hello", in.readUTF());
                assertEquals(-1, in.read());
            }
        }
    }

    private static String read(Path file) throws IOException {
        return ContainerFile.read(file, KIND, 2, ContainerFileTest::text);
    }

    private static String text(DataInputStream in, int version) throws IOException {
        return in.readUTF() + " v" + version;
    }
}
