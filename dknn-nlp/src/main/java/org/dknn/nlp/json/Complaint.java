package org.dknn.nlp.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a JSON text, and where in it. */
final class Complaint {

    private Complaint() {}

    static String of(JsonMappingException e) {
        return "an explanation must be as its schema says, got at " + path(e) + ": " + what(e);
    }

    /** What a record's own check says, or the parser, without names of classes and places in memory. */
    private static String what(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof JsonProcessingException parsing) {
            return parsing.getOriginalMessage();
        }
        return e instanceof ValueInstantiationException && cause != null
                ? String.valueOf(cause.getMessage())
                : e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder("$");
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
        }
        return path.toString();
    }
}
