package dev.surety.dynamo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values as the store keeps, orders, compares and weighs them. */
final class Values {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 38;
    private static final BigDecimal LARGEST = new BigDecimal("9.9999999999999999999999999999999999999E+125");
    private static final BigDecimal SMALLEST = new BigDecimal("1E-130");

    /** Strings by their UTF-8 bytes, numbers by value, bytes unsigned; values of one type only. */
    static final Comparator<AttributeValue> ORDER = Values::compare;

    private Values() {}

    static int compare(AttributeValue left, AttributeValue right) {
        return switch (left.type()) {
            case S -> Arrays.compareUnsigned(utf8(left.s()), utf8(right.s()));
            case N -> number(left).compareTo(number(right));
            case B -> Arrays.compareUnsigned(left.b().asByteArray(), right.b().asByteArray());
            default -> throw new IllegalArgumentException("no order among values of type " + left.type());
        };
    }

    static boolean ordered(AttributeValue left, AttributeValue right) {
        return left.type() == right.type()
                && switch (left.type()) {
                    case S, N, B -> true;
                    default -> false;
                };
    }

    /** Equality as an expression means it; both are values as {@link #stored} leaves them. */
    static boolean same(AttributeValue left, AttributeValue right) {
        if (left.type() != right.type()) {
            return false;
        }
        return switch (left.type()) {
            case SS -> Set.copyOf(left.ss()).equals(Set.copyOf(right.ss()));
            case NS -> Set.copyOf(left.ns()).equals(Set.copyOf(right.ns()));
            case BS -> Set.copyOf(left.bs()).equals(Set.copyOf(right.bs()));
            default -> left.equals(right);
        };
    }

    static BigDecimal number(AttributeValue value) {
        return new BigDecimal(value.n());
    }

    static AttributeValue number(BigDecimal value) {
        return stored(AttributeValue.fromN(value.toPlainString()), 0);
    }

    static Map<String, AttributeValue> stored(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> stored = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw Failures.validation("An attribute name may not be empty");
            }
            stored.put(name, stored(value, 0));
        });
        return stored;
    }

    static AttributeValue stored(AttributeValue value) {
        return stored(value, 0);
    }

    /** The value as the engine would keep it: numbers without superfluous zeroes; an invalid value is refused. */
    private static AttributeValue stored(AttributeValue value, int depth) {
        if (depth > MAX_DEPTH) {
            throw Failures.validation("Nesting Levels have exceeded supported limits");
        }
        return switch (value.type()) {
            case S, B, BOOL -> value;
            case NUL -> {
                if (!value.nul()) {
                    throw Failures.validation("Null attribute value types must have the value of true");
                }
                yield value;
            }
            case N -> AttributeValue.fromN(plain(value.n()));
            case SS -> AttributeValue.fromSs(distinct(value.ss()));
            case NS -> AttributeValue.fromNs(distinct(value.ns().stream().map(Values::plain).toList()));
            case BS -> AttributeValue.fromBs(distinct(value.bs()));
            case L -> AttributeValue.fromL(
                    value.l().stream().map(each -> stored(each, depth + 1)).toList());
            case M -> {
                Map<String, AttributeValue> inner = new LinkedHashMap<>();
                value.m().forEach((name, each) -> inner.put(name, stored(each, depth + 1)));
                yield AttributeValue.fromM(inner);
            }
            case UNKNOWN_TO_SDK_VERSION ->
                throw Failures.validation("Supplied AttributeValue is empty, must contain exactly one of the types");
        };
    }

    private static <T> List<T> distinct(List<T> set) {
        if (set.isEmpty()) {
            throw new BreachError("a set may not be empty: leave the attribute out");
        }
        if (new HashSet<>(set).size() != set.size()) {
            throw Failures.validation("Input collection contains duplicates");
        }
        return set;
    }

    private static String plain(String number) {
        BigDecimal value;
        try {
            value = new BigDecimal(number).stripTrailingZeros();
        } catch (NumberFormatException _) {
            throw Failures.validation("The parameter cannot be converted to a numeric value: " + number);
        }
        if (value.precision() > MAX_DIGITS) {
            throw Failures.validation("Attempting to store more than 38 significant digits in a Number");
        }
        BigDecimal size = value.abs();
        if (size.compareTo(LARGEST) > 0) {
            throw Failures.validation("Number overflow. Attempting to store a number with magnitude larger than"
                    + " supported range");
        }
        if (size.signum() != 0 && size.compareTo(SMALLEST) < 0) {
            throw Failures.validation("Number underflow. Attempting to store a number with magnitude smaller than"
                    + " supported range");
        }
        return value.toPlainString();
    }

    /** Bytes by AWS's rules: names and values in UTF-8, two digits of a number to a byte, three bytes a container. */
    static int size(Map<String, AttributeValue> item) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> each : item.entrySet()) {
            bytes += utf8(each.getKey()).length + size(each.getValue());
        }
        return bytes;
    }

    static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s()).length;
            case N -> digits(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(each -> utf8(each).length).sum();
            case NS -> value.ns().stream().mapToInt(Values::digits).sum();
            case BS -> value.bs().stream().mapToInt(each -> each.asByteArrayUnsafe().length).sum();
            case L -> 3 + value.l().stream().mapToInt(each -> 1 + size(each)).sum();
            case M -> 3 + value.m().size() + size(value.m());
            case UNKNOWN_TO_SDK_VERSION -> 0;
        };
    }

    private static int digits(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return (value.precision() + 1) / 2 + 1 + (value.signum() < 0 ? 1 : 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
