/**
 * How fast neighbors are found, beside what else can find them. Main type: {@link org.dknn.bench.faiss.PeerBenchmark}.
 */
@NullMarked
package org.dknn.bench.faiss;

import org.jspecify.annotations.NullMarked;
