package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.domain.Agreement;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
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
import dev.surety.runtime.world.Pauses;
import dev.surety.runtime.world.Pauses.What;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command of a party or an arbiter: load, seen?, decide, append. What then has to go back to the payer is sent, and
 * the answer is the gateway's.
 */
public final class MoveEscrow {
    private final Escrows escrows;
    private final Payments payments;
    private final Prevailing prevailing;
    private final SendRefund refunds;
    private final Replays replays;
    private final Pauses pauses;

    MoveEscrow(
            Escrows escrows,
            Payments payments,
            Prevailing prevailing,
            SendRefund refunds,
            Replays replays,
            Pauses pauses) {
        this.escrows = escrows;
        this.payments = payments;
        this.prevailing = prevailing;
        this.refunds = refunds;
        this.replays = replays;
        this.pauses = pauses;
    }

    /** Who may ask, and for whom. */
    public interface Standpoint {
        /** Why this caller may not, or nothing. */
        Optional<CommonReason> refusal(Escrow escrow);

        Actor actor();
    }

    /** A party's command, or one that is sent for a party. */
    public static Standpoint of(Caller caller, Side side) {
        return new Standpoint() {
            @Override
            public Optional<CommonReason> refusal(Escrow escrow) {
                return Authority.refusal(caller, escrow.agreement(), side);
            }

            @Override
            public Actor actor() {
                return Authority.actor(caller, side);
            }
        };
    }

    /** Calling off: either side while nothing is paid, then only the payee, who would have been paid. */
    public static Standpoint ofCancelling(Caller caller, Side side) {
        Standpoint plain = of(caller, side);
        return new Standpoint() {
            @Override
            public Optional<CommonReason> refusal(Escrow escrow) {
                boolean late = side == Side.PAYER && escrow.custodyNow().isPresent();
                return plain.refusal(escrow)
                        .or(() -> late ? Optional.of(CommonReason.FORBIDDEN) : Optional.empty());
            }

            @Override
            public Actor actor() {
                return plain.actor();
            }
        };
    }

    /** A participant's own calling off, for whichever side it is on. */
    public static Standpoint ofOwnCancelling(Caller caller) {
        return new Standpoint() {
            @Override
            public Optional<CommonReason> refusal(Escrow escrow) {
                Side side = caller.is(escrow.agreement().payee()) ? Side.PAYEE : Side.PAYER;
                return ofCancelling(caller, side).refusal(escrow);
            }

            @Override
            public Actor actor() {
                return caller.actor();
            }
        };
    }

    /** An arbiter's: of neither side. That no participant's token comes here is the route's to see to. */
    public static Standpoint ofArbiter(Caller caller) {
        return new Standpoint() {
            @Override
            public Optional<CommonReason> refusal(Escrow escrow) {
                return Optional.empty();
            }

            @Override
            public Actor actor() {
                return caller.actor();
            }
        };
    }

    /** {@code note} keeps the free text in the vault; it is asked only when the command is sure to be appended. */
    public Outcome move(
            Asked asked,
            Standpoint by,
            EscrowCommand command,
            Supplier<Optional<String>> note) {
        MarketplaceId marketplace = asked.caller().marketplace();
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Optional<EscrowChain> found = escrows.find(marketplace, asked.escrow());
            if (found.isEmpty()) {
                return Outcome.refuse(CommonReason.NOT_FOUND);
            }
            EscrowChain chain = found.get();
            Optional<CommonReason> refused = by.refusal(chain.escrow());
            if (refused.isPresent()) {
                return Outcome.refuse(refused.get());
            }
            Optional<Entry> seen = chain.chain().seen(asked.key());
            if (seen.isPresent()) {
                Instant now = prevailing.now(marketplace, chain.escrow().agreement());
                return replays.replay(asked, chain, seen.get(), now);
            }
            Optional<Refusal> barred = barred(asked.ifMatch(), chain, command);
            if (barred.isPresent()) {
                return new Outcome.Refused(barred.get());
            }
            Circumstances when = when(marketplace, chain, command);
            switch (EscrowRules.decide(chain.escrow(), command, when)) {
                case Decision.Refused(var refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case Decision.Happens happens -> {
                    var stamp = Escrows.Stamp.of(when.now(), by.actor(), asked.key()).noting(note.get());
                    Optional<Escrows.Appended> after = escrows.append(chain, happens, stamp);
                    if (after.isPresent()) {
                        return outcome(asked, after.get(), when.now());
                    }
                }
            }
        }
        throw new Contended("an escrow is being written by too many");
    }

    /** The same decision, and nothing of it done. */
    public Outcome dryRun(
            MarketplaceId marketplace,
            EscrowId id,
            Optional<Integer> ifMatch,
            Standpoint by,
            EscrowCommand command) {
        Optional<EscrowChain> found = escrows.find(marketplace, id);
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        EscrowChain chain = found.get();
        Optional<Refusal> refused =
                by.refusal(chain.escrow()).map(MoveEscrow::plain).or(() -> barred(ifMatch, chain, command));
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        Circumstances when = when(marketplace, chain, command);
        return switch (EscrowRules.decide(chain.escrow(), command, when)) {
            case Decision.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Decision.Happens happens ->
                new Outcome.Would(escrows.imagine(chain, happens, when.now()), happens.postings());
        };
    }

    private Outcome outcome(Asked asked, Escrows.Appended appended, Instant now) {
        EscrowChain chain = appended.escrow();
        if (!Replays.isIntent(chain, asked.key().hash())) {
            return Outcome.stands(chain, !appended.fresh());
        }
        EscrowChain answered = refunds.send(chain, now);
        return answered.chain()
                .answerTo(asked.key())
                .map(entry -> replays.answered(asked, answered, entry, !appended.fresh()))
                .orElseThrow(() -> new Outage("the outcome of a refund is not recorded yet"));
    }

    /** What stands in the way before the state is asked, in the order of precedence. */
    private Optional<Refusal> barred(Optional<Integer> ifMatch, EscrowChain chain, EscrowCommand command) {
        if (ifMatch.filter(version -> version != chain.version()).isPresent()) {
            return Optional.of(plain(CommonReason.VERSION_CONFLICT));
        }
        Optional<Refusal> wrong = EscrowRules.wrongInItself(chain.escrow(), command);
        if (wrong.isPresent()) {
            return wrong;
        }
        boolean back = sendsMoneyBack(chain, command);
        Optional<Refusal> paused = back
                ? pauses.refusal(SettleFunding.marketplace(chain), What.MONEY_OUT)
                : Optional.empty();
        if (paused.isPresent()) {
            return paused;
        }
        return chain.version() >= Journal.MOST_BY_PARTIES || (back && isPaymentFull(chain))
                ? Optional.of(plain(CommonReason.LIMIT_EXCEEDED))
                : Optional.empty();
    }

    /** What becomes of a refund stands in its payment's chain, which others may have filled. */
    private boolean isPaymentFull(EscrowChain chain) {
        return chain.escrow()
                .paymentNow()
                .map(payment -> payments.load(SettleFunding.marketplace(chain), payment.id()))
                .filter(payment -> payment.version() >= Journal.MOST_BY_PARTIES)
                .isPresent();
    }

    private static Refusal plain(CommonReason reason) {
        return reason.with(reason.title());
    }

    private static boolean sendsMoneyBack(EscrowChain chain, EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.GiveBack _ -> true;
            case EscrowCommand.Cancel _ -> chain.escrow().custodyNow().isPresent();
            case EscrowCommand.Award award -> award.toPayer().isPositive();
            default -> false;
        };
    }

    private Circumstances when(MarketplaceId marketplace, EscrowChain chain, EscrowCommand command) {
        Agreement agreement = chain.escrow().agreement();
        return switch (command) {
            case EscrowCommand.Accept _, EscrowCommand.Release _, EscrowCommand.Award _ ->
                prevailing.atRelease(marketplace, agreement);
            default -> Circumstances.at(prevailing.now(marketplace, agreement));
        };
    }
}
