package dev.surety.escrow.store;

import dev.surety.escrow.app.HearNotice.Notice;
import dev.surety.escrow.app.ParkedNotice;
import dev.surety.escrow.app.ParkedNotices;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
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
 * Parked notices, each a chain of its own, whose id derives from the gateway's own for the event: that it was parked,
 * and that somebody has seen to it.
 */
public final class JournalNotices implements ParkedNotices {
    public static final String TYPE = "notice";

    private static final String WORK = "gateway_notice";
    private static final String PARKED = "gateway.notice_parked.v1";
    private static final String CLOSED = "gateway.notice_closed.v1";

    private final Journal journal;

    public JournalNotices(Journal journal) {
        this.journal = journal;
    }

    private record Parked(String gateway, String endpoint, String event, String type, String reference) {}

    private record Seen(String words) {}

    @Override
    public void park(MarketplaceId marketplace, Notice notice, Instant now) {
        String id = Id.derive(ParkedNotice.PREFIX, notice.gateway(), notice.endpoint(), notice.id());
        var parked =
                new Parked(notice.gateway(), notice.endpoint(), notice.id(), notice.type(), notice.reference());
        CommandKey key = CommandKey.ofFact("notice", notice.gateway(), notice.endpoint(), notice.id());
        Draft draft = Draft.of(PARKED, parked, now, Actor.of("gateway:" + notice.gateway()), key)
                .attention(Attention.opens(WORK).toString());
        // Losing means that it is there already: the same event of the gateway came before.
        journal.append(new Chain(new ChainId(TYPE, marketplace, id), List.of()), draft);
    }

    @Override
    public Optional<ParkedNotice> find(MarketplaceId marketplace, String id) {
        Chain chain = journal.load(new ChainId(TYPE, marketplace, id));
        return chain.isEmpty() ? Optional.empty() : Optional.of(read(chain));
    }

    @Override
    public Optional<ParkedNotices.Closed> close(
            ParkedNotice notice, Instant now, Actor actor, CommandKey key, String words) {
        Draft draft = Draft.of(CLOSED, new Seen(words), now, actor, key)
                .attention(Attention.closes(WORK).toString());
        return switch (journal.append(notice.chain(), draft)) {
            case Append.Done(var entry, var fresh) ->
                Optional.of(new ParkedNotices.Closed(read(notice.chain().plus(entry)), fresh));
            case Append.Lost _ -> Optional.empty();
        };
    }

    private static ParkedNotice read(Chain chain) {
        chain.entries().forEach(entry -> {
            if (!List.of(PARKED, CLOSED).contains(entry.event())) {
                throw new Outage("this release does not know the event " + entry.event());
            }
        });
        Parked parked = Json.read(chain.first().data(), Parked.class);
        Optional<ParkedNotice.Closed> closed = chain.entries().stream()
                .filter(entry -> entry.event().equals(CLOSED))
                .map(entry -> new ParkedNotice.Closed(
                        entry.at(), Json.read(entry.data(), Seen.class).words()))
                .findFirst();
        return new ParkedNotice(
                chain,
                parked.gateway(),
                parked.endpoint(),
                parked.event(),
                parked.type(),
                parked.reference(),
                closed);
    }
}
