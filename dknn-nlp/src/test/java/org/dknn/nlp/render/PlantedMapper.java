package org.dknn.nlp.render;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** Planted: Jackson where nobody brings it. */
record PlantedMapper(JsonMapper known) {}
