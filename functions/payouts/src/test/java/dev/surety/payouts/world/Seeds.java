package dev.surety.payouts.world;

import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The entries of other functions that a payout meets: settings, payees, pauses and released money. */
public final class Seeds {
    private final Journal journal;
    private final Vault vault;
    private final FixedClock clock;
    private int sales;

    Seeds(Journal journal, Vault vault, FixedClock clock) {
        this.journal = journal;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Puts the settings' next version.
     *
     * @param proposed the person whose proposal waits in this version
     */
    void settings(String event, String actor, MoneyOut moneyOut, Optional<String> proposed) {
        var chain = journal.state(Marketplaces.chain(PayoutWorld.DEMO));
        ObjectNode data = Json.object(chain.last().orElseThrow().data());
        data.set("payingOut", Json.tree(moneyOut));
        proposed.ifPresent(by -> data.putObject("proposed").put("by", by));
        var _ = journal.append(
                chain,
                Draft.of(
                        event,
                        data,
                        clock.instant(),
                        Actor.of(actor),
                        CommandKey.ofFact(event, Integer.toString(chain.version()))));
    }

    public void settings(MoneyOut moneyOut) {
        var chain = journal.state(Marketplaces.chain(PayoutWorld.DEMO));
        var settings = new MarketplaceSettings(
                chain.version() + 1,
                Mode.SANDBOX,
                Stream.concat(
                                Stream.of("EUR"),
                                moneyOut.rails().stream().flatMap(rail -> rail.currencies().stream()))
                        .distinct()
                        .toList(),
                List.of(),
                List.of(),
                "Europe/Berlin",
                Set.of(),
                Optional.empty());
        append(
                chain.id(),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(settings.withMoneyOut(moneyOut)),
                        clock.instant(),
                        Actor.TIMER,
                        CommandKey.ofFact("settings", Integer.toString(chain.version()))));
    }

    /** The words of an account under a holder's key. */
    public String words(ChainId holder, String iban) {
        return vault.keepPerson(
                holder,
                Json.object()
                        .put("kind", "iban")
                        .put("number", iban)
                        .put("holder", "Grace Hopper")
                        .put("bankName", "Grace Hopper")
                        .put("masked", "DE•• •••• " + iban.substring(iban.length() - 4)));
    }

    public static ChainId participant(ParticipantId payee) {
        return new ChainId("participant", PayoutWorld.DEMO, payee.value());
    }

    /** The payee's next entry: an account in force since ten days. */
    public MethodInForce payee(ParticipantId payee, String iban, String state) {
        var method = new MethodInForce(
                Id.derive("pm", payee.value(), iban),
                "iban",
                "EUR",
                "1:" + Id.derive("fp", iban).substring(3, 20),
                words(participant(payee), iban),
                state,
                clock.instant().minus(Duration.ofDays(10)),
                Optional.empty());
        standing(payee, standing(Set.of("pay", "receive", "payout"), false, Optional.of(method)));
        return method;
    }

    public static Standing standing(Set<String> active, boolean blocked, Optional<MethodInForce> method) {
        return new Standing(
                "active",
                active,
                false,
                blocked,
                Optional.empty(),
                Optional.empty(),
                method.map(List::of),
                Optional.of(Standing.NO_LIST));
    }

    /**
     * Of a payee with one method.
     *
     * @param profile the vault's commitment to it
     */
    public static Standing standing(MethodInForce method, Optional<String> profile) {
        return new Standing(
                "active",
                Set.of("pay", "receive", "payout"),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(method)),
                Optional.empty(),
                profile,
                Optional.empty());
    }

    public void standing(ParticipantId payee, Standing standing) {
        ObjectNode data = Json.object();
        data.set("standing", Json.tree(standing));
        int version = journal.load(participant(payee)).version();
        append(
                participant(payee),
                Draft.of(
                        "participant.changed.v1",
                        data,
                        clock.instant(),
                        Actor.TIMER,
                        CommandKey.ofFact(payee.value(), Integer.toString(version))));
    }

    public void pause(Pauses.What what, boolean paused) {
        ChainId chain = Pauses.chain(PayoutWorld.DEMO, what);
        append(
                chain,
                Draft.of(
                        paused ? Pauses.SET : Pauses.LIFTED,
                        new Pauses.Stored(what.name(), paused, "a test says so"),
                        clock.instant(),
                        Actor.of("staff:per_op"),
                        CommandKey.ofFact(what.name(), Integer.toString(journal.load(chain).version()))));
    }

    private void append(ChainId chain, Draft draft) {
        var _ = journal.append(journal.state(chain), draft);
    }


    public void released(ParticipantId payee, long minor) {
        moved(Account.of(AccountKind.PAYABLE, payee), Account.of(AccountKind.GATEWAY, "sandbox"), minor);
    }

    public void owes(ParticipantId payee, long minor) {
        moved(Account.of(AccountKind.GATEWAY, "sandbox"), Account.of(AccountKind.DEBT, payee), minor);
    }

    public void moved(Account to, Account from, long minor) {
        moved(to, from, Money.of(minor, "EUR"));
    }

    public void moved(Account to, Account from, Money money) {
        sales++;
        append(
                new ChainId("escrow", PayoutWorld.DEMO, Id.derive("esc", Integer.toString(sales))),
                Draft.of(
                                "escrow.released.v1",
                                Json.object(),
                                clock.instant(),
                                Actor.TIMER,
                                CommandKey.ofFact("sale", Integer.toString(sales)))
                        .with(Postings.building()
                                .credit(to, money)
                                .debit(from, money)
                                .build()));
    }
}
