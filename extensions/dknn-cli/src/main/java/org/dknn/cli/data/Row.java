package org.dknn.cli.data;

import java.util.List;

/**
 * A record of a file.
 *
 * @param line its first, from 1 on
 * @param fields one per column
 */
record Row(int line, List<String> fields) {

    /** A column, from 0 on; empty if the row is too short. */
    String field(int column) {
        return column < fields.size() ? fields.get(column) : "";
    }
}
