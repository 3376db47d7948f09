package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedChecksumTest {

    private static int checksum(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 5", "5, 0", "1, 1", "9, 4", "1000, 61", "61, 100000"})
    void parts_give_the_whole_and_the_whole_gives_the_first_part(int first, int second) {
        byte[] bytes = new byte[first + second];
        new Random(5).nextBytes(bytes);
        int whole = checksum(bytes, 0, bytes.length);
        int one = checksum(bytes, 0, first);
        int two = checksum(bytes, first, bytes.length);

        assertEquals(whole, JoinedChecksum.of(one, two, second));
        assertEquals(one, JoinedChecksum.withoutEnd(whole, two, second));
    }

    /** More bytes than an int counts: 3 times 2^30 zeros, piece by piece and at once. */
    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "305419896"})
    void long_parts_are_their_pieces_one_after_the_other(int checksum) {
        byte[] zeros = new byte[1 << 20];
        int piece = checksum(zeros, 0, zeros.length);
        for (int doubled = 20; doubled < 30; doubled++) {
            piece = JoinedChecksum.of(piece, piece, 1L << doubled);
        }

        int three = JoinedChecksum.of(JoinedChecksum.of(piece, piece, 1L << 30), piece, 1L << 30);

        int atOnce = JoinedChecksum.of(checksum, three, 3L << 30);
        int inSteps = checksum;
        for (int step = 0; step < 3; step++) {
            inSteps = JoinedChecksum.of(inSteps, piece, 1L << 30);
        }
        assertEquals(atOnce, inSteps);
    }
}
