package dev.surety.dynamo.invariants;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A raw journal item, read without the code under test. */
record StoredEntry(Map<String, AttributeValue> item, String chain, long number, List<Line> postings) {

    /** One posting: account, currency, signed minor units. */
    record Line(String account, String currency, long minor) {}

    /** An account of one marketplace in one currency. */
    record Book(String marketplace, String account, String currency) implements Comparable<Book> {
        @Override
        public int compareTo(Book other) {
            return toString().compareTo(other.toString());
        }

        String kind() {
            return account.split(":", 2)[0];
        }

        String holder() {
            return account.contains(":") ? account.split(":", 2)[1] : "";
        }

        @Override
        public String toString() {
            return marketplace + "/" + account + "/" + currency;
        }
    }

    static StoredEntry from(Map<String, AttributeValue> item) {
        AttributeValue postings = item.get("postings");
        return new StoredEntry(
                item,
                text(item, "pk").orElse(""),
                Long.parseLong(Objects.requireNonNull(item.get("sk")).n()),
                postings == null ? List.of() : postings.l().stream().map(StoredEntry::line).toList());
    }

    private static Line line(AttributeValue posting) {
        Map<String, AttributeValue> fields = posting.m();
        return new Line(
                text(fields, "a").orElse(""),
                text(fields, "c").orElse(""),
                Long.parseLong(Objects.requireNonNull(fields.get("m")).n()));
    }

    static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    Optional<String> text(String name) {
        return text(item, name);
    }

    String marketplace() {
        String[] parts = chain.split("#", -1);
        return parts.length == 3 ? parts[1] : "";
    }

    Book book(Line line) {
        return new Book(marketplace(), line.account(), line.currency());
    }

    @Override
    public String toString() {
        return chain + " / " + number + " " + text("event").orElse("?");
    }
}
