package dev.surety.escrow.store;

import dev.surety.escrow.app.HearNotice.Notice;
import dev.surety.escrow.app.ParkedNotices;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.List;

/** Parked notices, each a chain of its own with one entry, whose id derives from the gateway's own for the event. */
public final class JournalNotices implements ParkedNotices {
    public static final String TYPE = "notice";

    private final Journal journal;

    public JournalNotices(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void park(MarketplaceId marketplace, Notice notice, Instant now) {
        String id = Id.derive("ntc", notice.gateway(), notice.endpoint(), notice.id());
        var data = Json.object()
                .put("gateway", notice.gateway())
                .put("endpoint", notice.endpoint())
                .put("event", notice.id())
                .put("type", notice.type())
                .put("reference", notice.reference());
        CommandKey key = CommandKey.ofFact("notice", notice.gateway(), notice.endpoint(), notice.id());
        Draft draft = Draft.of(
                        "gateway.notice_parked.v1", data, now, Actor.of("gateway:" + notice.gateway()), key)
                .attention(Attention.opens("gateway_notice").toString());
        // Losing means that it is there already: the same event of the gateway came before.
        journal.append(new Chain(new ChainId(TYPE, marketplace, id), List.of()), draft);
    }
}
