package dev.surety.ledger.store;

import dev.surety.ledger.domain.report.Chargeback;
import dev.surety.ledger.domain.report.PaymentEntries;
import dev.surety.ledger.domain.report.PaymentEntry.Said;
import dev.surety.ledger.domain.report.PaymentEntry.Share;
import dev.surety.ledger.domain.report.PaymentEntry;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the chains of payments. Of an entry's data it reads {@code tells} alone. Its form is {@code
 * {"parts":[{"escrow","amountMinor"}],"chargeback":{"id","state"}}}; any other form reads as nothing. A list of a payer
 * may lack the payments of the last moments.
 */
public final class JournalPaymentEntries implements PaymentEntries {
    private static final String TYPE = "payment";
    private static final int PAGE = 100;

    /** As many as the client of the store has connections to spare. */
    private static final int READS_AT_ONCE = 8;

    private final Journal journal;
    private final JournalIndexes hints;

    public JournalPaymentEntries(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.hints = hints;
    }

    @Override
    public List<ChainId> byPayer(MarketplaceId marketplace, ParticipantId payer, Instant until, int most) {
        return hints.all(JournalIndexes.By.OWNER, TYPE + "#" + marketplace + "#" + payer, PAGE)
                .filter(found -> Instant.parse(found.at()).isBefore(until))
                .map(JournalIndexes.Found::chain)
                .limit(most)
                .toList();
    }

    @Override
    public List<PaymentEntry> of(List<ChainId> payments) {
        return SideBySide.map(READS_AT_ONCE, payments, journal::load).stream()
                .flatMap(chain -> chain.entries().stream())
                .map(JournalPaymentEntries::read)
                .toList();
    }

    private static PaymentEntry read(Entry entry) {
        JsonNode tells = tells(entry.data());
        return new PaymentEntry(
                entry.chain(),
                entry.number(),
                entry.event(),
                entry.at(),
                entry.postings(),
                shares(entry.chain().marketplace(), tells.path("parts")),
                said(tells.path("chargeback")));
    }

    private static JsonNode tells(String data) {
        try {
            return Json.object(data).path("tells");
        } catch (JacksonException | ClassCastException noObject) {
            return Json.object();
        }
    }

    private static List<Share> shares(MarketplaceId marketplace, JsonNode parts) {
        boolean readable = parts.isArray() && parts.valueStream().allMatch(JournalPaymentEntries::isShare);
        return readable
                ? parts.valueStream()
                        .map(part -> new Share(
                                new ChainId("escrow", marketplace, part.path("escrow").stringValue()),
                                part.path("amountMinor").longValue()))
                        .toList()
                : List.of();
    }

    private static boolean isShare(JsonNode part) {
        JsonNode escrow = part.path("escrow");
        JsonNode amount = part.path("amountMinor");
        return escrow.isString()
                && Id.isWellFormed(EscrowId.PREFIX, escrow.stringValue())
                && amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() > 0;
    }

    private static Optional<Said> said(JsonNode chargeback) {
        JsonNode id = chargeback.path("id");
        JsonNode state = chargeback.path("state");
        return id.isString()
                ? Chargeback.State.find(state.asString("")).map(known -> new Said(id.stringValue(), known))
                : Optional.empty();
    }
}
