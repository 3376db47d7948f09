/**
 * Neighbor indexes by <a href="https://github.com/facebookresearch/faiss">FAISS</a>. Main type: {@link
 * org.dknn.index.faiss.Faiss}. The only package that uses FAISS and JavaCPP.
 *
 * <p>This jar contains the library for Linux on x86-64. The library needs the natives of {@code org.bytedeco:openblas},
 * which every ND4J backend for the CPU contains; an application without ND4J adds that artifact with the classifier
 * {@code linux-x86_64}. On other platforms {@link org.dknn.index.faiss.Faiss#flatOrExact} uses the exact index in plain
 * Java. JavaCPP refuses new native memory once the process takes four times the Java heap; {@code
 * -Dorg.bytedeco.javacpp.maxphysicalbytes=0} removes that limit for large sets.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.index.faiss;

import org.jspecify.annotations.NullMarked;
