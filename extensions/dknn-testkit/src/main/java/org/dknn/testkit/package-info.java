/**
 * Tests for implementations of dknn's interfaces. Main type: {@link org.dknn.testkit.NeighborIndexContract}, which a test of a
 * {@link org.dknn.index.NeighborIndex} extends. Needs dknn-core and JUnit.
 */
@NullMarked
package org.dknn.testkit;

import org.jspecify.annotations.NullMarked;
