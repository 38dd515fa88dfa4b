package dev.surety.payouts.domain.statement;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A booked entry of a statement, as the file tells it. A text that the bank left out is empty.
 *
 * @param bookedOn the bank's local date
 * @param isDebit whether it says that money left the account
 * @param isReversal whether it says that it reverses another entry
 * @param amount of the whole entry, with the charge; positive
 * @param charge the bank's fee within a debit
 * @param maybe a fee of which the bank does not say whether it is within the debit, too
 * @param reference the bank's own
 * @param message the {@code MsgId} of our file
 * @param group the {@code PmtInfId} of our group
 * @param count of the payments in its only batch, if the bank tells it
 * @param codes the kind of transaction, such as {@code PMNT/ICDT/ESCT}, and the bank's own
 * @param words free texts of the entry
 * @param details the payments of the entry, as far as the bank lists them
 */
public record ToldLine(
        LocalDate bookedOn,
        boolean isDebit,
        boolean isReversal,
        Money amount,
        Money charge,
        Money maybe,
        String reference,
        String message,
        String group,
        Optional<Long> count,
        List<String> codes,
        List<String> words,
        List<Detail> details) {
    public ToldLine {
        codes = List.copyOf(codes);
        words = List.copyOf(words);
        details = List.copyOf(details);
        Invariants.hold(amount.isPositive(), "an entry of a statement moves something");
        Invariants.hold(!maybe.isNegative(), "a fee is no gift");
        Invariants.hold(!charge.isNegative() && charge.compareTo(amount) <= 0, "a charge is a part of its entry");
    }

    /**
     * A payment within an entry.
     *
     * @param references the ids that we gave and those of the banks, the end-to-end id first
     * @param amount zero if the bank does not tell it
     * @param code the reason of a return
     * @param account the other side's number
     * @param name the other side's name
     * @param words free texts of the payment
     */
    public record Detail(
            List<String> references, Money amount, String code, String account, String name, List<String> words) {
        public Detail {
            references = List.copyOf(references);
            words = List.copyOf(words);
        }
    }

    /** The same entry with its direction turned, as some banks mean a reversal. */
    public ToldLine turned() {
        return new ToldLine(
                bookedOn,
                !isDebit,
                isReversal,
                amount,
                charge,
                maybe,
                reference,
                message,
                group,
                count,
                codes,
                words,
                details);
    }

    /** The same entry read with the fee in it that may be; empty if the bank leaves nothing open. */
    public Optional<ToldLine> otherReading() {
        Money all = charge.plus(maybe);
        return maybe.isZero() || all.compareTo(amount) >= 0
                ? Optional.empty()
                : Optional.of(new ToldLine(
                        bookedOn,
                        isDebit,
                        isReversal,
                        amount,
                        all,
                        Money.zero(amount.currency()),
                        reference,
                        message,
                        group,
                        count,
                        codes,
                        words,
                        details));
    }

    /** The part of a debit that is not the bank's charge. */
    public Money net() {
        return amount.minus(charge);
    }

    /** All texts in which our reference may stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(words);
        details.forEach(detail -> {
            texts.addAll(detail.references());
            texts.addAll(detail.words());
        });
        return texts;
    }

    /** The change of the balance. */
    public Money effect() {
        return isDebit ? amount.negated() : amount;
    }
}
