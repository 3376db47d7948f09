package org.dknn.nlp.text;

import com.ibm.icu.text.BreakIterator;

/** Planted: ICU4J outside of its package. */
record PlantedIcu(BreakIterator known) {}
