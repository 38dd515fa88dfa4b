package dev.surety.onboarding;

import dev.surety.onboarding.app.method.AddPayoutMethod;
import dev.surety.onboarding.app.method.ChangePayoutMethod;
import dev.surety.onboarding.app.method.CorrectPayoutMethod;
import dev.surety.onboarding.app.method.HearPayouts;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.app.method.WatchPayoutMethods;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.bank.SandboxNameCheck;
import dev.surety.onboarding.http.PayoutMethodRoutes;
import dev.surety.onboarding.http.correction.CorrectionRoutes;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.Vault;

/** The parts of a test's world that have to do with payout methods. */
record PayoutMethodDoors(Journal journal, Vault vault, Secrets secrets, Clocks worlds, ScreenParticipants screening) {
    private PayeeAccounts accounts() {
        return new PayeeAccounts(journal, secrets);
    }

    WatchPayoutMethods watching() {
        return new WatchPayoutMethods(
                journal, new Marketplaces(journal), vault, accounts(), new SandboxNameCheck(), worlds);
    }

    HearPayouts hearing() {
        return new HearPayouts(journal, new Marketplaces(journal), worlds, correcting());
    }

    private CorrectPayoutMethod correcting() {
        return new CorrectPayoutMethod(journal, new Marketplaces(journal), vault, accounts(), worlds);
    }

    CorrectionRoutes corrections() {
        return new CorrectionRoutes(correcting(), vault, new RequestKeys(new Fingerprints(secrets)));
    }

    PayoutMethodRoutes routes() {
        var marketplaces = new Marketplaces(journal);
        return new PayoutMethodRoutes(
                journal,
                vault,
                accounts(),
                new AddPayoutMethod(journal, marketplaces, vault, accounts(), worlds),
                new ChangePayoutMethod(journal, marketplaces, accounts(), worlds),
                watching(),
                screening,
                new RequestKeys(new Fingerprints(secrets)));
    }
}
