/**
 * Studies of sentence pairs: words that people marked, and words that give a class of SNLI away. Main types: {@link
 * org.dknn.bench.pairs.PairStudy}, {@link org.dknn.bench.pairs.SnliArtifacts}.
 */
@NullMarked
package org.dknn.bench.pairs;

import org.jspecify.annotations.NullMarked;
