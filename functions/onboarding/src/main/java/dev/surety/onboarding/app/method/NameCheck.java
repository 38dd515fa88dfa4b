package dev.surety.onboarding.app.method;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.method.NameMatch;
import java.time.Instant;

/**
 * The port to a bank's check of a holder's name (in SEPA, Verification of Payee). Asking moves nothing, so a question
 * is asked again if its answer was lost. A hostile checker can verify a method whose holder is another; the first
 * payout's approval and the cool-down still stand.
 */
public interface NameCheck {
    /** {@code PENDING} also stands for no answer: an adapter throws for none. */
    NameMatch ask(Question question);

    /**
     * @param method the reference of the question
     * @param since when the account was given
     */
    record Question(
            MarketplaceId marketplace, Mode mode, String method, PayeeAccount account, Instant since, Instant now) {}
}
