package org.dknn.nlp.text;

import org.dknn.nlp.saliency.Saliency;

/** Planted: text knows saliency. */
record PlantedInText(Saliency known) {}
