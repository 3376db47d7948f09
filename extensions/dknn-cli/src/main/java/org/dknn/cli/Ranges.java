package org.dknn.cli;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.dknn.conformal.Nonconformity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options take. Whatever lies outside is refused when arguments are read, before any file is. */
final class Ranges {

    private Ranges() {}

    /** What was wanted, and what came, to be said behind the name of an option. */
    static final class OutOfRange extends TypeConversionException {

        private static final long serialVersionUID = 1;

        OutOfRange(String wanted, String value) {
            super("needs " + wanted + ", got " + value);
        }
    }

    /** A count that may be 0. */
    static final class FromZero implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            return whole(value, 0, Integer.MAX_VALUE, "a whole number from 0 on");
        }
    }

    /** A count. */
    static final class FromOne implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            return whole(value, 1, Integer.MAX_VALUE, "a whole number from 1 on");
        }
    }

    /** A number of parts. */
    static final class FromTwo implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            return whole(value, 2, Integer.MAX_VALUE, "a whole number from 2 on");
        }
    }

    /** A port, or 0. */
    static final class Port implements ITypeConverter<Integer> {

        private static final int LAST = 65_535;

        @Override
        public Integer convert(String value) {
            return whole(value, 0, LAST, "a port in 0.." + LAST);
        }
    }

    /** The seed of a draw. */
    static final class Seed implements ITypeConverter<Long> {

        @Override
        public Long convert(String value) {
            return parsed(value, "a whole number of at most 18 digits", Long::valueOf);
        }
    }

    /** A share that is neither nothing nor all. */
    static final class Between01 implements ITypeConverter<Double> {

        @Override
        public Double convert(String value) {
            return number(value, "a number in (0, 1)", number -> number > 0 && number < 1);
        }
    }

    /** A share that is not all. */
    static final class Below1 implements ITypeConverter<Double> {

        @Override
        public Double convert(String value) {
            return number(value, "a number in [0, 1)", number -> number >= 0 && number < 1);
        }
    }

    /** An amount. */
    static final class AboveZero implements ITypeConverter<Double> {

        @Override
        public Double convert(String value) {
            return number(value, "a finite number above 0", number -> number > 0 && number < Double.POSITIVE_INFINITY);
        }
    }

    /** A nonconformity that the library knows. */
    static final class KnownNonconformity implements ITypeConverter<Nonconformity> {

        @Override
        public Nonconformity convert(String value) {
            List<String> names =
                    Nonconformity.all().stream().map(Nonconformity::name).toList();
            return parsed(value, "one of " + String.join(", ", names), name -> Nonconformity.named(name, List.of()));
        }
    }

    /** An encoding that Java knows. */
    static final class Encoding implements ITypeConverter<Charset> {

        @Override
        public Charset convert(String value) {
            return parsed(value, "an encoding such as UTF-8 or windows-1252", Charset::forName);
        }
    }

    /** A layer, with its pooling. */
    static final class Layer implements ITypeConverter<LayerChoice> {

        @Override
        public LayerChoice convert(String value) {
            return parsed(value, "NAME, or NAME:POOLING with a pooling of max, mean or last", LayerChoice::of);
        }
    }

    /** Words that texts are padded or cut to. */
    static final class Length implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            return parsed(
                    value, "a number of words such as 50, or a least number such as 5+", NetworkUse::requireLength);
        }
    }

    private static int whole(String value, int least, int most, String wanted) {
        int number = parsed(value, wanted, Integer::valueOf);
        if (number < least || number > most) {
            throw new OutOfRange(wanted, value);
        }
        return number;
    }

    private static double number(String value, String wanted, DoublePredicate isWithin) {
        double number = parsed(value, wanted, Double::valueOf);
        if (!isWithin.test(number)) {
            throw new OutOfRange(wanted, value);
        }
        return number;
    }

    private static <T> T parsed(String value, String wanted, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            OutOfRange refused = new OutOfRange(wanted, value);
            refused.initCause(e);
            throw refused;
        }
    }
}
