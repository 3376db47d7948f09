package org.dknn.nlp.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/**
 * Messages about what is wrong with a JSON text, and where in it.
 *
 * @param name of what was to be read, such as {@code "an explanation"}
 */
record JsonErrors(String name) {

    String of(JsonMappingException e) {
        return name + " must be as its schema says, got at " + path(e) + ": " + what(e);
    }

    String noObject() {
        return name + " must be an object of JSON";
    }

    String noJson(JsonProcessingException e) {
        return name + " must be JSON, got: " + e.getOriginalMessage();
    }

    String noFit(IllegalArgumentException e) {
        return name + " must have parts that fit each other: " + e.getMessage();
    }

    /** The message of a record's own check, or of the parser, without names of classes and places in memory. */
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
