package org.dknn.dl4j.nlp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.hdf5.Attribute;
import org.bytedeco.hdf5.DataSet;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.Group;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.H5Object;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.hdf5.StrType;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** A sequential model as Keras 2 saves it in HDF5, with random weights and biases that are not zero. Not safe for threads. */
final class KerasFile {

    private final List<String> layers = new ArrayList<>();
    private final Map<String, Map<String, long[]>> shapes = new LinkedHashMap<>();

    /**
     * Adds a layer.
     *
     * @param settings entries of its JSON, without the name
     * @param weights shapes by name, in the order of Keras
     */
    KerasFile layer(String kind, String name, String settings, Map<String, long[]> weights) {
        layers.add("{\"class_name\":\"" + kind + "\",\"config\":{\"name\":\"" + name
                + "\",\"trainable\":true,\"dtype\":\"float32\"," + settings + "}}");
        shapes.put(name, weights);
        return this;
    }

    void write(Path file) {
        Random random = new Random(11);
        try (H5File root = new H5File(file.toString(), hdf5.H5F_ACC_TRUNC);
                Group weights = root.createGroup("model_weights")) {
            String config = "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"imdb\",\"layers\":["
                    + String.join(",", layers) + "]}}";
            text(root, "model_config", config);
            for (H5Object place : List.of(root, weights)) {
                text(place, "keras_version", "2.2.4");
                text(place, "backend", "tensorflow");
            }
            shapes.forEach((name, arrays) -> {
                // Keras nests the name of a layer in that of its group
                try (Group outer = weights.createGroup(name);
                        Group inner = outer.createGroup(name)) {
                    texts(
                            outer,
                            "weight_names",
                            arrays.keySet().stream()
                                    .map(array -> name + "/" + array + ":0")
                                    .toList());
                    arrays.forEach((array, shape) -> array(inner, array + ":0", shape, random));
                }
            });
        }
    }

    private static void text(H5Object place, String name, String value) {
        try (StrType type = new StrType(PredType.C_S1(), value.length() + 1L);
                DataSpace one = new DataSpace(hdf5.H5S_SCALAR);
                Attribute attribute = place.createAttribute(name, type, one)) {
            attribute.write(type, value + "\0");
        }
    }

    /** An array of strings, each filled up with zeros to the longest. */
    private static void texts(H5Object place, String name, List<String> values) {
        if (values.isEmpty()) {
            text(place, name, "");
            return;
        }
        int width = values.stream().mapToInt(String::length).max().orElse(0) + 1;
        byte[] bytes = new byte[width * values.size()];
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(value, 0, bytes, i * width, value.length);
        }
        try (StrType type = new StrType(PredType.C_S1(), width);
                DataSpace space = new DataSpace(1, new long[] {values.size()});
                Attribute attribute = place.createAttribute(name, type, space);
                BytePointer data = new BytePointer(bytes)) {
            attribute.write(type, data);
        }
    }

    private static void array(Group group, String name, long[] shape, Random random) {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        try (DataSpace space = new DataSpace(shape.length, shape);
                DataSet array = group.createDataSet(name, PredType.NATIVE_FLOAT(), space);
                FloatPointer data = new FloatPointer(values)) {
            array.write(data, PredType.NATIVE_FLOAT());
        }
    }
}
