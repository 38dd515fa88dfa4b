package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.statement.PaymentGroups.Group;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.statement.GroupFacts;
import dev.surety.payouts.domain.statement.MatchFacts;
import dev.surety.payouts.domain.statement.MatchFacts.Known;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.payouts.domain.statement.ToldLine.Detail;
import dev.surety.payouts.domain.statement.Tokens;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds our side of a line: its payouts, its group, and the rule that fits. */
final class LineFacts {
    /** A line with more payments is explained by its group or by a person. */
    private static final int MOST_PAYMENTS = 500;

    /** A group with more refused payouts is matched only by its whole sum. */
    private static final int MOST_REFUSED = 200;

    private static final Pattern TRACE = Pattern.compile("[0-9]{15}");

    private final LinePayouts payouts;
    private final KnownPayouts known;
    private final PaymentGroups groups;
    private final OwnAccounts accounts;
    private final int atOnce;

    LineFacts(LinePayouts payouts, KnownPayouts known, PaymentGroups groups, OwnAccounts accounts, int atOnce) {
        this.payouts = payouts;
        this.known = known;
        this.groups = groups;
        this.accounts = accounts;
        this.atOnce = atOnce;
    }

    /** The groups that a line may be about, which nothing else may book meanwhile. */
    record Found(MatchFacts facts, Optional<Group> group) {}

    Found find(MarketplaceId marketplace, String account, ToldLine line) {
        Map<String, Known> byReference = byReference(marketplace, line);
        Optional<Group> named = line.isDebit() && !(line.group() + line.message()).isEmpty()
                ? groups.find(marketplace, line.group(), line.message())
                : Optional.empty();
        Optional<Group> bySum = named.isEmpty() && byReference.isEmpty() && line.isDebit()
                ? bySum(marketplace, account, line)
                : Optional.empty();
        var facts = new MatchFacts(
                byReference,
                named.map(group -> facts(marketplace, group)),
                bySum.map(group -> facts(marketplace, group)),
                accounts.rule(marketplace, account, line));
        return new Found(facts, named.or(() -> bySum));
    }

    private Map<String, Known> byReference(MarketplaceId marketplace, ToldLine line) {
        Map<String, Known> byReference = new HashMap<>();
        if (line.details().size() > MOST_PAYMENTS) {
            return byReference;
        }
        Set<String> references = new LinkedHashSet<>();
        line.details().forEach(detail -> detail.references().stream()
                .filter(LineFacts::mayBeOurs)
                .forEach(references::add));
        references.addAll(Tokens.in(line.texts()));
        Map<String, String> numbers = numbers(line);
        List<String> all = List.copyOf(references);
        List<Optional<Known>> found = SideBySide.map(atOnce, all, reference -> payout(marketplace, reference, line)
                .flatMap(id -> payouts.find(marketplace, id).map(facts -> new Known(
                        id.value(), facts, isElsewhere(marketplace, id, line, numbers.getOrDefault(reference, ""))))));
        for (int i = 0; i < all.size(); i++) {
            String reference = all.get(i);
            found.get(i).ifPresent(payout -> byReference.put(reference, payout));
        }
        return byReference;
    }

    private static boolean mayBeOurs(String reference) {
        return BankReference.isValid(reference)
                || TRACE.matcher(reference).matches()
                || Id.isWellFormed(PayoutId.PREFIX, reference);
    }

    private Optional<PayoutId> payout(MarketplaceId marketplace, String reference, ToldLine line) {
        if (TRACE.matcher(reference).matches()) {
            return groups.traced(marketplace, reference, line.bookedOn());
        }
        return Id.isWellFormed(PayoutId.PREFIX, reference)
                ? Optional.of(new PayoutId(reference))
                : known.find(marketplace, reference);
    }

    /** The account that the bank names for a reference. The number of the only payment goes with every token. */
    private static Map<String, String> numbers(ToldLine line) {
        Map<String, String> numbers = new HashMap<>();
        for (Detail detail : line.details()) {
            List<String> all = new ArrayList<>(detail.references());
            if (line.details().size() == 1) {
                all.addAll(Tokens.in(line.texts()));
            }
            all.forEach(reference -> numbers.put(reference, detail.account()));
        }
        return numbers;
    }

    /** A return comes from whatever account the payee's bank uses for it. */
    private boolean isElsewhere(MarketplaceId marketplace, PayoutId payout, ToldLine line, String number) {
        return line.isDebit() && !number.isEmpty() && known.goesElsewhere(marketplace, payout, number);
    }

    private Optional<Group> bySum(MarketplaceId marketplace, String account, ToldLine line) {
        List<Group> equal = groups.executedOn(marketplace, account, line.bookedOn()).stream()
                .filter(group -> group.sum().equals(line.net()))
                .toList();
        return equal.size() == 1 ? Optional.of(equal.getFirst()) : Optional.empty();
    }

    GroupFacts facts(MarketplaceId marketplace, Group group) {
        long open = 0;
        Money outstanding = Money.zero(group.sum().currency());
        Money refusedSum = outstanding;
        List<String> refused = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            PaymentGroups.Page page = groups.payouts(marketplace, group, from);
            List<Optional<PayoutFacts>> found =
                    SideBySide.map(atOnce, page.payouts(), id -> payouts.find(marketplace, id));
            for (int i = 0; i < page.payouts().size(); i++) {
                Optional<PayoutFacts> payout = found.get(i).filter(LineFacts::isOpen);
                if (payout.isPresent()) {
                    open++;
                    outstanding = outstanding.plus(payout.get().amount());
                    if (payout.get().refused().isPresent() && refused.size() < MOST_REFUSED) {
                        refused.add(page.payouts().get(i).value());
                        refusedSum = refusedSum.plus(payout.get().amount());
                    }
                }
            }
            from = page.next();
        } while (from.isPresent());
        return new GroupFacts(
                group.file(), group.id(), group.account(), group.count(), open, outstanding, refused, refusedSum);
    }

    /** One that failed, was given up, or was never sent is no part of the debit; one that came back early is. */
    private static boolean isOpen(PayoutFacts payout) {
        return !payout.ended() && !payout.unsent() && payout.debit().isEmpty();
    }
}
