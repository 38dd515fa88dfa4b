package dev.surety.payouts.store;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.Sepa;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.run.PayeeLookups;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.plan.Candidate.Destination;
import dev.surety.payouts.domain.plan.Candidate.Past;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The payee's account in the vault, and the payee's payouts in the journal. */
public final class VaultLookups implements PayeeLookups {
    private final Vault vault;
    private final Payouts payouts;
    private final Destinations destinations;

    public VaultLookups(Vault vault, Payouts payouts) {
        this.vault = vault;
        this.payouts = payouts;
        this.destinations = new VaultDestinations(vault);
    }

    @Override
    public Optional<Destination> destination(
            MarketplaceId marketplace, ParticipantId payee, String words, Standing standing) {
        return account(marketplace, payee, words)
                .map(account -> new Destination(
                        account.country(),
                        account.bank(),
                        account.bankName().isPresent(),
                        !Sepa.isInEea(account.country())
                                && standing.profile()
                                        .flatMap(profile -> destinations.address(marketplace, payee, profile))
                                        .isPresent(),
                        account.kind().equals(PayeeAccount.US_ACCOUNT)
                                ? standing.profile()
                                        .flatMap(profile -> destinations.country(marketplace, payee, profile))
                                : Optional.empty()));
    }

    @Override
    public Optional<ObjectNode> shown(MarketplaceId marketplace, ParticipantId payee, String words) {
        return account(marketplace, payee, words).map(account -> {
            ObjectNode shown = Json.object()
                    .put("holder", account.holder())
                    .put("name", account.bankName().orElse(""))
                    .put("masked", account.masked())
                    .put("bank", account.bank())
                    .put("country", account.country());
            account.accountType()
                    .ifPresent(type -> shown.put("type", type).put("holderKind", account.holderKind()));
            return shown;
        });
    }

    private Optional<PayeeAccount> account(MarketplaceId marketplace, ParticipantId payee, String words) {
        return vault.find(new ChainId(Participants.TYPE, marketplace, payee.value()), words)
                .map(kept -> Json.read(kept, PayeeAccount.class));
    }

    @Override
    public List<Past> payouts(MarketplaceId marketplace, ParticipantId payee, int most) {
        return payouts.ofPayee(marketplace, payee, most, Optional.empty()).payouts().stream()
                .filter(VaultLookups::tookMoney)
                .map(payout -> new Past(
                        payout.order().amount(), payout.order().to().fingerprint()))
                .toList();
    }

    private static boolean tookMoney(PayoutChain payout) {
        return switch (payout.payout()) {
            case Payout.Excluded _, Payout.TakenOut _, Payout.Cancelled _, Payout.Failed _, Payout.Returned _ -> false;
            case Payout.AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _ ->
                true;
        };
    }
}
