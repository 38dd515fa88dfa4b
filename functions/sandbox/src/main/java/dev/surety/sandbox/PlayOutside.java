package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Hints.Deadline;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.Wakes;
import dev.surety.sandbox.GatewayBooks.Charge;
import dev.surety.sandbox.GatewayBooks.Chargeback;
import dev.surety.sandbox.GatewayBooks.Played;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plays the payer and the payer's bank: writes what they do into the gateway's books, then hints to the escrow function
 * that there is news of the payment, as a gateway does. A hint is told again whenever the same is asked again, so one
 * that was lost costs a retry and nothing else.
 */
final class PlayOutside {
    private final GatewayBooks books;
    private final Wakes wakes;
    private final InstantSource clock;

    PlayOutside(GatewayBooks books, Wakes wakes, InstantSource clock) {
        this.books = books;
        this.wakes = wakes;
        this.clock = clock;
    }

    enum Bank {
        DRAWN,
        WON,
        LOST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the bank is to do. Without an amount it draws all of the charge. */
    record BankActs(PaymentId payment, Bank outcome, Optional<Money> amount) {}

    sealed interface Outcome {
        record Stands(Played played, boolean replayed) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** {@code isSame} says of a stored fingerprint whether it is this request's. */
    Outcome bank(MarketplaceId marketplace, BankActs acts, CommandKey key, Predicate<String> isSame) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            // The books first, the key second: they are written together, so whoever finds the one finds the other.
            Optional<Charge> charge = books.charge(marketplace, acts.payment());
            Optional<Chargeback> before = charge.flatMap(books::chargeback);
            Optional<Outcome> seen = seen(marketplace, key, isSame, race == 0);
            if (seen.isPresent()) {
                return seen.get();
            }
            if (charge.isEmpty()) {
                return invalid("/payment", "not_found");
            }
            Optional<Outcome> refused = refused(charge.get(), before, acts);
            if (refused.isPresent()) {
                return refused.get();
            }
            Money amount = before.map(Chargeback::amount)
                    .or(acts::amount)
                    .or(charge.get()::amount)
                    .orElseThrow();
            var after = new Chargeback(amount, acts.outcome().word());
            if (books.playBank(charge.get(), before, after, clock.instant(), key)) {
                return played(marketplace, key);
            }
        }
        throw new Contended("a charge is being written by too many");
    }

    private static Optional<Outcome> refused(Charge charge, Optional<Chargeback> before, BankActs acts) {
        Optional<Money> whole = charge.amount();
        boolean mixed = acts.amount()
                .filter(part -> whole.filter(all -> !all.currency().equals(part.currency())).isPresent())
                .isPresent();
        if (mixed) {
            return Optional.of(invalid("/amount", "another_currency"));
        }
        if (!charge.isCaptured()) {
            return Optional.of(notAllowed("Only a charge that was captured can be charged back."));
        }
        boolean draws = acts.outcome() == Bank.DRAWN;
        if (draws && before.isPresent()) {
            return Optional.of(notAllowed("This charge was charged back already."));
        }
        if (!draws && before.filter(drawn -> drawn.bank().equals(Bank.DRAWN.word())).isEmpty()) {
            return Optional.of(notAllowed("The bank decides once, about what it has drawn."));
        }
        boolean tooMuch = acts.amount()
                .filter(part -> part.compareTo(whole.orElseThrow()) > 0)
                .isPresent();
        return tooMuch
                ? Optional.of(refuse(CommonReason.AMOUNT_EXCEEDS, "The charge was " + whole.orElseThrow() + "."))
                : Optional.empty();
    }

    /** Does, for an operator, what the payer would do at the page. */
    Outcome payer(
            MarketplaceId marketplace, PaymentId payment, boolean succeeds, CommandKey key, Predicate<String> isSame) {
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Optional<Charge> charge = books.charge(marketplace, payment);
            if (charge.isEmpty()) {
                return refuse(CommonReason.NOT_FOUND, CommonReason.NOT_FOUND.title());
            }
            Optional<Outcome> seen = seen(marketplace, key, isSame, race == 0);
            if (seen.isPresent()) {
                return seen.get();
            }
            if (!charge.get().waitsForPayer()) {
                return notAllowed("This charge does not wait for its payer.");
            }
            if (books.playPayer(charge.get(), succeeds, succeeds ? "succeed" : "fail", key)) {
                return played(marketplace, key);
            }
        }
        throw new Contended("a charge is being written by too many");
    }

    /** The charge whose page this is. */
    Optional<Charge> behindPage(PaymentId payment) {
        return books.behindPage(payment);
    }

    /** What the payer does at the page; nothing more if it was decided before, one way or the other. */
    void atPage(Charge charge, boolean succeeds) {
        if (charge.waitsForPayer()) {
            boolean _ = books.playPayer(charge, succeeds);
        }
        tell(charge.marketplace(), charge.id());
    }

    /** What was played under this key before; {@code earlier} unless it was this very call. */
    private Optional<Outcome> seen(
            MarketplaceId marketplace, CommandKey key, Predicate<String> isSame, boolean earlier) {
        return books.played(marketplace, key).map(played -> {
            if (!isSame.test(played.fingerprint())) {
                return refuse(
                        CommonReason.IDEMPOTENCY_KEY_REUSED, CommonReason.IDEMPOTENCY_KEY_REUSED.title());
            }
            tell(marketplace, played.payment());
            return new Outcome.Stands(played, earlier);
        });
    }

    private Outcome played(MarketplaceId marketplace, CommandKey key) {
        Played played = books.played(marketplace, key)
                .orElseThrow(() -> new Outage("what was just played cannot be read back"));
        tell(marketplace, played.payment());
        return new Outcome.Stands(played, false);
    }

    /** Number 0 is no entry: it says that there may be news. */
    private void tell(MarketplaceId marketplace, PaymentId payment) {
        wakes.send(List.of(new Deadline(new ChainId("payment", marketplace, payment.value()), 0, clock.instant())));
    }

    private static Outcome invalid(String pointer, String reason) {
        return new Outcome.Refused(Refusal.of(CommonReason.INVALID, List.of(new FieldError(pointer, reason))));
    }

    private static Outcome notAllowed(String detail) {
        return refuse(CommonReason.TRANSITION_NOT_ALLOWED, detail);
    }

    private static Outcome refuse(CommonReason reason, String detail) {
        return new Outcome.Refused(reason.with(detail));
    }
}
