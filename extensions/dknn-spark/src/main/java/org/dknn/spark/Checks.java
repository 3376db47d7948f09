package org.dknn.spark;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What stages ask of their parameters and of the columns of a data set. */
final class Checks {

    private Checks() {}

    /** The value of a parameter that has no default. */
    static <T> T required(Params stage, Param<T> param) {
        if (!stage.isDefined(param)) {
            throw new IllegalArgumentException(
                    stage.uid() + " needs the parameter " + param.name() + " (" + param.doc() + "), which is not set");
        }
        return stage.getOrDefault(param);
    }

    /** Refuses a data set without a column, or one of another type. */
    static void require(StructType schema, String column, DataType type, String what) {
        List<String> names = List.of(schema.fieldNames());
        if (!names.contains(column)) {
            throw new IllegalArgumentException("needs a column \"" + column + "\" of " + what + ", got " + names);
        }
        DataType found = schema.apply(column).dataType();
        if (!found.equals(type)) {
            throw new IllegalArgumentException("the column \"" + column + "\" of " + what + " must be a "
                    + type.simpleString() + ", got " + found.simpleString());
        }
    }

    /** Refuses a data set that has the column already. */
    static void requireNew(StructType schema, String column) {
        if (List.of(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException(
                    "the column \"" + column + "\" is there already; choose another outputCol, or drop it");
        }
    }
}
