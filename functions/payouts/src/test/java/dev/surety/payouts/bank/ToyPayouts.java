package dev.surety.payouts.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Payouts of the marketplace's capital, whose chains hold no more than the bank's lines need. */
final class ToyPayouts implements LinePayouts {
    private static final Account CAPITAL = Account.of(AccountKind.CAPITAL);
    private static final Account TRANSIT = Account.of(AccountKind.TRANSIT, BankingWorld.ACCOUNT);

    private final Journal journal;
    private final Supplier<Instant> now;

    ToyPayouts(Journal journal, Supplier<Instant> now) {
        this.journal = journal;
        this.now = now;
    }

    private static ChainId id(MarketplaceId marketplace, PayoutId payout) {
        return new ChainId("payout", marketplace, payout.value());
    }

    void scheduled(MarketplaceId marketplace, PayoutId payout, Money amount) {
        add(journal.load(id(marketplace, payout)), "scheduled", Json.object().set("amount", Json.tree(amount)), moved(
                CAPITAL, TRANSIT, amount));
    }

    void failed(MarketplaceId marketplace, PayoutId payout) {
        Chain chain = journal.load(id(marketplace, payout));
        add(chain, "failed", Json.object(), moved(TRANSIT, CAPITAL, amount(chain)));
    }

    private static Postings moved(Account from, Account to, Money amount) {
        return Postings.building().debit(from, amount).credit(to, amount).build();
    }

    private void add(Chain chain, String event, JsonNode data, Postings postings) {
        String line = data.path("line").asString("");
        CommandKey key = CommandKey.ofFact("payout", chain.id().toString(), event, line);
        Draft draft = Draft.of("payout." + event + ".v1", data, now.get(), Actor.EVENT, key).with(postings);
        if (!(journal.append(chain, draft) instanceof Append.Done)) {
            throw new Outage("a race of a toy");
        }
    }

    private static Money amount(Chain chain) {
        JsonNode amount = Json.object(chain.first().data()).path("amount");
        return Money.of(amount.path("amount").asLong(), amount.path("currency").asString());
    }

    private static Optional<String> line(Chain chain, String event) {
        return chain.entries().stream()
                .filter(entry -> entry.event().equals("payout." + event + ".v1"))
                .map(entry -> Json.object(entry.data()).path("line").asString())
                .findFirst();
    }

    @Override
    public Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId payout) {
        Chain chain = journal.load(id(marketplace, payout));
        return chain.isEmpty()
                ? Optional.empty()
                : Optional.of(new PayoutFacts(
                        amount(chain),
                        BankingWorld.ACCOUNT,
                        CAPITAL,
                        line(chain, "failed").isPresent(),
                        line(chain, "paid"),
                        line(chain, "returned")));
    }

    @Override
    public void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit) {
        Chain chain = journal.load(id(marketplace, payout));
        if (line(chain, "paid").isEmpty()) {
            boolean back = line(chain, "returned").isPresent();
            ObjectNode data = Json.object().put("line", debit.line());
            add(chain, "paid", data, back ? moved(TRANSIT, CAPITAL, credited(chain)) : Postings.NONE);
        }
    }

    private static Money credited(Chain chain) {
        return chain.entries().stream()
                .filter(entry -> entry.event().equals("payout.returned.v1"))
                .map(entry -> Json.object(entry.data()).path("credited"))
                .map(credited -> Money.of(
                        credited.path("amount").asLong(), credited.path("currency").asString()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
        Chain chain = journal.load(id(marketplace, payout));
        if (line(chain, "returned").isEmpty() && credit.way() != Way.WAITS) {
            ObjectNode data = Json.object().put("line", credit.line()).put("way", credit.way().name());
            data.set("credited", Json.tree(credit.credited()));
            add(chain, "returned", data, Postings.NONE);
        }
    }
}
