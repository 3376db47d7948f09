/**
 * Runnable examples: {@link org.dknn.examples.Sst2Cnn} is the main one. They print to standard output, as programs may.
 */
@NullMarked
package org.dknn.examples;

import org.jspecify.annotations.NullMarked;
