/** How fast neighbors are found, beside what else can find them. */
@NullMarked
package org.dknn.bench.faiss;

import org.jspecify.annotations.NullMarked;
