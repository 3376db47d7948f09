/**
 * Where the examples get their sentences: a data directory, the Stanford trees from their public address, or a small corpus
 * made up here. Main type: {@link org.dknn.examples.data.SentenceData}.
 */
@NullMarked
package org.dknn.examples.data;

import org.jspecify.annotations.NullMarked;
