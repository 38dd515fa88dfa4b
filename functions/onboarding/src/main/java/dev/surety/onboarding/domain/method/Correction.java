package dev.surety.onboarding.domain.method;

import dev.surety.model.bank.CorrectedAccount;
import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.RoutingNumber;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.onboarding.domain.method.BankAccount.UsAccount;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bank's notice of change that waits for people, because a person uploaded it or because it cannot be applied.
 *
 * @param id such as {@code cor_…}
 * @param code of NACHA, C01 to C13
 * @param payout the payout whose vault has the corrected data
 * @param words the commitment to them; empty if nothing could be read
 * @param by the person who uploaded the notice; empty if it was fetched from the bank
 */
public record Correction(
        String id, String code, String payout, Optional<String> words, Optional<String> by, Instant at) {
    private static final Set<String> OF_ACCOUNT = Set.of("C01", "C03", "C06", "C07");
    private static final Set<String> OF_ROUTING = Set.of("C02", "C03", "C07");
    private static final Set<String> OF_TYPE = Set.of("C05", "C06", "C07");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{4,17}");

    /** A method with a correction, or the reason why it has none. */
    public sealed interface Applied {
        /** The account as it is right by the notice. */
        record Account(BankAccount account, Holder holder) implements Applied {}

        /** @param rule that the notice breaks */
        record Not(String rule) implements Applied {}
    }

    /**
     * The account after the notice. Its holder stays, and no notice changes it.
     *
     * @param before as the vault has it; empty once it is destroyed
     * @param corrected as the bank wrote it; empty if it could not be read, or is destroyed
     */
    public Applied to(PayoutMethod method, Optional<PayeeAccount> before, Optional<CorrectedAccount> corrected) {
        if (method.kind() != PayoutMethod.Kind.US_ACCOUNT || before.isEmpty()) {
            return new Applied.Not("not_of_this_kind");
        }
        if (!method.isInForce()) {
            return new Applied.Not("not_in_force");
        }
        if (!OF_ACCOUNT.contains(code) && !OF_ROUTING.contains(code) && !OF_TYPE.contains(code)) {
            return new Applied.Not("code");
        }
        Optional<String> number = corrected.flatMap(CorrectedAccount::accountNumber);
        Optional<String> routing = corrected.flatMap(CorrectedAccount::routingNumber);
        Optional<String> type = corrected.flatMap(CorrectedAccount::accountType);
        if (OF_ACCOUNT.contains(code) && number.filter(of -> NUMBER.matcher(of).matches()).isEmpty()) {
            return new Applied.Not("account_number");
        }
        if (OF_ROUTING.contains(code) && routing.filter(of -> RoutingNumber.broken(of).isEmpty()).isEmpty()) {
            return new Applied.Not("routing_number");
        }
        if (OF_TYPE.contains(code) && type.flatMap(Correction::type).isEmpty()) {
            return new Applied.Not("account_type");
        }
        return applied(
                before.get(),
                number.filter(_ -> OF_ACCOUNT.contains(code)),
                routing.filter(_ -> OF_ROUTING.contains(code)),
                type.filter(_ -> OF_TYPE.contains(code)));
    }

    private static Applied applied(
            PayeeAccount before, Optional<String> number, Optional<String> routing, Optional<String> type) {
        var account = new UsAccount(
                routing.orElse(before.bank()),
                number.orElse(before.number()),
                type.or(before::accountType).flatMap(Correction::type).orElse(UsAccount.Type.CHECKING));
        boolean isSame = account.routingNumber().equals(before.bank())
                && account.accountNumber().equals(before.number())
                && before.accountType().flatMap(Correction::type).equals(Optional.of(account.type()));
        return isSame
                ? new Applied.Not("unchanged")
                : new Applied.Account(
                        account,
                        new Holder(
                                before.holder(),
                                Holder.Kind.valueOf(before.holderKind().toUpperCase(Locale.ROOT))));
    }

    private static Optional<UsAccount.Type> type(String word) {
        return switch (word) {
            case "checking" -> Optional.of(UsAccount.Type.CHECKING);
            case "savings" -> Optional.of(UsAccount.Type.SAVINGS);
            default -> Optional.empty();
        };
    }
}
