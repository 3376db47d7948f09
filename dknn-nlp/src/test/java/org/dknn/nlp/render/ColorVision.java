package org.dknn.nlp.render;

import java.util.List;

/**
 * How people see colors: all of them, or without the cones for red, green or blue.
 *
 * @see <a href="https://doi.org/10.1109/TVCG.2009.113">Machado, Oliveira and Fernandes (2009), the matrices of severity 1</a>
 */
final class ColorVision {

    static final ColorVision NORMAL = new ColorVision("normal", 1, 0, 0, 0, 1, 0, 0, 0, 1);

    /** Those who lack the cones for red, for green, for blue. */
    static final List<ColorVision> BLIND = List.of(
            new ColorVision(
                    "no red", 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
                    1.051998),
            new ColorVision(
                    "no green",
                    0.367322,
                    0.860646,
                    -0.227968,
                    0.280085,
                    0.672501,
                    0.047413,
                    -0.011820,
                    0.042940,
                    0.968881),
            new ColorVision(
                    "no blue", 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
                    0.303900));

    private final String name;
    private final double[] matrix;

    private ColorVision(String name, double... matrix) {
        this.name = name;
        this.matrix = matrix;
    }

    /** The distance in CIELAB (1976) of two colors as they are seen; 2.3 is just noticeable. */
    double difference(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private double[] lab(Color color) {
        double[] rgb = seen(linear(color.red()), linear(color.green()), linear(color.blue()));
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private double[] seen(double red, double green, double blue) {
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = matrix[3 * i] * red + matrix[3 * i + 1] * green + matrix[3 * i + 2] * blue;
            seen[i] = Math.max(0, Math.min(1, sum));
        }
        return seen;
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double root(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    @Override
    public String toString() {
        return name;
    }
}
