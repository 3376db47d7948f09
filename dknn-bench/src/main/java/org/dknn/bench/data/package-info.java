/**
 * Readers of the studies' data sets in a data directory. Main types: {@link org.dknn.bench.data.SentenceData}, {@link
 * org.dknn.bench.data.Corpus}.
 */
@NullMarked
package org.dknn.bench.data;

import org.jspecify.annotations.NullMarked;
