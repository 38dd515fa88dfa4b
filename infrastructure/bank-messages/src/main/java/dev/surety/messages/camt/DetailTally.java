package dev.surety.messages.camt;

import dev.surety.messages.xml.Limits;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts and sums all payments of an entry, and keeps the first of them. */
final class DetailTally {
    /** Far above any entry, far below the end of 64 bits. */
    private static final long LARGEST = 4_000_000_000_000_000_000L;

    private final Limits limits;
    private final List<Detail> kept = new ArrayList<>();
    private int count;
    private long characters;
    private long sumMinor;
    private boolean hasSum = true;
    private Optional<Currency> currency = Optional.empty();
    private Optional<String> messageId = Optional.empty();
    private Optional<String> paymentInformationId = Optional.empty();

    DetailTally(Limits limits) {
        this.limits = limits;
    }

    /** @param ofCharacters how many characters the payment's texts have */
    void add(Detail detail, Currency entryCurrency, long ofCharacters) {
        References references = detail.references();
        messageId = count == 0 ? references.messageId() : common(messageId, references.messageId());
        paymentInformationId = count == 0
                ? references.paymentInformationId()
                : common(paymentInformationId, references.paymentInformationId());
        currency = Optional.of(entryCurrency);
        sum(detail.amount().filter(amount -> amount.currency().equals(entryCurrency)));
        count++;
        characters += ofCharacters;
        if (kept.size() == count - 1 && count <= limits.details() && characters <= limits.detailCharacters()) {
            kept.add(detail);
        }
    }

    private static Optional<String> common(Optional<String> all, Optional<String> one) {
        return all.equals(one) ? all : Optional.empty();
    }

    private void sum(Optional<Money> amount) {
        hasSum = hasSum && amount.isPresent() && sumMinor < LARGEST;
        if (hasSum) {
            sumMinor = Math.addExact(sumMinor, amount.orElseThrow().amountMinor());
        }
    }

    List<Detail> kept() {
        return kept;
    }

    DetailTotals totals() {
        Optional<Money> sum = currency.filter(_ -> hasSum).map(of -> Money.of(sumMinor, of));
        return new DetailTotals(count, kept.size() == count, sum, messageId, paymentInformationId);
    }
}
