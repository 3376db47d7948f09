package org.dknn.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What a pair of SNLI's dev set is for. All captions of a picture fall into one part, so that no part has seen what another is
 * judged by.
 */
public enum SnliPart {

    /** Half of the pictures. */
    TRAINING,

    /** A tenth. */
    CALIBRATION,

    /** A fifth. */
    CHOOSING,

    /** A fifth. */
    UNSEEN;

    /** The part of a pair, by the picture that its id begins with, as in {@code 4705552913.jpg#2r1n}. */
    public static SnliPart of(String pairId) {
        CRC32C checksum = new CRC32C();
        checksum.update(pairId.replaceFirst("#.*", "").getBytes(StandardCharsets.UTF_8));
        int tenth = (int) (checksum.getValue() % 10);
        if (tenth < 5) {
            return TRAINING;
        }
        if (tenth < 6) {
            return CALIBRATION;
        }
        return tenth < 8 ? CHOOSING : UNSEEN;
    }
}
