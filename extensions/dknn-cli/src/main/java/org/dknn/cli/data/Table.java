package org.dknn.cli.data;

import java.util.List;

/**
 * Texts of a file as they were found.
 *
 * @param examples in the order of the file
 * @param form what kind of file it is, in words
 */
record Table(List<Example> examples, String form) {

    /**
     * A text of a file.
     *
     * @param line its first line, from 1 on
     * @param label as it is written; empty in files without
     * @param text as it is written, without white space around it
     */
    record Example(int line, String label, String text) {}
}
