package org.dknn.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Messages in the wire format of Protocol Buffers: a tag per field, number and type, then its value.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, encoding</a>
 */
final class Wire {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] source;
    private final int end;
    private int next;

    private Wire(byte[] source, int start, int end) {
        this.source = source;
        this.next = start;
        this.end = end;
    }

    /** One field of a message: its number, the value of a number, and its bytes {@code [start, end)} of a source, none for a number. */
    static final class Field {

        private final int number;
        private final long value;
        private final byte[] source;
        private final int start;
        private final int end;

        private Field(int number, long value, byte[] source, int start, int end) {
            this.number = number;
            this.value = value;
            this.source = source;
            this.start = start;
            this.end = end;
        }

        int number() {
            return number;
        }

        long value() {
            return value;
        }

        byte[] source() {
            return source;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        String text() {
            return new String(source, start, end - start, StandardCharsets.UTF_8);
        }

        /**
         * The fields of the message that the bytes are.
         *
         * @throws IllegalArgumentException if they are none
         */
        void forEach(Consumer<Field> reader) {
            Wire.forEach(source, start, end, reader);
        }

        /** The numbers of a repeated field, packed or a single one. */
        List<Long> numbers() {
            if (start == end) {
                return List.of(value);
            }
            Wire packed = new Wire(source, start, end);
            List<Long> numbers = new ArrayList<>();
            while (packed.next < end) {
                numbers.add(packed.varint());
            }
            return numbers;
        }
    }

    /**
     * Reads the fields of a message, in their order.
     *
     * @throws IllegalArgumentException if the bytes are no message, or end within one
     */
    static void forEach(byte[] source, Consumer<Field> reader) {
        forEach(source, 0, source.length, reader);
    }

    private static void forEach(byte[] source, int start, int end, Consumer<Field> reader) {
        Wire wire = new Wire(source, start, end);
        while (wire.next < end) {
            reader.accept(wire.field());
        }
    }

    private Field field() {
        long tag = varint();
        int number = (int) (tag >>> 3);
        return switch ((int) (tag & 7)) {
            case VARINT -> new Field(number, varint(), source, end, end);
            case FIXED64 -> skipped(number, Long.BYTES);
            case FIXED32 -> skipped(number, Integer.BYTES);
            case BYTES -> skipped(number, varint());
            default ->
                throw new IllegalArgumentException("there is no field of type " + (tag & 7) + " at byte " + next);
        };
    }

    private Field skipped(int number, long length) {
        if (length < 0 || length > end - next) {
            throw new IllegalArgumentException(
                    "field " + number + " at byte " + next + " needs " + length + " bytes, there are " + (end - next));
        }
        int start = next;
        next += (int) length;
        return new Field(number, 0, source, start, next);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (next >= end) {
                throw new IllegalArgumentException("ends within a number, at byte " + next);
            }
            byte part = source[next++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number before byte " + next + " is longer than 64 bits");
    }

    /** A message that is written field by field. */
    static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message add(int field, long number) {
            varint((long) field << 3 | VARINT);
            varint(number);
            return this;
        }

        Message add(int field, byte[] bytes) {
            varint((long) field << 3 | BYTES);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message add(int field, String text) {
            return add(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message add(int field, Message message) {
            return add(field, message.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void varint(long number) {
            long rest = number;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
