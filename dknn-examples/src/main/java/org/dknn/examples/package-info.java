/**
 * Runnable examples: {@link org.dknn.examples.Sst2Cnn} is the main one. They print to standard output, as programs may. {@link
 * org.dknn.examples.Models} keeps the trained models that studies share.
 */
@NullMarked
package org.dknn.examples;

import org.jspecify.annotations.NullMarked;
