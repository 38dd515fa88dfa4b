package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.report.PaymentEntry.Share;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Posting;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chargeback of a payment, folded from the payment's own entries.
 *
 * @param amount that the bank took, positive
 * @param state the bank's last word
 * @param decidedAt when the bank said so; empty while it is open
 */
public record Chargeback(
        String id,
        ChainId payment,
        Money amount,
        State state,
        Instant openedAt,
        Optional<Instant> decidedAt,
        List<Share> shares) {
    public Chargeback {
        shares = List.copyOf(shares);
    }

    public enum State {
        OPEN,
        LOST,
        WON;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> find(String code) {
            return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
        }
    }

    /** Whole days from its opening to the bank's decision, or until now. */
    public long ageDays(Instant now) {
        return Duration.between(openedAt, decidedAt.orElse(now)).toDays();
    }

    /** The chargebacks that these entries are about, oldest first. */
    public static List<Chargeback> of(List<PaymentEntry> entries) {
        Map<String, Chargeback> found = new LinkedHashMap<>();
        for (PaymentEntry entry : entries) {
            entry.chargeback().ifPresent(said -> {
                String key = entry.payment() + " " + said.chargeback();
                Optional.ofNullable(found.get(key))
                        .map(known -> known.after(said.state(), entry.at()))
                        .or(() -> opened(said.chargeback(), entry))
                        .ifPresent(next -> found.put(key, next));
            });
        }
        List<Chargeback> all = new ArrayList<>(found.values());
        all.sort(Comparator.comparing(Chargeback::openedAt).thenComparing(Chargeback::id));
        return all;
    }

    private static Optional<Chargeback> opened(String id, PaymentEntry entry) {
        return entry.postings().stream()
                .filter(posting -> posting.account().kind() == AccountKind.DISPUTE)
                .map(Posting::money)
                .filter(Money::isNegative)
                .findFirst()
                .map(money -> new Chargeback(
                        id,
                        entry.payment(),
                        money.negated(),
                        State.OPEN,
                        entry.at(),
                        Optional.empty(),
                        entry.shares()));
    }

    private Chargeback after(State said, Instant at) {
        return new Chargeback(id, payment, amount, said, openedAt, Optional.of(at), shares);
    }
}
