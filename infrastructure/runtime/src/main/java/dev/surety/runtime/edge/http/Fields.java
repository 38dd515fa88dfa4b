package dev.surety.runtime.edge.http;

import dev.surety.model.id.Id;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the members of one JSON object and collects everything that is wrong with them, so that a refusal names every
 * bad field. A member that is bad comes back empty; {@link #build} then gives the refusal instead of the command.
 */
public final class Fields {
    private final JsonNode node;
    private final String pointer;
    private final FieldErrors errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(JsonNode node, String pointer, FieldErrors errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    static Fields of(Optional<JsonNode> body) {
        var errors = new FieldErrors();
        JsonNode object = body.filter(JsonNode::isObject).orElseGet(Json::object);
        if (body.isEmpty()) {
            errors.add("", "missing");
        } else if (!body.get().isObject()) {
            errors.add("", "type");
        }
        return new Fields(object, "", errors);
    }

    /** The members of an object that came in no request, read by the rules of one. */
    public static Fields of(ObjectNode object) {
        return new Fields(object, "", new FieldErrors());
    }

    /** Like {@link #of(Optional)}, where leaving the body out means an empty object. */
    static Fields ofOptional(Optional<JsonNode> body) {
        return of(Optional.of(body.orElseGet(Json::object)));
    }

    /** Builds the command, unless a member is bad or unknown. */
    public <C> Parsed<C> build(Supplier<C> command) {
        finish();
        return errors.isEmpty()
                ? new Parsed.Ok<>(command.get())
                : new Parsed.Bad<>(errors.refusal());
    }

    /** Ends the reading of this object: any other member is unknown. */
    public void finish() {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                errors.add(at(name), "unknown");
            }
        }
    }

    public void wrong(String name, String reason) {
        errors.add(at(name), reason);
    }

    /** Notes that a member is longer or larger than it may be. */
    public void tooMuch(String name, long max, long was) {
        errors.add(at(name), new FieldError.Bound(max, was));
    }

    /** Whether the member is there. A null is not the same as nothing: it is of the wrong type. */
    public boolean has(String name) {
        known.add(name);
        JsonNode member = node.get(name);
        if (member != null && member.isNull()) {
            wrong(name, "type");
        }
        return member != null && !member.isNull();
    }

    /** Whether the member is a list or an object with nothing in it. */
    public boolean isEmpty(String name) {
        JsonNode member = node.get(name);
        return member != null && member.isContainer() && member.isEmpty();
    }

    /** Takes a member of any form and reads nothing of it: a read showed it, and a write may repeat it. */
    public void ignore(String name) {
        known.add(name);
    }

    /** Whether the member is there and a text. */
    public boolean isText(String name) {
        known.add(name);
        JsonNode member = node.get(name);
        return member != null && member.isString();
    }

    public Optional<String> text(String name, int least, int most) {
        return required(name, member -> readText(name, member, least, most));
    }

    public Optional<String> optionalText(String name, int least, int most) {
        return has(name) ? text(name, least, most) : Optional.empty();
    }

    public Optional<String> id(String name, String prefix) {
        return required(name, member -> {
            if (!member.isString()) {
                return bad(name, "type");
            }
            return Id.isWellFormed(prefix, member.stringValue())
                    ? Optional.of(member.stringValue())
                    : bad(name, "format");
        });
    }

    public Optional<Long> integer(String name, long least, long most) {
        return required(name, member -> {
            if (!member.isIntegralNumber()) {
                return bad(name, "type");
            }
            if (member.canConvertToLong() && member.longValue() > most) {
                tooMuch(name, most, member.longValue());
                return Optional.empty();
            }
            boolean within = member.canConvertToLong() && member.longValue() >= least;
            return within ? Optional.of(member.longValue()) : bad(name, "bound");
        });
    }

    public Optional<Instant> time(String name) {
        return required(name, member -> {
            if (!member.isString()) {
                return bad(name, "type");
            }
            Optional<Instant> time = Times.parse(member.stringValue());
            return time.isPresent() ? time : bad(name, "format");
        });
    }

    public Optional<Duration> duration(String name) {
        return required(name, member -> {
            if (!member.isString()) {
                return bad(name, "type");
            }
            Optional<Duration> duration = Times.parseDuration(member.stringValue());
            return duration.isPresent() ? duration : bad(name, "format");
        });
    }

    public Optional<String> choice(String name, Set<String> choices) {
        return required(name, member -> {
            if (!member.isString()) {
                return bad(name, "type");
            }
            return choices.contains(member.stringValue()) ? Optional.of(member.stringValue()) : bad(name, "format");
        });
    }

    public Optional<Boolean> flag(String name) {
        return required(name, member -> member.isBoolean() ? Optional.of(member.booleanValue()) : bad(name, "type"));
    }

    /** An amount of a command: positive, at most 10^15 minor units, in a currency of ISO 4217. */
    public Optional<Money> money(String name) {
        return object(name).flatMap(Fields::self);
    }

    /** An amount that may be nothing or negative, as a discount is. */
    public Optional<Money> signedMoney(String name) {
        return object(name).flatMap(of -> of.self(-Money.LARGEST_COMMAND_MINOR));
    }

    /** This object itself as an amount. */
    public Optional<Money> self() {
        return self(1);
    }

    private Optional<Money> self(long least) {
        Optional<Long> amount = integer("amount", least, Money.LARGEST_COMMAND_MINOR);
        Optional<Currency> currency = required("currency", this::readCurrency);
        finish();
        return amount.flatMap(minor -> currency.map(of -> Money.of(minor, of)));
    }

    public Optional<Money> optionalMoney(String name) {
        return has(name) ? money(name) : Optional.empty();
    }

    /** A member that is an object itself. */
    public Optional<Fields> object(String name) {
        return required(name, member -> member.isObject()
                ? Optional.of(new Fields(member, at(name), errors))
                : bad(name, "type"));
    }

    /** A member that is a list of objects. */
    public List<Fields> objects(String name, int most) {
        return list(name, most, (member, at) -> member.isObject()
                ? Optional.of(new Fields(member, at, errors))
                : fail(at, "type"));
    }

    /** A member that is a list of texts. */
    public List<String> texts(String name, int most, int longest) {
        return list(name, most, (member, at) -> {
            if (!member.isString()) {
                return fail(at, "type");
            }
            String text = member.stringValue();
            return Texts.isPlain(text) && !text.isEmpty() && Texts.length(text) <= longest
                    ? Optional.of(text)
                    : fail(at, "format");
        });
    }

    /** A member that is an object of texts, as metadata is. */
    public Map<String, String> words(String name, int mostNames, int longestName, int longestValue) {
        Optional<Fields> object = has(name) ? object(name) : Optional.empty();
        Map<String, String> words = new TreeMap<>();
        object.ifPresent(of -> {
            if (of.node.size() > mostNames) {
                tooMuch(name, mostNames, of.node.size());
            }
            for (String word : of.node.propertyNames()) {
                if (word.isEmpty() || Texts.length(word) > longestName || !Texts.isPlain(word)) {
                    of.known.add(word);
                    of.wrong(word, "format");
                } else {
                    of.text(word, 0, longestValue).ifPresent(value -> words.put(word, value));
                }
            }
        });
        return words;
    }

    private interface Element<T> {
        Optional<T> read(JsonNode member, String at);
    }

    private <T> List<T> list(String name, int most, Element<T> element) {
        Optional<JsonNode> list = required(
                name, member -> member.isArray() ? Optional.of(member) : bad(name, "type"));
        List<T> read = new ArrayList<>();
        list.ifPresent(members -> {
            if (members.size() > most) {
                tooMuch(name, most, members.size());
                return;
            }
            for (int i = 0; i < members.size(); i++) {
                element.read(members.get(i), at(name) + "/" + i).ifPresent(read::add);
            }
        });
        return read;
    }

    private Optional<String> readText(String name, JsonNode member, int least, int most) {
        if (!member.isString()) {
            return bad(name, "type");
        }
        String text = member.stringValue();
        int length = Texts.length(text);
        if (length > most) {
            tooMuch(name, most, length);
            return Optional.empty();
        }
        if (length < least || (least > 0 && text.isBlank())) {
            return bad(name, "bound");
        }
        return Texts.isPlain(text) ? Optional.of(text) : bad(name, "characters");
    }

    private Optional<Currency> readCurrency(JsonNode member) {
        if (!member.isString()) {
            return bad("currency", "type");
        }
        Optional<Currency> currency = Currency.find(member.stringValue());
        return currency.isPresent() ? currency : bad("currency", "format");
    }

    private <T> Optional<T> required(String name, Function<JsonNode, Optional<T>> read) {
        known.add(name);
        JsonNode member = node.get(name);
        if (member == null) {
            return bad(name, "missing");
        }
        return member.isNull() ? bad(name, "type") : read.apply(member);
    }

    private <T> Optional<T> bad(String name, String reason) {
        return fail(at(name), reason);
    }

    private <T> Optional<T> fail(String at, String reason) {
        errors.add(at, reason);
        return Optional.empty();
    }

    /** The RFC 6901 pointer of a member. */
    private String at(String name) {
        return pointer + "/" + Texts.shown(name).replace("~", "~0").replace("/", "~1");
    }
}
