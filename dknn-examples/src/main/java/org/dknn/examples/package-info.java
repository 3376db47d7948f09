/**
 * Examples, one file per task; {@link org.dknn.examples.Sst2Cnn} is the main one. They train networks in plain DeepLearning4J, as an
 * application does, and know core and nlp alone.
 */
@NullMarked
package org.dknn.examples;

import org.jspecify.annotations.NullMarked;
