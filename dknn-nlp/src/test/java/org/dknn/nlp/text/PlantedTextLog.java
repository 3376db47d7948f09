package org.dknn.nlp.text;

import org.slf4j.Logger;

/** Planted: text knows a library. */
record PlantedTextLog(Logger known) {}
