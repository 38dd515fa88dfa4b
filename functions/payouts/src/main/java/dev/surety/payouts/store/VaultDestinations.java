package dev.surety.payouts.store;

import dev.surety.messages.pain.Address;
import dev.surety.model.bank.BankText;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Accounts of payees, each under its payee's key, and accounts of the marketplace's own under the settings' key. */
public final class VaultDestinations implements Destinations {
    private final Vault vault;

    public VaultDestinations(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<Account> find(MarketplaceId marketplace, PayoutOrder order) {
        ChainId holder = order.payee()
                .map(payee -> JournalPayees.chain(marketplace, payee))
                .orElseGet(() -> Marketplaces.chain(marketplace));
        return vault.find(holder, order.to().words()).map(VaultDestinations::account);
    }

    @Override
    public Optional<Address> address(MarketplaceId marketplace, ParticipantId payee, String profile) {
        return vault.find(JournalPayees.chain(marketplace, payee), profile)
                .flatMap(words -> address(words.at("/profile/address")));
    }

    private static Optional<Address> address(JsonNode address) {
        return BankText.of(address.path("city").asString(""), BankText.SEPA_TOWN)
                .flatMap(town -> address.path("country").stringValueOpt().map(country -> new Address(town, country)));
    }

    @Override
    public Optional<String> country(MarketplaceId marketplace, ParticipantId payee, String profile) {
        return vault.find(JournalPayees.chain(marketplace, payee), profile)
                .flatMap(words -> words.at("/profile/address/country").stringValueOpt());
    }

    private static Account account(JsonNode words) {
        String number = words.path("number").asString("");
        boolean isIban = words.path("kind").asString("").equals("iban");
        String holder = words.path("holder").asString("");
        return new Account(
                isIban ? number : words.path("bank").asString("") + "/" + number,
                words.path("bankName").asString(holder),
                words.path("masked").asString(""),
                words.path("bic").stringValueOpt(),
                isIban ? Optional.empty() : american(words, number));
    }

    private static Optional<Account.American> american(JsonNode words, String number) {
        return words.path("accountType").stringValueOpt().map(type -> new Account.American(
                words.path("bank").asString(""), number, type, words.path("holderKind").asString("")));
    }
}
