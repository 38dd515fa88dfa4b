package dev.surety.payouts.store;

import dev.surety.messages.pain.Address;
import dev.surety.model.bank.BankText;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.payout.PayeeAddresses;
import dev.surety.runtime.vault.Vault;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Town and country of the profile that the payee's own key protects in the vault. */
public final class VaultAddresses implements PayeeAddresses {
    private final Vault vault;

    public VaultAddresses(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<Address> find(MarketplaceId marketplace, ParticipantId payee, Standing standing) {
        return standing.profile()
                .flatMap(words -> vault.find(JournalPayees.chain(marketplace, payee), words))
                .flatMap(profile -> address(profile.at("/profile/address")));
    }

    private static Optional<Address> address(JsonNode address) {
        return BankText.of(address.path("city").asString(""), BankText.SEPA_TOWN)
                .flatMap(town -> address.path("country").stringValueOpt().map(country -> new Address(town, country)));
    }
}
