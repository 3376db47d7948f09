/**
 * The command line: train a network on a file or import one, fit its neighbors, explain texts, report what words mean,
 * evaluate. Main type: {@link org.dknn.cli.Dknn}. Knows nothing of the study's data sets.
 */
@NullMarked
package org.dknn.cli;

import org.jspecify.annotations.NullMarked;
