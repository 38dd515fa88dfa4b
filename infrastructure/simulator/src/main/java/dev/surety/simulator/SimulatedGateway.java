package dev.surety.simulator;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The payment gateway of sandbox stacks, which behaves as real gateways do. A repeated reference is the same charge,
 * and a cancelled charge is never made. With some methods it charges and does not answer. It never refunds more than it
 * took. {@link PlayOutside} plays the payer and the payer's bank in the same books.
 *
 * <p>If the store does not answer, the result is {@link Result.Unknown}. Only {@link #chargeback} and {@link
 * #changedSince} throw.
 */
public final class SimulatedGateway {
    /** A write may take this long after the time it names, so younger changes are listed again. */
    private static final Duration SETTLES = Duration.ofMinutes(1);

    private static final int MOST_CHANGES = 100;

    private final GatewayBooks books;
    private final Function<MarketplaceId, Instant> present;
    private final InstantSource clock;
    private final Notices notices;
    private final SlowDebit slowDebit;

    /** Hints to the gateway's customer that there is news of a charge. */
    public interface Notices {
        void tell(MarketplaceId marketplace, PaymentId payment);
    }

    /** The method of a debit that the gateway accepts at once and completes later. */
    public record SlowDebit(String method, Duration takes) {}

    /** {@code returnUrl} is where the payer's browser goes after the page. */
    public record Order(
            MarketplaceId marketplace, PaymentId payment, Money amount, String method, Optional<String> returnUrl) {}

    public record RefundOrder(MarketplaceId marketplace, RefundId refund, PaymentId payment, Money amount) {}

    /** The result of a call. */
    public sealed interface Result {
        /** The gateway made the charge or the refund. */
        record Done(String reference) implements Result {}

        /** The gateway did not make it, and never will under this reference. */
        record Declined(String code) implements Result {}

        /** The payer must complete the page. */
        record ActionNeeded() implements Result {}

        /** No answer: the gateway may have made it or not. */
        record Unknown() implements Result {}
    }

    /** Payments that changed, oldest first. A payment may come twice. */
    public record Changes(List<String> payments, String next, boolean more) {
        public Changes {
            payments = List.copyOf(payments);
        }
    }

    /**
     * @param present the time for a marketplace's payers and banks
     * @param clock the time for the gateway's own books, which no test clock moves
     */
    public SimulatedGateway(
            DynamoDbClient dynamo,
            String table,
            Function<MarketplaceId, Instant> present,
            InstantSource clock,
            Notices notices,
            SlowDebit slowDebit) {
        this.books = new GatewayBooks(dynamo, table);
        this.present = present;
        this.clock = clock;
        this.notices = notices;
        this.slowDebit = slowDebit;
    }

    /** Authorises and captures at once. */
    public Result charge(Order order) {
        if (order.method().equals(slowDebit.method())) {
            return book(order, Charge.Status.PROCESSING, "");
        }
        return switch (order.method()) {
            case "card_ok", "refund_fails" -> book(order, Charge.Status.CAPTURED, "");
            case "card_declined" -> book(order, Charge.Status.DECLINED, "card_declined");
            case "card_insufficient_funds" -> book(order, Charge.Status.DECLINED, "insufficient_funds");
            case "card_3ds" -> book(order, Charge.Status.ACTION_NEEDED, "");
            case "card_timeout_done" -> silently(book(order, Charge.Status.CAPTURED, ""));
            case "card_timeout_declined" -> silently(book(order, Charge.Status.DECLINED, "card_declined"));
            case "card_timeout_lost" -> new Result.Unknown();
            case "card_chargeback" -> chargedBack(order);
            default -> book(order, Charge.Status.DECLINED, "method_not_supported");
        };
    }

    private static Result silently(Result result) {
        return result instanceof Result.Unknown ? result : new Result.Unknown();
    }

    /** The payer's bank charges the money back at once, and the gateway hints at it. */
    private Result chargedBack(Order order) {
        Result result = book(order, Charge.Status.CAPTURED, "");
        if (!(result instanceof Result.Done)) {
            // A bank charges back only a completed charge.
            return result;
        }
        return answered(() -> {
            var all = new Chargeback(
                    order.payment(),
                    order.amount(),
                    Chargeback.Status.DRAWN,
                    Optional.of(Chargeback.DEFAULT_REASON),
                    Optional.of(present.apply(order.marketplace()).plus(Chargeback.TIME_FOR_EVIDENCE)),
                    Optional.empty());
            if (books.draw(order.marketplace(), all, clock.instant())) {
                notices.tell(order.marketplace(), order.payment());
            }
            return result;
        });
    }

    private Result book(Order order, Charge.Status status, String code) {
        boolean slow = status == Charge.Status.PROCESSING;
        return answered(() -> {
            var charge = new Charge(
                    order.marketplace(),
                    order.payment(),
                    status,
                    code,
                    order.method(),
                    Optional.of(order.amount()),
                    0,
                    order.returnUrl().map(URI::create),
                    slow ? Optional.of(present.apply(order.marketplace()).plus(slowDebit.takes())) : Optional.empty());
            return books.open(charge) ? result(charge) : again(order.marketplace(), order.payment());
        });
    }

    /** The state of a charge; empty if the gateway does not know it. */
    public Optional<Result> find(MarketplaceId marketplace, PaymentId payment) {
        try {
            return books.charge(marketplace, payment).map(this::result);
        } catch (Outage unanswered) {
            return Optional.of(new Result.Unknown());
        }
    }

    /** Returns Declined if the charge will never be made, Done if it was made before. */
    public Result cancel(MarketplaceId marketplace, PaymentId payment) {
        return answered(() -> {
            Optional<Charge> charge = books.charge(marketplace, payment);
            Charge cancelled = charge.orElseGet(() -> new Charge(
                            marketplace,
                            payment,
                            Charge.Status.CANCELLED,
                            "",
                            "",
                            Optional.empty(),
                            0,
                            Optional.empty(),
                            Optional.empty()))
                    .becomes(Charge.Status.CANCELLED, "not_completed");
            boolean done = charge.isEmpty()
                    ? books.open(cancelled)
                    : books.move(cancelled, Charge.Status.ACTION_NEEDED);
            if (done) {
                return result(cancelled);
            }
            Result known = again(marketplace, payment);
            // The charge came between our read and our write and waits for its payer. The caller must cancel again.
            return known instanceof Result.ActionNeeded ? new Result.Unknown() : known;
        });
    }

    /** Never refunds more than is left: the captured amount less refunds and chargebacks. */
    public Result refund(RefundOrder order) {
        return answered(() -> {
            Optional<Charge> found = books.charge(order.marketplace(), order.payment())
                    .filter(charge -> charge.is(Charge.Status.CAPTURED));
            if (found.isEmpty()) {
                return decline(order, "not_captured");
            }
            Charge charge = found.get();
            if (charge.method().equals("refund_fails")) {
                return decline(order, "refund_refused");
            }
            long captured = charge.amount().orElseThrow().amountMinor();
            long after = Math.addExact(charge.refundedMinor(), order.amount().amountMinor());
            if (after > captured) {
                return decline(order, "more_than_captured");
            }
            if (after > Math.subtractExact(captured, drawnMinor(order))) {
                return decline(order, "charged_back");
            }
            return books.refund(refund(order, ""), charge, after)
                    ? result(refund(order, ""))
                    : findRefund(order.marketplace(), order.refund()).orElseGet(Result.Unknown::new);
        });
    }

    private long drawnMinor(RefundOrder order) {
        return chargeback(order.marketplace(), order.payment())
                .filter(chargeback -> chargeback.status().hasMoney())
                .map(chargeback -> chargeback.amount().amountMinor())
                .orElse(0L);
    }

    private Result decline(RefundOrder order, String code) {
        return books.decline(refund(order, code))
                ? new Result.Declined(code)
                : findRefund(order.marketplace(), order.refund()).orElseGet(Result.Unknown::new);
    }

    private static Refund refund(RefundOrder order, String code) {
        return new Refund(order.marketplace(), order.refund(), order.payment(), order.amount(), code);
    }

    public Optional<Result> findRefund(MarketplaceId marketplace, RefundId refund) {
        try {
            return books.refund(marketplace, refund).map(SimulatedGateway::result);
        } catch (Outage unanswered) {
            return Optional.of(new Result.Unknown());
        }
    }

    /** @throws Outage if the store does not answer */
    public Optional<Chargeback> chargeback(MarketplaceId marketplace, PaymentId payment) {
        return books.chargeback(marketplace, payment);
    }

    /**
     * Takes one answer to a chargeback. The same reference is the same answer. {@link #chargeback} shows the answer
     * that the bank has.
     */
    public Result answer(MarketplaceId marketplace, PaymentId payment, Chargeback.Answer answer) {
        return answered(() -> {
            Optional<Chargeback> found = books.chargeback(marketplace, payment);
            Optional<String> had = found.flatMap(Chargeback::answer).map(Chargeback.Answer::reference);
            if (had.isPresent()) {
                return had.get().equals(answer.reference())
                        ? new Result.Done("sandbox_" + answer.reference())
                        : new Result.Declined("already_answered");
            }
            if (found.filter(open -> open.status().isOpen()).isEmpty()) {
                return new Result.Declined("not_open");
            }
            boolean isLate = found.get().evidenceDueBy()
                    .filter(due -> !present.apply(marketplace).isBefore(due))
                    .isPresent();
            if (isLate && answer.kind() == Chargeback.Kind.EVIDENCE) {
                return new Result.Declined("too_late");
            }
            return books.answer(marketplace, found.get(), answer, clock.instant())
                    ? new Result.Done("sandbox_" + answer.reference())
                    : new Result.Unknown();
        });
    }

    /**
     * Lists chargebacks that changed since a cursor, which is empty for the first question. Charges and refunds are not
     * listed: their calls have answered. A cursor is a time and, if it is a chargeback's own, that payment.
     *
     * @throws Outage if the store does not answer
     */
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        List<String> since = books.chargebacks(marketplace).stream()
                .map(changed -> changed.changedAt() + " " + changed.chargeback().payment())
                .filter(place -> place.compareTo(cursor) > 0)
                .sorted()
                .toList();
        List<String> page = since.subList(0, Math.min(since.size(), MOST_CHANGES));
        String settled = Times.text(clock.instant().minus(SETTLES));
        boolean young = !page.isEmpty() && page.getLast().compareTo(settled) > 0;
        String to = page.isEmpty() ? cursor : young ? settled : page.getLast();
        return new Changes(
                page.stream().map(place -> place.substring(place.indexOf(' ') + 1)).toList(),
                to.compareTo(cursor) > 0 ? to : cursor,
                !young && since.size() > page.size());
    }

    private Result again(MarketplaceId marketplace, PaymentId payment) {
        return find(marketplace, payment).orElseGet(Result.Unknown::new);
    }

    private static Result answered(Supplier<Result> call) {
        try {
            return call.get();
        } catch (Outage unanswered) {
            return new Result.Unknown();
        }
    }

    private static Result result(Refund refund) {
        return refund.isMade()
                ? new Result.Done("sandbox_" + refund.id())
                : new Result.Declined(refund.code());
    }

    private Result result(Charge charge) {
        return switch (charge.status()) {
            case CAPTURED -> new Result.Done("sandbox_" + charge.payment());
            case ACTION_NEEDED -> new Result.ActionNeeded();
            case PROCESSING ->
                present.apply(charge.marketplace()).isBefore(charge.readyAt().orElseThrow())
                        ? new Result.Unknown()
                        : arrived(charge);
            case DECLINED, CANCELLED -> new Result.Declined(charge.code());
        };
    }

    /** Captures a slow debit that has arrived. The gateway hints at it, because several escrows may wait for it. */
    private Result arrived(Charge charge) {
        return answered(() -> {
            if (!books.move(charge.becomes(Charge.Status.CAPTURED, charge.code()), Charge.Status.PROCESSING)) {
                return again(charge.marketplace(), charge.payment());
            }
            notices.tell(charge.marketplace(), charge.payment());
            return new Result.Done("sandbox_" + charge.payment());
        });
    }
}
