package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.event.Ends;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Escrows as their function leaves them in the journal, and what the bus says of them. */
final class Sales {
    private static final Money PRICE = Money.of(6000, "EUR");

    private final OnboardingWorld world;
    private final Journal journal;

    Sales(OnboardingWorld world) {
        this.world = world;
        this.journal = new Journal(world.store, SuretyTables.JOURNAL);
    }

    /** A participant as the first releases left it, of whose sales nothing is said. */
    ChainId participant(String id) {
        ChainId chain = CreateParticipant.chain(OnboardingWorld.DEMO, id);
        ObjectNode data = Json.object()
                .put("kind", "individual")
                .put("country", "DE")
                .put("reference", "of-old")
                .put("words", "none")
                .put("mode", "sandbox")
                .put("settingsVersion", 1);
        data.putArray("requested").add("receive");
        ObjectNode standing = data.putObject("standing").put("state", "active");
        standing.put("inflowBlocked", false).put("outflowBlocked", false);
        standing.putArray("active").add("receive");
        append(chain, "participant.created.v1", data, Postings.NONE);
        return chain;
    }

    /** A sale that ends with the payee being credited on an account of this kind. The message that tells of it. */
    String settled(String name, String payee, AccountKind credited) {
        return sale(name, payee, "escrow.settled.v1", Postings.building()
                .debit(Account.of(AccountKind.ESCROW, payee), PRICE)
                .credit(Account.of(credited, payee), PRICE)
                .build());
    }

    String settled(String name, String payee) {
        return settled(name, payee, AccountKind.PAYABLE);
    }

    /** A sale in which all went back to the payer. */
    String refunded(String name, String payee) {
        return sale(name, payee, "escrow.settled.v1", Postings.building()
                .debit(Account.of(AccountKind.ESCROW, payee), PRICE)
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), PRICE)
                .build());
    }

    /** A sale that an arbiter ended, or of which an award left something to be decided. */
    String awarded(String name, String payee, boolean ends) {
        ObjectNode data = ends ? Json.object().put("settles", "released") : Json.object();
        return sale(name, payee, "escrow.awarded.v1", data, Postings.building()
                .debit(Account.of(AccountKind.ESCROW, payee), PRICE)
                .credit(Account.of(AccountKind.PAYABLE, payee), PRICE)
                .build());
    }

    /** A sale that has come only to a part of its price. */
    String released(String name, String payee) {
        return sale(name, payee, "escrow.released.v1", Postings.building()
                .debit(Account.of(AccountKind.ESCROW, payee), PRICE)
                .credit(Account.of(AccountKind.PAYABLE, payee), PRICE)
                .build());
    }

    /** A sale that ended by an entry of this name, which says itself how it ended. */
    String ended(String name, String payee, String end, long released) {
        return ended(name, payee, end, new Ends(
                1, "split", PRICE, Money.of(released, "EUR"), Money.of(6000 - released, "EUR"), Money.of(0, "EUR"),
                false, Optional.empty()));
    }

    /** One whose end is told in a word of a later release. */
    String endedLater(String name, String payee) {
        return ended(name, payee, "escrow.settled.v9", Json.object().put("v", 2).put("released", "all"));
    }

    private String ended(String name, String payee, String end, Object ends) {
        ChainId chain = chain(OnboardingWorld.DEMO, name);
        var created = CommandKey.ofFact("create", chain.toString());
        journal.append(
                journal.load(chain),
                Draft.of("escrow.created.v1", Json.object(), world.clock.instant(), Actor.TIMER, created)
                        .indexed(new Entry.Index("escrow#demo#somebody", "escrow#demo#" + payee, "")));
        var key = CommandKey.ofFact("end", chain.toString());
        journal.append(
                journal.load(chain),
                Draft.of(end, Json.object(), world.clock.instant(), Actor.TIMER, key).ends(ends));
        return message(chain.toString(), 2);
    }

    /** As former releases counted a sale: on the participant's own chain. */
    void formerlyCounted(ChainId participant, String sale, int settledEscrows) {
        var before = journal.load(participant);
        ObjectNode data = Json.object().put("escrow", chain(OnboardingWorld.DEMO, sale).id());
        var standing = (ObjectNode) Json.object(before.last().data()).get("standing");
        standing.putObject("record").put("since", "2026-11-22T10:00:00.000Z").put("settledEscrows", settledEscrows);
        data.set("standing", standing);
        var key = CommandKey.ofFact("sale counted", chain(OnboardingWorld.DEMO, sale).toString());
        journal.append(
                before, Draft.of("participant.sale_counted.v1", data, world.clock.instant(), Actor.EVENT, key));
    }

    private String sale(String name, String payee, String end, Postings postings) {
        return sale(name, payee, end, Json.object(), postings);
    }

    private String sale(String name, String payee, String end, ObjectNode data, Postings postings) {
        ChainId chain = chain(OnboardingWorld.DEMO, name);
        append(chain, "escrow.created.v1", Postings.NONE);
        append(chain, "escrow.funded.v1", Postings.building()
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), PRICE)
                .credit(Account.of(AccountKind.ESCROW, payee), PRICE)
                .build());
        append(chain, end, data, postings);
        return message(chain.toString(), 3);
    }

    static ChainId chain(MarketplaceId marketplace, String name) {
        return new ChainId("escrow", marketplace, Id.derive("esc", name));
    }

    /** As EventBridge puts it on a queue. */
    static String message(String chain, int sequence) {
        var envelope = Json.object().put("version", "0").put("source", "surety").put("detail-type", "escrow.settled");
        envelope.putObject("detail")
                .put("id", Id.derive("evt", chain, Integer.toString(sequence)))
                .put("type", "escrow.settled")
                .put("version", 1)
                .put("sequence", sequence)
                .put("pk", chain);
        return Json.text(envelope);
    }

    private void append(ChainId chain, String event, Postings postings) {
        append(chain, event, Json.object(), postings);
    }

    private void append(ChainId chain, String event, ObjectNode data, Postings postings) {
        var before = journal.load(chain);
        var key = CommandKey.ofFact(chain.toString(), event, Integer.toString(before.version()));
        journal.append(
                before,
                Draft.of(event, data, world.clock.instant(), Actor.TIMER, key).with(postings));
    }
}
