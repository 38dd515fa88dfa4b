package dev.surety.payouts.domain;

import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutFold.Dated;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Payouts of 250.00 to one payee, as their events left them. */
final class PlayedPayouts {
    private PlayedPayouts() {}

    static PayoutOrder order(String currency, String rail, String account) {
        return new PayoutOrder(
                Optional.empty(),
                Optional.empty(),
                "payable:par_qepwsh2vqlgsiwg66vtvowrq4z",
                Money.of(25_000, currency),
                Money.of(25, currency),
                Speed.STANDARD,
                rail,
                account,
                new Destination("pm_one", "1:one", "words"),
                "7KQ2MZ9PDX4WRT3",
                1);
    }

    static Payout after(Instant at, Stream<PayoutEvent> events) {
        return PayoutFold.of(events.map(event -> new Dated(event, at)).toList()).orElseThrow();
    }

    /** A payout that stands in a file, and the events since. */
    static Payout inFile(Instant at, String currency, PayoutEvent... events) {
        var file = new FileId(Id.derive(FileId.PREFIX, "file"));
        Stream<PayoutEvent> first = Stream.of(
                new PayoutEvent.Scheduled(order(currency, "sepa", "main")),
                new PayoutEvent.SendingByFile(file, "group", Optional.empty()));
        return after(at, Stream.concat(first, Stream.of(events)));
    }
}
