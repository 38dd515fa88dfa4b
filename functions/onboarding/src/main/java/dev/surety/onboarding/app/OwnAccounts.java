package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.model.refusal.FieldError;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The accounts that a marketplace's own money may be sent to. The vault keeps holder and number under the key of the
 * settings; entries have mask, fingerprint and commitment. A request gives an account whole, or repeats what a read
 * showed of it, which keeps it.
 */
public final class OwnAccounts {
    private final Vault vault;
    private final PayeeAccounts accounts;

    public OwnAccounts(Vault vault, PayeeAccounts accounts) {
        this.vault = vault;
        this.accounts = accounts;
    }

    /** An account as a request for settings names it. */
    public sealed interface Wanted {
        record Given(String name, String currency, BankAccount account, Holder holder) implements Wanted {}

        /** As a read showed it. */
        record Repeated(String name, String kind, String currency, String masked, String fingerprint)
                implements Wanted {}
    }

    /** The settings with these accounts, of which the vault keeps nothing yet. */
    MarketplaceSettings named(
            MarketplaceId marketplace, Optional<Entry> last, MarketplaceSettings settings, List<Wanted> wanted) {
        return with(settings, wanted.stream()
                .flatMap(each -> switch (each) {
                    case Wanted.Given given -> Stream.of(own(marketplace, given, ""));
                    case Wanted.Repeated repeated -> known(last, repeated).stream();
                })
                .toList());
    }

    /** The same, when nothing is wrong with them and the vault keeps the given ones. */
    MarketplaceSettings kept(
            MarketplaceId marketplace, Optional<Entry> last, MarketplaceSettings settings, List<Wanted> wanted) {
        return with(settings, wanted.stream()
                .map(each -> switch (each) {
                    case Wanted.Given given -> own(marketplace, given, keep(marketplace, given));
                    case Wanted.Repeated repeated -> known(last, repeated).orElseThrow();
                })
                .toList());
    }

    /** A repeated account must be one that applies, or that waits for approval. */
    List<FieldError> wrong(Optional<Entry> last, List<Wanted> wanted) {
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) instanceof Wanted.Repeated repeated && known(last, repeated).isEmpty()) {
                wrong.add(new FieldError("/ownAccounts/" + i + "/fingerprint", "unknown_account"));
            }
        }
        return wrong;
    }

    private static MarketplaceSettings with(MarketplaceSettings settings, List<OwnAccount> own) {
        return settings.withMoneyOut(settings.moneyOut().change().ownAccounts(own).build());
    }

    private OwnAccount own(MarketplaceId marketplace, Wanted.Given given, String words) {
        return new OwnAccount(
                given.name(),
                given.account().kind().name().toLowerCase(Locale.ROOT),
                given.currency(),
                given.account().keptFor(given.holder()).masked(),
                accounts.fingerprint(marketplace, given.account()),
                words);
    }

    private String keep(MarketplaceId marketplace, Wanted.Given given) {
        var account = (ObjectNode) Json.tree(given.account().keptFor(given.holder()));
        return vault.keepPerson(Marketplaces.chain(marketplace), account);
    }

    private static Optional<OwnAccount> known(Optional<Entry> last, Wanted.Repeated repeated) {
        Stream<MarketplaceSettings> applied = last.map(Marketplaces::from).stream();
        Stream<MarketplaceSettings> proposed =
                last.flatMap(SettingsProposal::in).map(SettingsProposal::wanted).stream();
        return Stream.concat(applied, proposed)
                .flatMap(settings -> settings.moneyOut().ownAccounts().stream())
                .filter(own -> repeated.equals(new Wanted.Repeated(
                        own.name(), own.kind(), own.currency(), own.masked(), own.fingerprint())))
                .findFirst();
    }
}
