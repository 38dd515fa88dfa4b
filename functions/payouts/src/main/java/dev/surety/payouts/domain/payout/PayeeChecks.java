package dev.surety.payouts.domain.payout;

import static dev.surety.model.refusal.CommonReason.BLOCKED;
import static dev.surety.model.refusal.CommonReason.CAPABILITY_RESTRICTED;
import static dev.surety.model.refusal.CommonReason.METHOD_NOT_USABLE;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.model.standing.Standing;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a payee may be paid out now, and to which account. */
public final class PayeeChecks {
    /** A payout of one payee waits for it; a run goes on without the payee. */
    public static final String SCREENING_PENDING = "screening_pending";

    private static final String NEW = "new";
    private static final String PAYEE = "/payee";

    private PayeeChecks() {}

    /**
     * The reason why a payee is not paid.
     *
     * @param code of the closed list of exclusions
     */
    public record Problem(String code, Refusal refusal) {}

    /** Why nothing may be paid to this payee, whatever the amount. */
    public static Optional<Problem> standing(Standing standing, PayoutOrder.Speed speed) {
        String needed =
                speed == PayoutOrder.Speed.INSTANT && standing.may(Standing.PAYOUT)
                        ? Standing.INSTANT_PAYOUT
                        : Standing.PAYOUT;
        boolean isBlocked = standing.outflowBlocked();
        if (!standing.may(needed) && !(isBlocked && standing.waitsForReview(needed))) {
            return Optional.of(restricted(standing, needed));
        }
        return isBlocked
                ? Optional.of(new Problem("outflow_blocked", BLOCKED.with("Money to this payee is blocked.")))
                : Optional.empty();
    }

    private static Problem restricted(Standing standing, String needed) {
        List<OpenRequirement> open = standing.requirements().orElse(List.of()).stream()
                .filter(of -> of.restricts().isEmpty() || of.restricts().contains(needed))
                .toList();
        String code = switch (standing.state()) {
            case "suspended", "closed" -> "account_suspended";
            default -> {
                if (standing.waitsForReview(needed)) {
                    yield SCREENING_PENDING;
                }
                if (open.stream().anyMatch(of -> of.code().startsWith("payout_method."))) {
                    yield open.stream().anyMatch(of -> of.code().endsWith("replace"))
                            ? "payout_method_errored"
                            : "payout_method_missing";
                }
                yield open.stream().anyMatch(of -> of.status().equals("pending")) ? "kyc_pending" : "kyc_past_due";
            }
        };
        String detail = "The payee does not have the capability " + needed + ".";
        return new Problem(code, CAPABILITY_RESTRICTED.with(detail).naming(open));
    }

    /** Why this amount may not go to the account that the payout names, or to the one in force. */
    public static Optional<Problem> method(
            Standing standing, Optional<Destination> pinned, Money amount, Money firstAtMost, Instant now) {
        Optional<MethodInForce> inForce = standing.method(amount.currency().code());
        if (inForce.isEmpty()) {
            return problem("payout_method_missing", "The payee has no account for this currency.");
        }
        MethodInForce method = inForce.get();
        if (pinned.isPresent() && !pinned.get().equals(destination(method))) {
            return problem("method_changed", "The payee's account is another one since.");
        }
        if (method.coolDownUntil().filter(now::isBefore).isPresent()) {
            return problem("cool_down", "The payee's account is too new, and waits for 72 hours.");
        }
        if (isNew(method) && amount.compareTo(firstAtMost) > 0) {
            return Optional.of(new Problem(
                    "limit",
                    Refusal.bounded(
                            METHOD_NOT_USABLE,
                            "The first payout to a new account has a limit.",
                            "/amount",
                            "first_payout_at_most",
                            firstAtMost.amountMinor(),
                            amount.amountMinor())));
        }
        return Optional.empty();
    }

    /** Whether a rail of this kind sends to accounts of that kind. */
    public static boolean takes(String railKind, String methodKind) {
        return switch (railKind) {
            case MoneyOut.SEPA -> methodKind.equals(PayeeAccount.IBAN);
            case MoneyOut.ACH -> methodKind.equals(PayeeAccount.US_ACCOUNT);
            default -> true;
        };
    }

    public static Problem railMismatch() {
        return new Problem(
                "rail_mismatch", refusal("rail_mismatch", "The rail does not send to accounts of this kind."));
    }

    /** A new account takes one payout before it is verified. */
    public static Problem secondToNewMethod() {
        return new Problem(
                "limit", refusal("limit", "One payout to this new account is on its way. It has to arrive first."));
    }

    public static boolean isNew(MethodInForce method) {
        return method.state().equals(NEW);
    }

    public static Destination destination(MethodInForce method) {
        return new Destination(method.id(), method.fingerprint(), method.words());
    }

    private static Optional<Problem> problem(String code, String detail) {
        return Optional.of(new Problem(code, refusal(code, detail)));
    }

    private static Refusal refusal(String code, String detail) {
        return new Refusal(METHOD_NOT_USABLE, detail, List.of(new FieldError(PAYEE, code)));
    }
}
