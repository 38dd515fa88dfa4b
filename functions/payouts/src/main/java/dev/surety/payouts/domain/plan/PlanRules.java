package dev.surety.payouts.domain.plan;

import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.PayoutFee;
import dev.surety.payouts.domain.plan.Candidate.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is paid, how much, and who is not and why. */
public final class PlanRules {
    private static final String NEW = "new";
    private static final String ADD = "payout_method.add";
    private static final String REPLACE = "payout_method.replace";
    private static final String DEFAULT = "payout_method.default";
    private static final String ERRORED = "errored";

    private PlanRules() {}

    /** Why nothing is paid, as far as standing and balance tell. */
    public static Optional<Row.Excluded> barred(Candidate of, PlanTerms terms, Instant now) {
        if (of.excluded()) {
            return excluded(of, ExclusionReason.EXCLUDED_BY_MAKER);
        }
        if (of.otherRun().isPresent()) {
            return Optional.of(Row.Excluded.of(of, ExclusionReason.IN_OTHER_RUN).in(of.otherRun().get()));
        }
        Optional<Row.Excluded> standing = byStanding(of);
        if (standing.isPresent()) {
            return standing;
        }
        if (of.debt().isNegative()) {
            return excluded(of, ExclusionReason.DEBT);
        }
        return byMethod(of, terms, now).or(() -> tooLittle(of, PayoutFee.payable(terms.fees(), of.available()), terms));
    }

    /** The row of a payee whom nothing of {@link #barred} bars. */
    public static Row row(Candidate of, Lookup lookup, PlanTerms terms) {
        MethodInForce method = of.standing().method(terms.currency().code()).orElseThrow();
        Optional<ExclusionReason> unpayable = terms.unpayable(lookup.destination());
        if (unpayable.isPresent()) {
            return Row.Excluded.of(of, unpayable.get());
        }
        boolean isNewAccount = method.state().equals(NEW);
        boolean wasPaidTo = lookup.payouts().stream()
                .anyMatch(past -> past.fingerprint().equals(method.fingerprint()));
        if (isNewAccount && wasPaidTo) {
            return Row.Excluded.of(of, ExclusionReason.LIMIT);
        }
        Money payable = PayoutFee.payable(terms.fees(), of.available());
        Money amount = isNewAccount ? min(payable, terms.firstPayout()) : payable;
        Optional<Row.Excluded> bounded = tooLittle(of, amount, terms).or(() -> tooMuch(of, amount, terms));
        if (bounded.isPresent()) {
            return bounded.get();
        }
        if (terms.isPaused()) {
            return Row.Excluded.of(of, ExclusionReason.PAUSED);
        }
        return new Row.Item(
                of.payee(),
                amount,
                PayoutFee.of(terms.fees(), amount),
                method,
                lookup.destination().country(),
                lookup.destination().bank(),
                lookup.payouts().isEmpty(),
                WarningKind.of(amount, method.fingerprint(), lookup.payouts()));
    }

    private static Optional<Row.Excluded> byStanding(Candidate of) {
        Standing standing = of.standing();
        switch (standing.state()) {
            case "suspended", "rejected", "closed" -> {
                return excluded(of, ExclusionReason.ACCOUNT_SUSPENDED);
            }
            default -> {
                // The capability tells the rest.
            }
        }
        if (standing.outflowBlocked()) {
            return excluded(of, ExclusionReason.OUTFLOW_BLOCKED);
        }
        return standing.may(Standing.PAYOUT) ? Optional.empty() : Optional.of(unverified(of));
    }

    private static Row.Excluded unverified(Candidate of) {
        if (of.standing().waitsForReview(Standing.PAYOUT)) {
            return Row.Excluded.of(of, ExclusionReason.SCREENING_PENDING);
        }
        List<OpenRequirement> open = of.standing().requirements().orElse(List.of()).stream()
                .filter(requirement -> !requirement.code().equals(Standing.SCREENING_REVIEW))
                .toList();
        if (!open.isEmpty() && Set.of(ADD, REPLACE, DEFAULT).containsAll(codes(open))) {
            return Row.Excluded.of(of, withoutMethod(open));
        }
        Optional<OpenRequirement> overdue = open.stream()
                .filter(requirement -> requirement.status().equals("past_due"))
                .findFirst();
        Row.Excluded row = Row.Excluded.of(
                of, overdue.isPresent() ? ExclusionReason.KYC_PAST_DUE : ExclusionReason.KYC_PENDING);
        return overdue.or(() -> open.stream().findFirst())
                .map(requirement -> row.awaiting(requirement.awaiting()))
                .orElse(row);
    }

    private static ExclusionReason withoutMethod(List<OpenRequirement> open) {
        if (codes(open).contains(REPLACE)) {
            return ExclusionReason.PAYOUT_METHOD_ERRORED;
        }
        return codes(open).contains(DEFAULT)
                ? ExclusionReason.PAYOUT_METHOD_NOT_CHOSEN
                : ExclusionReason.PAYOUT_METHOD_MISSING;
    }

    private static List<String> codes(List<OpenRequirement> open) {
        return open.stream().map(OpenRequirement::code).toList();
    }

    private static Optional<Row.Excluded> byMethod(Candidate of, PlanTerms terms, Instant now) {
        Optional<MethodInForce> method = of.standing().method(terms.currency().code());
        if (method.isEmpty()) {
            boolean hasOther = of.standing().methods().filter(all -> !all.isEmpty()).isPresent();
            return excluded(
                    of, hasOther ? ExclusionReason.CURRENCY_MISMATCH : ExclusionReason.PAYOUT_METHOD_MISSING);
        }
        if (method.get().state().equals(ERRORED)) {
            return excluded(of, ExclusionReason.PAYOUT_METHOD_ERRORED);
        }
        if (!PayeeChecks.takes(terms.kind(), method.get().kind())) {
            return excluded(of, ExclusionReason.RAIL_MISMATCH);
        }
        if (method.get().nameCheck().filter("no_match"::equals).isPresent()) {
            return excluded(of, ExclusionReason.PAYEE_NAME_MISMATCH);
        }
        return method.get()
                .coolDownUntil()
                .filter(now::isBefore)
                .map(end -> Row.Excluded.of(of, ExclusionReason.COOL_DOWN).until(end));
    }

    private static Optional<Row.Excluded> tooLittle(Candidate of, Money amount, PlanTerms terms) {
        Money least = isClosing(of) ? terms.leastAtClosing() : terms.least(of.dormant());
        return amount.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(Row.Excluded.of(of, of.dormant() ? ExclusionReason.DORMANT : ExclusionReason.MINIMUM)
                        .bounded(least, Optional.of(least.minus(amount))));
    }

    /** Its last money goes out, however little it is. */
    private static boolean isClosing(Candidate of) {
        return of.standing().state().equals("closing");
    }

    private static Optional<Row.Excluded> tooMuch(Candidate of, Money amount, PlanTerms terms) {
        return terms.maximum()
                .filter(most -> amount.compareTo(most) > 0)
                .map(most -> Row.Excluded.of(of, ExclusionReason.ABOVE_RAIL_MAXIMUM).bounded(most, Optional.empty()));
    }

    private static Optional<Row.Excluded> excluded(Candidate of, ExclusionReason reason) {
        return Optional.of(Row.Excluded.of(of, reason));
    }

    private static Money min(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
