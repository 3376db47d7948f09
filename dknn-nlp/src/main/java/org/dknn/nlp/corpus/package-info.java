/**
 * What words mean to a classifier over a whole data set: running means of their saliency and rank by class, beside their
 * pointwise mutual information with it. Main types: {@link org.dknn.nlp.corpus.CorpusAnalysis}, which gathers, and {@link
 * org.dknn.nlp.corpus.CorpusReport}, which tells. Knows no network and no rendering.
 */
@NullMarked
package org.dknn.nlp.corpus;

import org.jspecify.annotations.NullMarked;
