package dev.surety.model.journal;

import dev.surety.model.Invariants;
import dev.surety.model.id.ParticipantId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account in the books of one marketplace, written {@code loss}, {@code payable:par_…}, {@code fees:commission}. The
 * entry's key names the marketplace, and the posting the currency.
 */
public record Account(AccountKind kind, String holder) implements Comparable<Account> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    public Account {
        Invariants.hold(kind.takes(holder), "an account has a holder exactly if its kind has");
        Invariants.hold(holder.isEmpty() || NAME.matcher(holder).matches(), "a holder is a short plain name");
    }

    public static Account of(AccountKind kind) {
        return new Account(kind, "");
    }

    public static Account of(AccountKind kind, String holder) {
        return new Account(kind, holder);
    }

    public static Account of(AccountKind kind, ParticipantId holder) {
        Invariants.hold(kind.isParticipants(), "a participant holds accounts of some kinds only");
        return new Account(kind, holder.value());
    }

    /** Of a fee, by the name that the marketplace gave it; other characters than {@code a-z0-9_-} become dashes. */
    public static Account ofFee(String name) {
        return named(AccountKind.FEES, name);
    }

    /** Of a tax, by its name in the marketplace's settings, as with a fee's. */
    public static Account ofTax(String name) {
        return named(AccountKind.TAX, name);
    }

    private static Account named(AccountKind kind, String name) {
        return new Account(kind, name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-"));
    }

    /** The account a text names, if it names one. */
    public static Optional<Account> parse(String text) {
        int colon = text.indexOf(':');
        String holder = colon < 0 ? "" : text.substring(colon + 1);
        return AccountKind.find(colon < 0 ? text : text.substring(0, colon))
                .filter(kind -> kind.takes(holder))
                .filter(_ -> colon < 0 || NAME.matcher(holder).matches())
                .map(kind -> new Account(kind, holder));
    }

    @Override
    public int compareTo(Account other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? holder.compareTo(other.holder) : byKind;
    }

    @Override
    public String toString() {
        return holder.isEmpty() ? kind.code() : kind.code() + ":" + holder;
    }
}
