package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.app.ChargePayment.Wanted;
import dev.surety.escrow.domain.Agreement;
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
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the money in. The escrow's chain gets the intent, the payment's chain brackets the gateway's call, the
 * escrow's chain gets the outcome, which answers the command. Whoever finds an intent without its outcome, a retry or
 * the timer, finishes it.
 */
public final class FundEscrow {
    private final Escrows escrows;
    private final Participants participants;
    private final Marketplaces marketplaces;
    private final ChargePayment charging;
    private final Worlds worlds;

    public FundEscrow(
            Escrows escrows,
            Participants participants,
            Marketplaces marketplaces,
            ChargePayment charging,
            Worlds worlds) {
        this.escrows = escrows;
        this.participants = participants;
        this.marketplaces = marketplaces;
        this.charging = charging;
        this.worlds = worlds;
    }

    public Outcome fund(
            Asked asked, String method, Optional<String> returnUrl, Supplier<Optional<String>> words) {
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
            Instant now = worlds.now(marketplace, agreement.mode());
            Optional<Entry> seen = chain.chain().seen(asked.key());
            if (seen.isPresent()) {
                return replay(asked, chain, seen.get(), now);
            }
            if (asked.isOutdated(chain)) {
                return Outcome.refuse(CommonReason.VERSION_CONFLICT);
            }
            Optional<Refusal> barred = barred(marketplace, agreement, returnUrl);
            if (barred.isPresent()) {
                return new Outcome.Refused(barred.get());
            }
            if (chain.version() >= Journal.MOST_BY_PARTIES) {
                return Outcome.refuse(CommonReason.LIMIT_EXCEEDED);
            }
            // A dry decision first: what will be refused keeps no words.
            var payment = new PaymentId(Id.derive(PaymentId.PREFIX, asked.key().hash()));
            var trial = new EscrowCommand.Fund(payment, method, Optional.empty());
            if (EscrowRules.decide(chain.escrow(), trial, now) instanceof Decision.Refused(var refusal)) {
                return new Outcome.Refused(refusal);
            }
            var command = new EscrowCommand.Fund(payment, method, words.get());
            var happens = (Decision.Happens) EscrowRules.decide(chain.escrow(), command, now);
            Actor actor = Authority.actor(asked.caller(), Side.PAYER);
            Optional<Escrows.Appended> begun =
                    escrows.append(chain, happens, now, actor, asked.key(), Optional.empty());
            if (begun.isPresent() && begun.get().fresh()) {
                return outcome(asked, begun.get().escrow(), now, actor);
            }
            // Not put by this call: whoever put it may be calling the gateway now. The next round finds it, as seen.
        }
        throw new Outage("an escrow is being written by too many");
    }

    private Outcome outcome(Asked asked, EscrowChain begun, Instant now, Actor actor) {
        if (!(begun.escrow() instanceof Escrow.Funding funding)) {
            throw new Outage("the escrow moved on while its intent was appended");
        }
        EscrowCommand answer = charging.charge(wanted(begun, funding), now, actor);
        EscrowChain settled = settle(begun, answer, now);
        return settled.chain()
                .answerTo(asked.key())
                .<Outcome>map(entry -> new Outcome.Stands(escrows.at(settled, entry.number()), false))
                .orElseThrow(() -> new Outage("the outcome of a payment is not recorded yet"));
    }

    private Outcome replay(Asked asked, EscrowChain chain, Entry intent, Instant now) {
        if (!asked.isSame(intent)) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
        }
        Optional<Entry> answer = chain.chain().answerTo(asked.key());
        if (answer.isPresent()) {
            return new Outcome.Stands(escrows.at(chain, answer.get().number()), true);
        }
        if (now.isBefore(intent.at().plus(Limits.INTENT_ABANDONED))) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS);
        }
        EscrowChain finished = finish(chain, now);
        return finished.chain()
                .answerTo(asked.key())
                .<Outcome>map(entry -> new Outcome.Stands(escrows.at(finished, entry.number()), true))
                .orElseGet(() -> Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS));
    }

    /** Finds out what became of an open payment and records it; the escrow as it was if it has moved on. */
    public EscrowChain finish(EscrowChain chain, Instant now) {
        return chain.escrow() instanceof Escrow.Funding funding
                ? settle(chain, charging.finish(wanted(chain, funding), now), now)
                : chain;
    }

    private EscrowChain settle(EscrowChain from, EscrowCommand answer, Instant now) {
        EscrowChain chain = from;
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            if (!(chain.escrow() instanceof Escrow.Funding funding)
                    || !(EscrowRules.decide(chain.escrow(), answer, now) instanceof Decision.Happens happens)) {
                return chain;
            }
            Optional<String> answers =
                    funding.answered() ? Optional.empty() : Optional.of(funding.intentKey());
            CommandKey key = CommandKey.ofFact(
                    "funding",
                    funding.payment().value(),
                    happens.event().getClass().getSimpleName(),
                    Integer.toString(funding.asked()));
            Optional<Escrows.Appended> after = escrows.append(chain, happens, now, Actor.RECONCILER, key, answers);
            if (after.isPresent()) {
                return after.get().escrow();
            }
            chain = escrows.find(chain.chain().id().marketplace(), new EscrowId(chain.chain().id().id()))
                    .orElseThrow(() -> new Outage("an escrow went while it was read"));
        }
        throw new Outage("an escrow is being written by too many");
    }

    private static Wanted wanted(EscrowChain chain, Escrow.Funding funding) {
        Agreement agreement = funding.agreement();
        return new Wanted(
                chain.chain().id().marketplace(),
                funding.payment(),
                new EscrowId(chain.chain().id().id()),
                agreement.payer(),
                agreement.charge(),
                funding.method());
    }

    /**
     * What stands in the way whatever the escrow's state: a return URL the settings do not know, a participant without
     * the capability ({@code pay} of the payer, {@code receive} of the payee) or blocked, money in that is paused.
     */
    private Optional<Refusal> barred(MarketplaceId marketplace, Agreement agreement, Optional<String> returnUrl) {
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        boolean elsewhere = returnUrl
                .filter(url -> settings.stream().flatMap(of -> of.returnUrls().stream()).noneMatch(url::startsWith))
                .isPresent();
        if (elsewhere) {
            return Optional.of(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/returnUrl", "not_of_this_marketplace"))));
        }
        Optional<Standing> payer = participants.find(marketplace, agreement.payer());
        Optional<Standing> payee = participants.find(marketplace, agreement.payee());
        if (payer.filter(standing -> standing.may(Standing.PAY)).isEmpty()) {
            return Optional.of(CommonReason.CAPABILITY_RESTRICTED.with("The payer may not pay at present."));
        }
        if (payee.filter(standing -> standing.may(Standing.RECEIVE)).isEmpty()) {
            return Optional.of(CommonReason.CAPABILITY_RESTRICTED.with("The payee may not receive at present."));
        }
        if (payer.get().inflowBlocked() || payee.get().inflowBlocked()) {
            return Optional.of(CommonReason.BLOCKED.with(CommonReason.BLOCKED.title()));
        }
        boolean paused = settings.filter(of -> !of.pause().contains(Pause.MONEY_IN)).isEmpty();
        return paused ? Optional.of(CommonReason.PAUSED.with(CommonReason.PAUSED.title())) : Optional.empty();
    }
}
