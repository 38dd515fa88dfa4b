package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.domain.Agreement;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the money in. The escrow's chain gets the intent, the payment's chain brackets the gateway's call, the
 * escrow's chain gets the outcome, which answers the command. Whoever finds an intent without its outcome, a retry or
 * the timer, finishes it.
 */
public final class FundEscrow {
    private final Escrows escrows;
    private final MoneyIn moneyIn;
    private final ChargePayment charging;
    private final SettleFunding settling;
    private final Replays replays;
    private final Prevailing prevailing;

    public FundEscrow(
            Escrows escrows,
            MoneyIn moneyIn,
            ChargePayment charging,
            SettleFunding settling,
            Replays replays,
            Prevailing prevailing) {
        this.escrows = escrows;
        this.moneyIn = moneyIn;
        this.charging = charging;
        this.settling = settling;
        this.replays = replays;
        this.prevailing = prevailing;
    }

    /** How the payer pays, and where the payer's browser goes afterwards. */
    public record Means(String method, Optional<String> returnUrl) {}

    public Outcome fund(Asked asked, Means means, Supplier<Optional<String>> note) {
        MarketplaceId marketplace = asked.caller().marketplace();
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Optional<EscrowChain> found = escrows.find(marketplace, asked.escrow());
            if (found.isEmpty()) {
                return Outcome.refuse(CommonReason.NOT_FOUND);
            }
            EscrowChain chain = found.get();
            Agreement agreement = chain.escrow().agreement();
            Optional<CommonReason> refused = Authority.refusal(asked.caller(), agreement, Side.PAYER);
            if (refused.isPresent()) {
                return Outcome.refuse(refused.get());
            }
            Instant now = prevailing.now(marketplace, agreement);
            Optional<Entry> seen = chain.chain().seen(asked.key());
            if (seen.isPresent()) {
                return replays.replay(asked, chain, seen.get(), now);
            }
            Optional<Refusal> barred = barred(chain, asked.ifMatch(), means);
            if (barred.isPresent()) {
                return new Outcome.Refused(barred.get());
            }
            var payment = new PaymentId(Id.derive(PaymentId.PREFIX, asked.key().hash()));
            var command = new EscrowCommand.Fund(payment, means.method());
            switch (EscrowRules.decide(chain.escrow(), command, Circumstances.at(now))) {
                case Decision.Refused(var refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case Decision.Happens happens -> {
                    Actor actor = Authority.actor(asked.caller(), Side.PAYER);
                    var stamp = Escrows.Stamp.of(now, actor, asked.key()).noting(note.get());
                    Optional<Escrows.Appended> begun = escrows.append(chain, happens, stamp);
                    // If another call put it, that call is at the gateway: the next round finds its entry, as seen.
                    if (begun.filter(Escrows.Appended::fresh).isPresent()) {
                        return outcome(asked, begun.get().escrow(), means, now, actor);
                    }
                }
            }
        }
        throw new Contended("an escrow is being written by too many");
    }

    /** The same decision, and nothing of it done. */
    public Outcome dryRun(Caller caller, EscrowId id, Optional<Integer> ifMatch, Means means) {
        Optional<EscrowChain> found = escrows.find(caller.marketplace(), id);
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        EscrowChain chain = found.get();
        Agreement agreement = chain.escrow().agreement();
        Optional<CommonReason> refused = Authority.refusal(caller, agreement, Side.PAYER);
        if (refused.isPresent()) {
            return Outcome.refuse(refused.get());
        }
        Optional<Refusal> barred = barred(chain, ifMatch, means);
        if (barred.isPresent()) {
            return new Outcome.Refused(barred.get());
        }
        // No payment is made, so this id is nobody's.
        var payment = new PaymentId(Id.derive(PaymentId.PREFIX, "dry run", id.value()));
        var command = new EscrowCommand.Fund(payment, means.method());
        Instant now = prevailing.now(caller.marketplace(), agreement);
        return switch (EscrowRules.decide(chain.escrow(), command, Circumstances.at(now))) {
            case Decision.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Decision.Happens happens ->
                new Outcome.Would(escrows.imagine(chain, happens, now), happens.postings());
        };
    }

    private Optional<Refusal> barred(EscrowChain chain, Optional<Integer> ifMatch, Means means) {
        if (ifMatch.filter(version -> version != chain.version()).isPresent()) {
            return Optional.of(CommonReason.VERSION_CONFLICT.with(CommonReason.VERSION_CONFLICT.title()));
        }
        Optional<Refusal> barred = moneyIn.barred(
                SettleFunding.marketplace(chain), chain.escrow().agreement(), means.returnUrl());
        if (barred.isPresent() || chain.version() < Journal.MOST_BY_PARTIES) {
            return barred;
        }
        return Optional.of(CommonReason.LIMIT_EXCEEDED.with(CommonReason.LIMIT_EXCEEDED.title()));
    }

    private Outcome outcome(Asked asked, EscrowChain begun, Means means, Instant now, Actor actor) {
        if (!(begun.escrow() instanceof Escrow.Funding funding)) {
            throw new Outage("the escrow moved on while its intent was appended");
        }
        PaymentChain payment =
                charging.charge(SettleFunding.wanted(begun, funding, means.returnUrl()), now, actor);
        EscrowChain settled = settling.tell(begun, payment, now);
        return settled.chain()
                .answerTo(asked.key())
                .map(entry -> replays.answered(asked, settled, entry, false))
                .orElseThrow(() -> new Outage("the outcome of a payment is not recorded yet"));
    }
}
