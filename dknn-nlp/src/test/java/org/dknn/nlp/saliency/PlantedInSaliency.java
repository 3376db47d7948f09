package org.dknn.nlp.saliency;

import org.dknn.nlp.text.Token;

/** Planted: saliency knows tokens. */
record PlantedInSaliency(Token known) {}
