package dev.surety.payouts.store;

import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.domain.payout.PayoutCode;
import dev.surety.payouts.domain.reason.Reasons;
import java.util.Optional;

/** The banks' reasons that this release knows, and our own codes. */
public final class ReasonCodes implements Codes {
    private final Reasons reasons;

    public ReasonCodes(Reasons reasons) {
        this.reasons = reasons;
    }

    @Override
    public Optional<PayoutCode> find(String code) {
        return reasons.find(code)
                .map(reason -> new PayoutCode(
                        reason.code(),
                        reason.retryable().word(),
                        reason.whoActs(),
                        reason.nextStep(),
                        reason.credits()))
                .or(() -> PayoutCode.own(code));
    }
}
