/**
 * Studies of accuracy and of attributions over data sets, networks and seeds. Each reads what is kept and computes the rest. Main types:
 * {@link org.dknn.bench.study.AccuracyStudy}, {@link org.dknn.bench.study.AttributionStudy}, {@link
 * org.dknn.bench.study.SanityStudy}.
 */
@NullMarked
package org.dknn.bench.study;

import org.jspecify.annotations.NullMarked;
