package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Feed.Pack;
import dev.surety.events.domain.Feed.Placed;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Packs of events as items of the events table, under {@code feed#<marketplace>#<day>} and {@code <stamp>#<first
 * event's id>#z}. One text holds an array for each event: {@code [subject's type, type, version, epoch millis,
 * sequence, subject, state, amount, reference, outcome, republished]}. Empty texts at the end are left out. A type that
 * begins with its subject's type goes without it. The id derives from these fields. Eight events fill a write unit.
 *
 * <p>The place of an event within its item ends in {@code #00} and on. The last event's place is the item's own key, so
 * the item lies after all places but its last.
 *
 * <p>Two older forms are read for ever. An array was {@code [id, type, version, time, sequence, subject, {outcome,
 * republished}]}. Before there were packs, an item held one event, an attribute a member; its key ends in its id.
 */
final class FeedItems {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String LAST = "#z";
    private static final String ID = "evt_";
    private static final String OUTCOME = "outcome";
    private static final String REPUBLISHED = "republished";

    private FeedItems() {}

    static String partition(MarketplaceId marketplace, String day) {
        return "feed#" + marketplace + "#" + day;
    }

    static FeedItem of(Pack pack) {
        ArrayNode events = Json.object().putArray("events");
        pack.events().forEach(event -> add(event, events.addArray()));
        return new FeedItem(
                partition(pack.marketplace(), pack.stamp().day()),
                pack.stamp().text() + "#" + pack.events().getFirst().id() + LAST,
                Json.text(events),
                Instant.ofEpochMilli(pack.stamp().millis()).plus(KEPT).getEpochSecond(),
                FeedItem.Alone.NONE);
    }

    private static void add(Event event, ArrayNode to) {
        to.add(event.subjectType())
                .add(shortened(event))
                .add(event.version())
                .add(event.at().toEpochMilli())
                .add(event.sequence())
                .add(event.subject());
        Event.Tells data = event.tells();
        List<String> more = new ArrayList<>(List.of(
                data.state().orElse(""),
                data.amount().map(FeedItems::text).orElse(""),
                data.reference().orElse(""),
                data.outcome().orElse(""),
                event.isRepublished() ? REPUBLISHED : ""));
        while (!more.isEmpty() && more.getLast().isEmpty()) {
            more.removeLast();
        }
        more.forEach(to::add);
    }

    private static String text(Money money) {
        return money.amountMinor() + " " + money.currency();
    }

    /** Most types begin with their subject's. */
    private static String shortened(Event event) {
        return event.type().startsWith(event.subjectType() + ".")
                ? event.type().substring(event.subjectType().length())
                : event.type();
    }

    /** The events of an item, each at its place. */
    static List<Placed> read(FeedItem item) {
        String key = item.sk();
        var marketplace = new MarketplaceId(item.pk().split("#", -1)[1]);
        String packed = item.events();
        if (packed == null) {
            return List.of(new Placed(key, alone(marketplace, item.alone())));
        }
        ArrayNode events = Json.read(packed, ArrayNode.class);
        String before = key.substring(0, key.length() - LAST.length());
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            boolean isLast = i == events.size() - 1;
            String place = isLast ? key : String.format(Locale.ROOT, "%s#%02d", before, i);
            placed.add(new Placed(place, event(marketplace, events.get(i))));
        }
        return placed;
    }

    private static Event event(MarketplaceId marketplace, JsonNode said) {
        String first = said.get(0).stringValue();
        String type = (said.get(1).stringValue().startsWith(".") ? first : "") + said.get(1).stringValue();
        int sequence = said.get(4).intValue();
        String subject = said.get(5).stringValue();
        boolean isFormer = first.startsWith(ID);
        JsonNode more = said.path(6);
        Event.Tells data = isFormer
                ? new Event.Tells(Optional.empty(), Optional.empty(), Optional.empty(), text(more.path(OUTCOME)))
                : new Event.Tells(
                        text(more), text(said.path(7)).map(FeedItems::money), text(said.path(8)), text(said.path(9)));
        return new Event(
                isFormer ? first : Event.id(new ChainId(first, marketplace, subject), sequence, type),
                type,
                said.get(2).intValue(),
                marketplace,
                instant(said.get(3)),
                sequence,
                subject,
                isFormer ? "" : first,
                data,
                isFormer ? more.path(REPUBLISHED).asBoolean(false) : text(said.path(10)).isPresent());
    }

    private static Instant instant(JsonNode at) {
        return at.isString() ? Instant.parse(at.stringValue()) : Instant.ofEpochMilli(at.longValue());
    }

    private static Optional<String> text(JsonNode member) {
        return Optional.of(member.asString("")).filter(text -> !text.isEmpty());
    }

    private static Money money(String text) {
        int space = text.indexOf(' ');
        return Money.of(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
    }

    private static Event alone(MarketplaceId marketplace, FeedItem.Alone said) {
        return new Event(
                Objects.requireNonNull(said.id()),
                Objects.requireNonNull(said.type()),
                Objects.requireNonNull(said.version()),
                marketplace,
                Instant.parse(Objects.requireNonNull(said.at())),
                Objects.requireNonNull(said.sequence()),
                Objects.requireNonNull(said.subject()),
                "",
                Event.Tells.NONE,
                false);
    }
}
