package dev.surety.simulator;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.timers.TimerMessages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Plays the payer and the payer's bank. It writes their acts into the gateway's books, and then hints to the escrow
 * function that there is news, as a gateway does. A repeated command repeats the hint, so a lost hint costs a retry
 * only.
 */
public final class PlayOutside {
    private final GatewayBooks books;
    private final TimerMessages wakes;
    private final Function<MarketplaceId, Instant> present;
    private final InstantSource clock;

    /**
     * @param present the time of a marketplace's banks
     * @param clock the time of the gateway's own books, which no test clock moves
     */
    public PlayOutside(
            DynamoDbClient dynamo,
            String table,
            TimerMessages wakes,
            Function<MarketplaceId, Instant> present,
            InstantSource clock) {
        this.books = new GatewayBooks(dynamo, table);
        this.wakes = wakes;
        this.present = present;
        this.clock = clock;
    }

    /**
     * The act of the bank. Without an amount it is about all of the charge.
     *
     * @param reason of a new chargeback or warning; {@code general} if empty
     * @param evidenceDueBy of a new one; two weeks from now if empty
     */
    public record BankActs(
            PaymentId payment,
            Chargeback.Status outcome,
            Optional<Money> amount,
            Optional<String> reason,
            Optional<Instant> evidenceDueBy) {}

    /** {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<Played> bank(MarketplaceId marketplace, BankActs acts, CommandKey key, Predicate<String> isSame) {
        return Contention.retry("a charge", () -> bankOnce(marketplace, acts, key, isSame));
    }

    private Optional<Outcome<Played>> bankOnce(
            MarketplaceId marketplace, BankActs acts, CommandKey key, Predicate<String> isSame) {
        // One transaction writes books and key. We read the key last, so a reader that saw the new books sees the key,
        // too.
        Optional<Charge> charge = books.charge(marketplace, acts.payment());
        Optional<Chargeback> before = charge.flatMap(known -> books.chargeback(marketplace, known.payment()));
        Optional<Outcome<Played>> over = seen(marketplace, key, isSame)
                .or(() -> charge.isEmpty()
                        ? Optional.of(invalid("/payment", "not_found"))
                        : refused(charge.get(), before, acts));
        if (over.isPresent()) {
            return over;
        }
        Chargeback after = after(marketplace, charge.orElseThrow(), before, acts);
        var played =
                new Played(key.fingerprint(), acts.payment(), acts.outcome().word(), Optional.of(after.amount()));
        return books.playBank(marketplace, before, after, clock.instant(), key, played)
                ? Optional.of(played(marketplace, played))
                : Optional.empty();
    }

    /** A chargeback that follows a warning begins anew: the bank takes evidence once for each. */
    private Chargeback after(MarketplaceId marketplace, Charge charge, Optional<Chargeback> before, BankActs acts) {
        boolean begins = acts.outcome().isOpen();
        if (!begins) {
            return before.orElseThrow().becomes(acts.outcome());
        }
        Instant due = acts.evidenceDueBy()
                .orElseGet(() -> present.apply(marketplace).plus(Chargeback.TIME_FOR_EVIDENCE));
        return new Chargeback(
                acts.payment(),
                acts.amount().or(() -> before.map(Chargeback::amount)).or(charge::amount).orElseThrow(),
                acts.outcome(),
                acts.reason()
                        .or(() -> before.flatMap(Chargeback::reason))
                        .or(() -> Optional.of(Chargeback.DEFAULT_REASON)),
                Optional.of(due),
                Optional.empty());
    }

    private static Optional<Outcome<Played>> refused(Charge charge, Optional<Chargeback> before, BankActs acts) {
        Optional<Money> whole = charge.amount();
        boolean mixed = acts.amount()
                .filter(part -> whole.filter(all -> !all.currency().equals(part.currency())).isPresent())
                .isPresent();
        if (mixed) {
            return Optional.of(invalid("/amount", "another_currency"));
        }
        if (!charge.is(Charge.Status.CAPTURED)) {
            return Optional.of(notAllowed("Only a charge that was captured can be charged back."));
        }
        if (!follows(before.map(Chargeback::status), acts.outcome())) {
            return Optional.of(notAllowed(
                    acts.outcome().isOpen()
                            ? "This charge was charged back already."
                            : "The bank decides once, about what it has drawn."));
        }
        boolean tooMuch = acts.amount()
                .filter(part -> part.compareTo(whole.orElseThrow()) > 0)
                .isPresent();
        return tooMuch
                ? Optional.of(refuse(CommonReason.AMOUNT_EXCEEDS, "The charge was " + whole.orElseThrow() + "."))
                : Optional.empty();
    }

    private static boolean follows(Optional<Chargeback.Status> before, Chargeback.Status next) {
        return switch (next) {
            case WARNED -> before.isEmpty();
            case CLOSED -> before.equals(Optional.of(Chargeback.Status.WARNED));
            case DRAWN -> before.isEmpty() || before.get() == Chargeback.Status.WARNED;
            case LOST -> before.equals(Optional.of(Chargeback.Status.DRAWN));
            // A bank that has kept the money may give it back after all.
            case WON -> before.filter(Chargeback.Status::hasMoney).isPresent();
        };
    }

    /** Plays the payer's decision at the page, for an operator. */
    public Outcome<Played> payer(
            MarketplaceId marketplace, PaymentId payment, boolean succeeds, CommandKey key, Predicate<String> isSame) {
        return Contention.retry("a charge", () -> payerOnce(marketplace, payment, succeeds, key, isSame));
    }

    private Optional<Outcome<Played>> payerOnce(
            MarketplaceId marketplace, PaymentId payment, boolean succeeds, CommandKey key, Predicate<String> isSame) {
        Optional<Charge> charge = books.charge(marketplace, payment);
        if (charge.isEmpty()) {
            return Optional.of(Outcome.refuse(CommonReason.NOT_FOUND));
        }
        Optional<Outcome<Played>> seen = seen(marketplace, key, isSame);
        if (seen.isPresent()) {
            return seen;
        }
        if (!charge.get().waitsForPayer()) {
            return Optional.of(notAllowed("This charge does not wait for its payer."));
        }
        var played = new Played(key.fingerprint(), payment, succeeds ? "succeed" : "fail", Optional.empty());
        return books.playPayer(decided(charge.get(), succeeds), key, played)
                ? Optional.of(played(marketplace, played))
                : Optional.empty();
    }

    /** The charge behind this page. */
    public Optional<Charge> behindPage(PaymentId payment) {
        return books.behindPage(payment);
    }

    /** Plays the payer's decision at the page. Does nothing if the charge is already decided. */
    public void atPage(Charge charge, boolean succeeds) {
        if (charge.waitsForPayer()) {
            boolean _ = books.move(decided(charge, succeeds), Charge.Status.ACTION_NEEDED);
        }
        tell(charge.marketplace(), charge.payment());
    }

    private static Charge decided(Charge charge, boolean succeeds) {
        return succeeds
                ? charge.becomes(Charge.Status.CAPTURED, "")
                : charge.becomes(Charge.Status.DECLINED, "authentication_failed");
    }

    /** The outcome that another call played under this key, if one did. */
    private Optional<Outcome<Played>> seen(MarketplaceId marketplace, CommandKey key, Predicate<String> isSame) {
        return books.played(marketplace, key).map(played -> {
            if (!isSame.test(played.fingerprint())) {
                return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
            }
            tell(marketplace, played.payment());
            return new Outcome.Done<>(played, true);
        });
    }

    private Outcome<Played> played(MarketplaceId marketplace, Played played) {
        tell(marketplace, played.payment());
        return new Outcome.Done<>(played, false);
    }

    /** Number 0 names no entry: it hints at news. */
    private void tell(MarketplaceId marketplace, PaymentId payment) {
        wakes.send(List.of(new Deadline(new ChainId("payment", marketplace, payment.value()), 0, clock.instant())));
    }

    private static Outcome<Played> invalid(String pointer, String reason) {
        return new Outcome.Refused<>(Refusal.of(CommonReason.INVALID, List.of(new FieldError(pointer, reason))));
    }

    private static Outcome<Played> notAllowed(String detail) {
        return refuse(CommonReason.TRANSITION_NOT_ALLOWED, detail);
    }

    private static Outcome<Played> refuse(CommonReason reason, String detail) {
        return new Outcome.Refused<>(reason.with(detail));
    }
}
