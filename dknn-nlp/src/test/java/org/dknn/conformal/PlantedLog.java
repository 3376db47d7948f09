package org.dknn.conformal;

import org.slf4j.Logger;

/** Planted: statistics know a library. */
record PlantedLog(Logger known) {}
