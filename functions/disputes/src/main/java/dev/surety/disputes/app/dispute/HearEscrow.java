package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stamp;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.procedure.DisputeDecision;
import dev.surety.disputes.domain.procedure.DisputeRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Brings disputes up to date with their escrow. We read the escrow's last entry, whatever the message was, and again
 * after each lost race. So a message that is late, lost or doubled makes no difference once the next one comes.
 */
public final class HearEscrow {
    /** Each word of an escrow makes fewer entries than this. */
    private static final int MOST_ENTRIES = 8;

    private final DisputeChains disputes;
    private final EscrowCases escrows;
    private final OpenDispute opening;
    private final Follow follow;

    public HearEscrow(DisputeChains disputes, EscrowCases escrows, OpenDispute opening, Follow follow) {
        this.disputes = disputes;
        this.escrows = escrows;
        this.opening = opening;
        this.follow = follow;
    }

    /** @param chain of an escrow that has a new entry; other chains are none of ours */
    public Handled hear(ChainId chain) {
        Optional<EscrowDisputes> told = escrows.find(chain);
        if (told.isPresent()) {
            var escrow = new EscrowId(chain.id());
            for (int ordinal = 1; ordinal <= told.get().disputes().size(); ordinal++) {
                opening.find(chain.marketplace(), escrow, told.get(), ordinal).ifPresent(this::upToDate);
            }
        }
        return Handled.DONE;
    }

    /** The dispute, which its escrow's last entry opens if it is not there yet. */
    Optional<Stored> find(MarketplaceId marketplace, DisputeId id, Optional<EscrowId> escrow) {
        return disputes.find(marketplace, id).or(() -> escrow.flatMap(of -> opened(marketplace, id, of)));
    }

    private Optional<Stored> opened(MarketplaceId marketplace, DisputeId id, EscrowId escrow) {
        return escrows.find(EscrowCases.chain(marketplace, escrow)).flatMap(told -> IntStream.rangeClosed(
                        1, told.disputes().size())
                .filter(ordinal -> told.disputes().get(ordinal - 1).id().equals(id))
                .boxed()
                .findFirst()
                .flatMap(ordinal -> opening.find(marketplace, escrow, told, ordinal)));
    }

    /** The dispute after all that its escrow says by now. */
    Stored upToDate(Stored dispute) {
        return Contention.retry("a dispute", dispute, this::round, this::reload);
    }

    private Stored reload(Stored dispute) {
        return disputes.find(dispute.chain().id()).orElse(dispute);
    }

    private Optional<Stored> round(Stored from) {
        Optional<DisputedMoney> said = said(from);
        if (said.isEmpty()) {
            return Optional.of(from);
        }
        Stored dispute = from;
        for (int entry = 0; entry < MOST_ENTRIES; entry++) {
            var now = disputes.present().now(dispute.marketplace());
            var command = new DisputeCommand.HearEscrow(said.get(), ours(dispute, said.get()));
            switch (DisputeRules.decide(dispute.dispute(), command, Context.at(now))) {
                case DisputeDecision.Nothing _ -> {
                    return Optional.of(dispute);
                }
                case DisputeDecision.Refused(var refusal) ->
                    throw new Breach("a dispute refuses its escrow's word: " + refusal);
                case DisputeDecision.Append(var event) -> {
                    var stamp = Stamp.of(Actor.EVENT, dispute.chain(), event);
                    Optional<Stored> after = disputes.append(dispute, event, now, stamp);
                    if (after.isEmpty()) {
                        return Optional.empty();
                    }
                    dispute = after.get();
                    follow.after(dispute);
                }
            }
        }
        throw new Breach("a dispute takes no end of its escrow's word");
    }

    private Optional<DisputedMoney> said(Stored dispute) {
        ChainId escrow = EscrowCases.chain(
                dispute.marketplace(), dispute.dispute().opening().escrow());
        return escrows.find(escrow).flatMap(told -> told.disputes().stream()
                .filter(money -> money.id().equals(dispute.id()))
                .findFirst());
    }

    /** The number of our decision that ended it; the escrow keeps the hash of the key that it was carried out by. */
    private static Optional<Integer> ours(Stored dispute, DisputedMoney money) {
        int last = dispute.dispute().enforcement().map(Enforcement::n).orElse(0);
        return money.end().flatMap(end -> IntStream.rangeClosed(1, last)
                .filter(n -> key(dispute.id(), n).hash().equals(end.key()))
                .boxed()
                .findFirst());
    }

    /** The escrow's command key of a decision. */
    static CommandKey key(DisputeId dispute, int n) {
        return CommandKey.ofFact("dispute", dispute.value(), Integer.toString(n));
    }
}
