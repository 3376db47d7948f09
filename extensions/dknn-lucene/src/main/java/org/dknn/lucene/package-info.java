/**
 * Neighbor indexes by Apache Lucene: vectors and graph stay on disk, distances are those of dknn. Main types: {@link
 * org.dknn.lucene.LuceneFactory} for a set of vectors that stays, {@link org.dknn.lucene.LiveDeepKnn} for reference examples
 * that change while a classifier serves. Knows classifiers and indexes, not texts.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.lucene;

import org.jspecify.annotations.NullMarked;
