package dev.surety.reputation.app.review;

import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.event.Ends;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/** Sales, as the chains of their escrows tell them. */
public final class Sales {
    public static final String TYPE = "escrow";

    private final Journal journal;

    public Sales(Journal journal) {
        this.journal = journal;
    }

    /** @param ended empty while it goes on, and for good if the payee got nothing */
    public record Sale(ParticipantId payer, ParticipantId payee, Optional<ReviewedSale> ended) {}

    public static ChainId chain(MarketplaceId marketplace, EscrowId escrow) {
        return new ChainId(TYPE, marketplace, escrow.value());
    }

    public Optional<Sale> find(ChainId id) {
        if (!id.type().equals(TYPE) || !Id.isWellFormed(EscrowId.PREFIX, id.id())) {
            return Optional.empty();
        }
        Chain chain = journal.load(id);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Entry.Index index = chain.entries().getFirst().index();
        var payer = new ParticipantId(name(index.owner()));
        var payee = new ParticipantId(name(index.counterparty()));
        return Optional.of(new Sale(
                payer,
                payee,
                chain.entries().stream()
                        .filter(entry -> entry.ends().isPresent())
                        .findFirst()
                        .flatMap(end -> reviewed(new EscrowId(id.id()), payer, payee, end))));
    }

    private static Optional<ReviewedSale> reviewed(
            EscrowId escrow, ParticipantId payer, ParticipantId payee, Entry end) {
        Ends ends = Json.shared(Json.object(end.ends().orElseThrow()), Ends.class, Ends.VERSION);
        boolean isClean = ends.refunded().isZero()
                && ends.released().isPositive()
                && !Json.object(end.data()).has(EscrowDisputes.MEMBER);
        return ends.released().isPositive()
                ? Optional.of(new ReviewedSale(escrow, payer, payee, end.at(), isClean))
                : Optional.empty();
    }

    /** Lists of an escrow's parties are indexed by their ids. */
    private static String name(String indexed) {
        return indexed.substring(indexed.lastIndexOf('#') + 1);
    }
}
