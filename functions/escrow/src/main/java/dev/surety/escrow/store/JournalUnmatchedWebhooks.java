package dev.surety.escrow.store;

import dev.surety.escrow.app.payment.UnmatchedWebhook;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
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

/**
 * Unmatched webhooks, each a chain of its own with two events: parked, and resolved by an operator. The chain's id
 * derives from the gateway's own id of the event.
 */
public final class JournalUnmatchedWebhooks implements UnmatchedWebhooks {
    public static final String TYPE = "notice";

    private static final String WORK = "gateway_notice";
    private static final String PARKED = "gateway.notice_parked.v1";
    private static final String CLOSED = "gateway.notice_closed.v2";
    /** A former event, still read: its data held the text that the entry's note names today. */
    private static final String FORMERLY_CLOSED = "gateway.notice_closed.v1";

    private static final String WORDS = "words";

    private final Journal journal;

    public JournalUnmatchedWebhooks(Journal journal) {
        this.journal = journal;
    }

    private record Parked(String gateway, String endpoint, String event, String type, String reference) {}


    @Override
    public ChainId chainId(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    @Override
    public void park(MarketplaceId marketplace, WebhookNotice notice, Instant now) {
        String id = Id.derive(UnmatchedWebhook.PREFIX, notice.gateway(), notice.endpoint(), notice.id());
        var parked =
                new Parked(notice.gateway(), notice.endpoint(), notice.id(), notice.type(), notice.reference());
        CommandKey key = CommandKey.ofFact("notice", notice.gateway(), notice.endpoint(), notice.id());
        Draft draft = Draft.of(PARKED, parked, now, Actor.of("gateway:" + notice.gateway()), key)
                .attention(Attention.opens(WORK).toString());
        // A lost race means that the same event of the gateway came before.
        journal.append(new Chain(new ChainId(TYPE, marketplace, id), List.of()), draft);
    }

    @Override
    public Optional<UnmatchedWebhook> find(MarketplaceId marketplace, String id) {
        Chain chain = journal.load(new ChainId(TYPE, marketplace, id));
        return chain.isEmpty() ? Optional.empty() : Optional.of(read(chain));
    }

    @Override
    public Optional<UnmatchedWebhook> close(
            UnmatchedWebhook notice, Instant now, Actor actor, CommandKey key, Optional<String> note) {
        Draft draft = Draft.of(CLOSED, Json.object(), now, actor, key)
                .attention(Attention.closes(WORK).toString())
                .note(note);
        return journal.append(notice.chain(), draft) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(read(notice.chain().plus(entry)))
                : Optional.empty();
    }

    private static UnmatchedWebhook read(Chain chain) {
        chain.entries().forEach(entry -> {
            if (!List.of(PARKED, CLOSED, FORMERLY_CLOSED).contains(entry.event())) {
                throw new Outage("this release does not know the event " + entry.event());
            }
        });
        Parked parked = Json.read(chain.first().data(), Parked.class);
        Optional<UnmatchedWebhook.Closed> closed = chain.entries().stream()
                .filter(entry -> !entry.event().equals(PARKED))
                .map(entry -> new UnmatchedWebhook.Closed(entry.at(), note(entry)))
                .findFirst();
        return new UnmatchedWebhook(
                chain,
                parked.gateway(),
                parked.endpoint(),
                parked.event(),
                parked.type(),
                parked.reference(),
                closed);
    }

    private static Optional<String> note(Entry entry) {
        return entry.note()
                .or(() -> Optional.ofNullable(Json.object(entry.data()).path(WORDS).asString(null)));
    }
}
