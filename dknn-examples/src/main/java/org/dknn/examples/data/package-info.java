/**
 * Where the examples and studies get their sentences: files in a data directory, the Stanford trees from their public address,
 * or a small corpus made up here. Main types: {@link org.dknn.examples.data.SentenceData}, {@link
 * org.dknn.examples.data.Corpus}.
 */
@NullMarked
package org.dknn.examples.data;

import org.jspecify.annotations.NullMarked;
