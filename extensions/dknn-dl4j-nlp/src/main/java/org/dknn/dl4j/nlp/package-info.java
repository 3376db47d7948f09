/**
 * DeepLearning4J's own text parts as those of dknn: word vectors, tokenizers, sentence iterators, bags of words, paragraph
 * vectors. Main type: {@link org.dknn.dl4j.nlp.Dl4jText}. Knows no explanation.
 */
@NullMarked
package org.dknn.dl4j.nlp;

import org.jspecify.annotations.NullMarked;
