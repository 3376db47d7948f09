/**
 * Pages of sentences, tables and small charts, as Markdown or as HTML without scripts. Main type: {@link
 * org.dknn.cli.page.Page}. Knows nothing of what it shows.
 */
@NullMarked
package org.dknn.cli.page;

import org.jspecify.annotations.NullMarked;
