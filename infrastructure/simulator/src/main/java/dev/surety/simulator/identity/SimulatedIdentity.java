package dev.surety.simulator.identity;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.identity.MagicPeople.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The provider of identity checks of sandboxes, and its books. It behaves as real ones do: a repeated reference is the
 * same session, and the person submits at its page. {@link MagicPeople} says what it answers. It keeps no word about
 * the person.
 */
public final class SimulatedIdentity {
    private static final Duration OPEN = Duration.ofDays(1);
    private static final Duration REVOKED_AFTER = Duration.ofDays(1);
    private static final String PAGE = "page";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Function<MarketplaceId, Instant> present;

    /** @param present the time of a marketplace's people */
    public SimulatedIdentity(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.dynamo = dynamo;
        this.table = table;
        this.present = present;
    }

    public sealed interface Result {
        record Waits(Instant expiresAt) implements Result {}

        record Processes() implements Result {}

        record Verified() implements Result {}

        record Failed(String code) implements Result {}

        record Revoked() implements Result {}

        record NotFound() implements Result {}

        record Unanswered() implements Result {}
    }

    /** A session as its page shows it. */
    public record Session(
            MarketplaceId marketplace,
            String check,
            String behaviour,
            URI returnUrl,
            Instant startedAt,
            Optional<Instant> submittedAt) {
        public boolean waitsForPerson() {
            return submittedAt.isEmpty();
        }
    }

    /** @throws Outage if the store does not answer: the session may have been booked */
    public Result start(MarketplaceId marketplace, String check, String person, String returnUrl) {
        Behaviour behaviour = MagicPeople.of(person);
        var begun = new Session(
                marketplace,
                check,
                behaviour.word(),
                URI.create(returnUrl),
                present.apply(marketplace),
                Optional.empty());
        Map<String, AttributeValue> page = new HashMap<>(page(check));
        page.put("marketplace", Items.of(marketplace.value()));
        asked(() -> dynamo.putItem(put -> put.tableName(table).item(page)));
        try {
            asked(() -> dynamo.putItem(put ->
                    put.tableName(table).item(item(begun)).conditionExpression("attribute_not_exists(pk)")));
            return result(begun);
        } catch (ConditionalCheckFailedException there) {
            return find(marketplace, check);
        }
    }

    /** @throws Outage if the store does not answer */
    public Result find(MarketplaceId marketplace, String check) {
        return session(marketplace, check).map(this::result).orElseGet(Result.NotFound::new);
    }

    /** The session behind a page, whose address alone leads to the marketplace. */
    public Optional<Session> behindPage(String check) {
        return read(page(check)).flatMap(page -> session(new MarketplaceId(Items.text(page, "marketplace")), check))
                .filter(session -> !MagicPeople.named(session.behaviour()).isDown());
    }

    /** The person submits at the page. Doing it again changes nothing. */
    public void submit(Session session) {
        var submitted = new Session(
                session.marketplace(),
                session.check(),
                session.behaviour(),
                session.returnUrl(),
                session.startedAt(),
                Optional.of(present.apply(session.marketplace())));
        try {
            asked(() -> dynamo.putItem(put -> put.tableName(table)
                    .item(item(submitted))
                    .conditionExpression("attribute_not_exists(submittedAt)")));
        } catch (ConditionalCheckFailedException earlier) {
            // The first submission counts.
        }
    }

    private Result result(Session session) {
        if (MagicPeople.named(session.behaviour()).isDown()) {
            return new Result.Unanswered();
        }
        if (session.submittedAt().isEmpty()) {
            return new Result.Waits(session.startedAt().plus(OPEN));
        }
        Behaviour behaviour = MagicPeople.named(session.behaviour());
        Instant now = present.apply(session.marketplace());
        Instant answers = session.submittedAt().get().plus(behaviour.after());
        if (!behaviour.answers() || now.isBefore(answers)) {
            return new Result.Processes();
        }
        if (behaviour.error().isPresent()) {
            return new Result.Failed(behaviour.error().get());
        }
        return behaviour.revokes() && !now.isBefore(answers.plus(REVOKED_AFTER))
                ? new Result.Revoked()
                : new Result.Verified();
    }

    private Optional<Session> session(MarketplaceId marketplace, String check) {
        return read(key(marketplace, check)).map(item -> new Session(
                marketplace,
                check,
                Items.text(item, "behaviour"),
                URI.create(Items.text(item, "returnUrl")),
                Instant.parse(Items.text(item, "startedAt")),
                Items.findText(item, "submittedAt").map(Instant::parse)));
    }

    private static Map<String, AttributeValue> item(Session session) {
        Map<String, AttributeValue> item = new HashMap<>(key(session.marketplace(), session.check()));
        item.put("behaviour", Items.of(session.behaviour()));
        item.put("returnUrl", Items.of(session.returnUrl().toString()));
        item.put("startedAt", Items.of(session.startedAt().toString()));
        session.submittedAt().ifPresent(at -> item.put("submittedAt", Items.of(at.toString())));
        return item;
    }

    private static Map<String, AttributeValue> key(MarketplaceId marketplace, String check) {
        return Map.of("pk", Items.of("identity#" + marketplace), "sk", Items.of(check));
    }

    private static Map<String, AttributeValue> page(String check) {
        return Map.of("pk", Items.of("action#" + check), "sk", Items.of(PAGE));
    }

    private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key) {
        return Optional.ofNullable(asked(() -> dynamo.getItem(
                                get -> get.tableName(table).key(key).consistentRead(true)))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException refused) {
            throw refused;
        } catch (SdkException e) {
            throw new Outage("the books of the simulated provider do not answer", e);
        }
    }
}
