/**
 * What is found about a fitted model on texts that it has not seen, as one page: how far its answers can be relied on, and which
 * layers, which k, which nonconformity and which scores of words serve best. Main type: {@link
 * org.dknn.cli.evaluation.EvaluationPage}. Knows nothing of files and of the command line.
 */
@NullMarked
package org.dknn.cli.evaluation;

import org.jspecify.annotations.NullMarked;
