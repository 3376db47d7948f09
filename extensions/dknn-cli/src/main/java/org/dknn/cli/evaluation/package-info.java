/**
 * Evaluation of a model on labelled texts, as one page: answers, prediction sets, layers, word attributions. Main type: {@link
 * org.dknn.cli.evaluation.EvaluationPage}.
 */
@NullMarked
package org.dknn.cli.evaluation;

import org.jspecify.annotations.NullMarked;
