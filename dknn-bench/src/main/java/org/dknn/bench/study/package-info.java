/**
 * The accuracy study: networks of two kinds on four data sets, their own accuracy beside that of Deep k-Nearest Neighbors and
 * of the variants in the code published with the paper. Main type: {@link org.dknn.bench.study.AccuracyStudy}.
 */
@NullMarked
package org.dknn.bench.study;

import org.jspecify.annotations.NullMarked;
