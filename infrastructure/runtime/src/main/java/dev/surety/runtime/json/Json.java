package dev.surety.runtime.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.FileId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RefundId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.id.RunId;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.resilience.Outage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one mapper. Strict in what comes in: no duplicate keys, no trailing text, no depth beyond {@value #MOST_DEPTH},
 * no broken UTF-8. Values of the shared model are written as the API shows them.
 *
 * <p>{@code Fields} takes a request's members one by one and refuses each that it does not know. Only stored text is
 * read into a type. Its writer may be newer than the reader, because functions are deployed and rolled back one by one.
 * So a reader passes over a member that it does not know. A change that a reader must not pass over is a new version of
 * the event, or of the shared word ({@link #shared}).
 */
public final class Json {
    public static final int MOST_DEPTH = 16;

    private static final int MOST_NUMBER_LENGTH = 40;
    private static final int MOST_STRING_LENGTH = 1 << 20;
    private static final char REPLACEMENT = '\ufffd';
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /** Parses text that a stranger sent. Empty, broken or over-deep text is a {@link Malformed}. */
    public static JsonNode parse(byte[] bytes) throws Malformed {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // A program on the way replaced bytes that it could not read; two texts that differ would become the same.
            if (text.indexOf(REPLACEMENT) >= 0) {
                throw new Malformed("not_utf8");
            }
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Malformed("empty");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw new Malformed("not_utf8");
        } catch (JacksonException e) {
            throw new Malformed("not_json");
        }
    }

    /** Reads text that we stored ourselves: anything unreadable in it is an outage of the data, not a refusal. */
    public static ObjectNode object(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /**
     * A word that one function stores for others, such as a participant's {@code standing}. Its version {@code v} is 1
     * where it is absent. A version above {@code known} waits for the reader's own replacement.
     */
    public static <T> T shared(JsonNode word, Class<T> type, int known) {
        int version = word.path("v").asInt(1);
        if (version > known) {
            throw new Outage("this release does not know version " + version + " of " + type.getSimpleName());
        }
        return read(word, type);
    }

    public static <T> T read(JsonNode node, Class<T> type) {
        return MAPPER.treeToValue(node, type);
    }

    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The canonical form of RFC 8785 of a value, in which equal data has equal bytes. */
    public static String canonical(Object value) {
        return CanonicalJson.of(value instanceof JsonNode node ? node : tree(value));
    }

    /** Text that is not JSON as this system takes it. The reason is one of a few plain words. */
    public static final class Malformed extends Exception {
        public Malformed(String reason) {
            super(reason, null, false, false);
        }
    }

    private static JsonMapper mapper() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEPTH)
                        .maxNumberLength(MOST_NUMBER_LENGTH)
                        .maxStringLength(MOST_STRING_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                // A record's components are its JSON; a question such as {@code isZero()} is not one.
                .changeDefaultVisibility(by -> by.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .addModule(words())
                .build();
    }

    private static SimpleModule words() {
        var module = new SimpleModule("surety");
        word(module, ChargebackId.class, ChargebackId::value, ChargebackId::new);
        word(module, EscrowId.class, EscrowId::value, EscrowId::new);
        word(module, DisputeId.class, DisputeId::value, DisputeId::new);
        word(module, PaymentId.class, PaymentId::value, PaymentId::new);
        word(module, RefundId.class, RefundId::value, RefundId::new);
        word(module, PayoutId.class, PayoutId::value, PayoutId::new);
        word(module, ReviewId.class, ReviewId::value, ReviewId::new);
        word(module, RunId.class, RunId::value, RunId::new);
        word(module, FileId.class, FileId::value, FileId::new);
        word(module, ParticipantId.class, ParticipantId::value, ParticipantId::new);
        word(module, MarketplaceId.class, MarketplaceId::value, MarketplaceId::new);
        word(module, Currency.class, Currency::code, Currency::of);
        word(module, Instant.class, Times::text, Instant::parse);
        word(module, Duration.class, Times::text, Duration::parse);
        module.addSerializer(BasisPoints.class, new ValueSerializer<BasisPoints>() {
            @Override
            public void serialize(BasisPoints points, JsonGenerator out, SerializationContext context) {
                out.writeNumber(points.value());
            }
        });
        module.addDeserializer(BasisPoints.class, new ValueDeserializer<BasisPoints>() {
            @Override
            public BasisPoints deserialize(JsonParser in, DeserializationContext context) {
                return new BasisPoints(in.getIntValue());
            }
        });
        module.addSerializer(Money.class, new ValueSerializer<Money>() {
            @Override
            public void serialize(Money money, JsonGenerator out, SerializationContext context) {
                out.writeStartObject();
                out.writeNumberProperty("amount", money.amountMinor());
                out.writeStringProperty("currency", money.currency().code());
                out.writeEndObject();
            }
        });
        module.addDeserializer(Money.class, new ValueDeserializer<Money>() {
            @Override
            public Money deserialize(JsonParser in, DeserializationContext context) {
                JsonNode node = in.readValueAsTree();
                return Money.of(
                        node.get("amount").longValue(), node.get("currency").stringValue());
            }
        });
        return module;
    }

    private static <T> void word(SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> of) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(text.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                return of.apply(in.getString());
            }
        });
    }
}
