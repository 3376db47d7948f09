/**
 * Results in rows: a table as lines for people, as values for programs, or as a page, one row after the other. Main type: {@link
 * org.dknn.cli.result.RowFormat}. Knows no model.
 */
@NullMarked
package org.dknn.cli.result;

import org.jspecify.annotations.NullMarked;
