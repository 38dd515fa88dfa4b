package dev.surety.payouts.store;

import dev.surety.messages.nacha.NachaChange.Corrected;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.statement.Corrections;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Banks' corrections of payees' accounts, each under the key of the payout that it is about. */
public final class VaultCorrections implements Corrections {
    private final Vault vault;

    public VaultCorrections(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String keep(MarketplaceId marketplace, PayoutId payout, Corrected corrected) {
        ObjectNode words = Json.object();
        corrected.routing().ifPresent(routing -> words.put("routingNumber", routing));
        corrected.account().ifPresent(account -> words.put("accountNumber", account));
        corrected.accountKind().ifPresent(kind -> words.put("accountType", kind.name().toLowerCase(Locale.ROOT)));
        corrected.name().ifPresent(name -> words.put("holder", name));
        corrected.reference().ifPresent(reference -> words.put("reference", reference));
        return vault.keepPerson(JournalPayouts.chain(marketplace, payout), words);
    }
}
