package org.dknn.nlp.attribution;

import org.dknn.nlp.text.Token;

/** Planted: saliency knows tokens. */
record PlantedInSaliency(Token known) {}
