package dev.surety.escrow.store;

import dev.surety.escrow.app.Payments;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payments as chains of the journal. */
public final class JournalPayments implements Payments {
    public static final String TYPE = "payment";

    private final Journal journal;

    public JournalPayments(Journal journal) {
        this.journal = journal;
    }

    private record Stored(PaymentId id, Chain chain, List<PaymentEvent> events) implements History {
        static Stored of(PaymentId id, Chain chain) {
            return new Stored(
                    id, chain, chain.entries().stream().map(JournalPayments::read).toList());
        }
    }

    @Override
    public History load(MarketplaceId marketplace, PaymentId id) {
        return Stored.of(id, journal.load(new ChainId(TYPE, marketplace, id.value())));
    }

    @Override
    public Optional<History> append(
            History after, PaymentEvent event, Postings postings, Instant now, Actor actor, CommandKey key) {
        Chain chain = ((Stored) after).chain();
        Draft draft = Draft.of(name(event), event, now, actor, key).with(postings);
        if (event instanceof PaymentEvent.Requested requested) {
            String owner = TYPE + "#" + chain.id().marketplace() + "#" + requested.payer();
            draft = draft.indexed(new Entry.Index(owner, "", ""));
        }
        return switch (journal.append(chain, draft)) {
            case Append.Done(var entry, _) -> Optional.of(Stored.of(after.id(), chain.plus(entry)));
            case Append.Lost _ -> Optional.empty();
        };
    }

    public static String name(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.Requested _ -> "payment.requested.v1";
            case PaymentEvent.Captured _ -> "payment.captured.v1";
            case PaymentEvent.Declined _ -> "payment.declined.v1";
            case PaymentEvent.Unknown _ -> "payment.unknown.v1";
        };
    }

    private static PaymentEvent read(Entry entry) {
        return switch (entry.event()) {
            case "payment.requested.v1" -> Json.read(entry.data(), PaymentEvent.Requested.class);
            case "payment.captured.v1" -> Json.read(entry.data(), PaymentEvent.Captured.class);
            case "payment.declined.v1" -> Json.read(entry.data(), PaymentEvent.Declined.class);
            case "payment.unknown.v1" -> Json.read(entry.data(), PaymentEvent.Unknown.class);
            default -> throw new Outage("this release does not know the event " + entry.event());
        };
    }
}
