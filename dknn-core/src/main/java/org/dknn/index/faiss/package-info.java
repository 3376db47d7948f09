/**
 * Neighbor indexes by <a href="https://github.com/facebookresearch/faiss">FAISS</a>. Main type: {@link
 * org.dknn.index.faiss.Faiss}; the only package that knows FAISS and JavaCPP.
 */
@NullMarked
package org.dknn.index.faiss;

import org.jspecify.annotations.NullMarked;
