package org.dknn.nlp.text;

import org.dknn.nlp.attribution.Attributions;

/** Planted: text knows saliency. */
record PlantedInText(Attributions known) {}
