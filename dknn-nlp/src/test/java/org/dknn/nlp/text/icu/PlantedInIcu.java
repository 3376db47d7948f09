package org.dknn.nlp.text.icu;

import org.dknn.internal.Utf16;

/** Planted: dictionaries that know files. */
record PlantedInIcu(Utf16 known) {}
