package org.dknn.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a struct: name, type and value of each in one place, so that a type and its rows cannot differ. Immutable.
 *
 * @param <T> what a row tells of
 */
final class Struct<T> {

    private final List<StructField> fields;
    private final List<Function<T, ? extends @Nullable Object>> values;

    private Struct(List<StructField> fields, List<Function<T, ? extends @Nullable Object>> values) {
        this.fields = fields;
        this.values = values;
    }

    /** A struct without columns. */
    static <T> Struct<T> empty() {
        return new Struct<>(List.of(), List.of());
    }

    /** One more column, never null. */
    Struct<T> with(String name, DataType type, Function<T, ?> value) {
        return with(new StructField(name, type, false, Metadata.empty()), value);
    }

    /** One more column, null where there is no value. */
    Struct<T> withOptional(String name, DataType type, Function<T, ? extends Optional<?>> value) {
        return with(new StructField(name, type, true, Metadata.empty()), subject -> value.apply(subject)
                .orElse(null));
    }

    private Struct<T> with(StructField field, Function<T, ? extends @Nullable Object> value) {
        List<StructField> moreFields = new ArrayList<>(fields);
        moreFields.add(field);
        List<Function<T, ? extends @Nullable Object>> moreValues = new ArrayList<>(values);
        moreValues.add(value);
        return new Struct<>(List.copyOf(moreFields), List.copyOf(moreValues));
    }

    /** The type of the rows. */
    StructType type() {
        return DataTypes.createStructType(fields);
    }

    /** The type of lists of rows. */
    DataType listType() {
        return DataTypes.createArrayType(type(), false);
    }

    /** The row of an object. */
    Row row(T subject) {
        return RowFactory.create(
                values.stream().map(value -> value.apply(subject)).toArray());
    }

    /** The rows of some objects, as Spark wants them in a column. */
    Row[] rows(List<? extends T> subjects) {
        return subjects.stream().map(this::row).toArray(Row[]::new);
    }
}
