/**
 * What words mean to a classifier over a whole data set: running means of their attributions and ranks by class, beside their
 * pointwise mutual information with it. Main types: {@link org.dknn.nlp.corpus.CorpusAnalysis} gathers, {@link
 * org.dknn.nlp.corpus.CorpusReport} holds the result and renders itself. Knows no network, and no renderer of explanations.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.corpus;

import org.jspecify.annotations.NullMarked;
