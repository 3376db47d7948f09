/**
 * Texts of people's files, labelled or not, whatever their encoding, separator and header are. Main type: {@link
 * org.dknn.cli.data.TextReader}. Knows no commands, no networks and no neighbors.
 */
@NullMarked
package org.dknn.cli.data;

import org.jspecify.annotations.NullMarked;
