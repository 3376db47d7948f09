/**
 * Votes of neighbors and the conformal statistics on them: conformity, nonconformity, calibration, p-values,
 * credibility, confidence. Plain arithmetic; depends on no other package.
 *
 * <p>Names in the papers and here: alpha(z, j) of Papernot and McDaniel is
 * {@link org.dknn.conformal.LabelVotes#nonconformity}, their calibration set A is a
 * {@link org.dknn.conformal.Calibration}, their p_j(z) with all j together {@link org.dknn.conformal.PValues};
 * conformity of Wallace, Feng and Boyd-Graber is {@link org.dknn.conformal.LabelVotes#conformity}.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.conformal;

import org.jspecify.annotations.NullMarked;
