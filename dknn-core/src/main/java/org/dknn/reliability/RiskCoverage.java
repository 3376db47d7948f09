package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * The share of wrong answers among the surest, by how many of them are given: how well a confidence tells right from wrong,
 * whatever its scale. Immutable.
 *
 * <p>Equally sure answers are given all together, or some of them drawn at random: between the points of the curve the number
 * of errors rises in a straight line.
 *
 * @see <a href="https://arxiv.org/abs/1805.08206">Geifman, Uziel and El-Yaniv (2019), Bias-reduced uncertainty estimation</a>
 */
public final class RiskCoverage {

    private final List<Point> points;
    private final int size;

    private RiskCoverage(List<Point> points, int size) {
        this.points = List.copyOf(points);
        this.size = size;
    }

    /**
     * What comes of answering only where one is sure enough.
     *
     * @param threshold the smallest confidence that is answered
     * @param answered number of answers
     * @param errors how many of them are wrong
     */
    public record Point(double threshold, int answered, int errors) {

        /** Share of the answers that are wrong, in {@code [0, 1]}. */
        public double risk() {
            return (double) errors / answered;
        }
    }

    /** The curve of answers. */
    public static RiskCoverage of(SelectivePredictions answers) {
        List<Point> points = new ArrayList<>();
        int[] order = answers.surestFirst();
        int errors = 0;
        for (int i = 0; i < order.length; i++) {
            errors += answers.isRight(order[i]) ? 0 : 1;
            double confidence = answers.confidence(order[i]);
            if (i + 1 == order.length || answers.confidence(order[i + 1]) != confidence) {
                points.add(new Point(confidence, i + 1, errors));
            }
        }
        return new RiskCoverage(points, order.length);
    }

    /** A point for each confidence that occurs, the surest first, so with rising coverage; the last answers all. */
    public List<Point> points() {
        return points;
    }

    /** Share of all answers that a point gives, in {@code (0, 1]}. */
    public double coverage(Point point) {
        return (double) point.answered() / size;
    }

    /**
     * Share of wrong answers when a share of all is given, the surest.
     *
     * @param coverage in {@code (0, 1]}; rounded up to a whole number of answers
     * @return in {@code [0, 1]}, expected over ties
     */
    public double riskAt(double coverage) {
        if (!(coverage > 0 && coverage <= 1)) {
            throw new IllegalArgumentException("the coverage must be in (0, 1], got " + coverage);
        }
        int wanted = (int) Math.max(1, Math.ceil(coverage * size - 1e-9));
        int answered = 0;
        int errors = 0;
        for (Point point : points) {
            if (point.answered() >= wanted) {
                double slope = (double) (point.errors() - errors) / (point.answered() - answered);
                return (errors + (wanted - answered) * slope) / wanted;
            }
            answered = point.answered();
            errors = point.errors();
        }
        throw new IllegalStateException("the last point answers all");
    }

    /** Area under the curve: the mean of the risk over 1, 2, ... all answers, in {@code [0, 1]}; smaller is better. */
    public double area() {
        double sum = 0;
        int answered = 0;
        int errors = 0;
        for (Point point : points) {
            double slope = (double) (point.errors() - errors) / (point.answered() - answered);
            for (int given = answered + 1; given <= point.answered(); given++) {
                sum += (errors + (given - answered) * slope) / given;
            }
            answered = point.answered();
            errors = point.errors();
        }
        return sum / size;
    }

    /** The smallest area that as many errors allow: that of confidences by which all errors come last. */
    public double bestArea() {
        int right = size - points.get(points.size() - 1).errors();
        double sum = 0;
        for (int given = right + 1; given <= size; given++) {
            sum += (double) (given - right) / given;
        }
        return sum / size;
    }

    /** How much larger the area is than the best, in {@code [0, 1]}: what is wrong with the confidence rather than the answers. */
    public double excessArea() {
        return Math.max(0, area() - bestArea());
    }

    @Override
    public String toString() {
        return "RiskCoverage[" + size + " answers, area " + area() + ", best " + bestArea() + "]";
    }
}
