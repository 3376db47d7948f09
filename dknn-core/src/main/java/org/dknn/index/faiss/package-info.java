/**
 * Neighbor indexes by <a href="https://github.com/facebookresearch/faiss">FAISS</a>. Main type: {@link
 * org.dknn.index.faiss.Faiss}; the only package that knows FAISS and JavaCPP.
 *
 * <p>The library for Linux on x86-64 lies in this jar. It takes BLAS from the natives of {@code org.bytedeco:openblas},
 * which every ND4J backend for the CPU brings; an application without ND4J adds that artifact with the classifier {@code
 * linux-x86_64}. Elsewhere {@link org.dknn.index.faiss.Faiss#flatOrExact} serves by the exact index in Java. JavaCPP
 * refuses new native memory once the process takes four times the Java heap; {@code
 * -Dorg.bytedeco.javacpp.maxphysicalbytes=0} lifts that for large sets.
 */
@NullMarked
package org.dknn.index.faiss;

import org.jspecify.annotations.NullMarked;
