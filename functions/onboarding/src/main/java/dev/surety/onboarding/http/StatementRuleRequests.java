package dev.surety.onboarding.http;

import dev.surety.model.marketplace.StatementRule.Direction;
import dev.surety.model.marketplace.StatementRule.Kind;
import dev.surety.model.marketplace.StatementRule.When;
import dev.surety.model.marketplace.StatementRule;
import dev.surety.runtime.edge.http.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the rules that explain lines of statements that are about no payout. */
final class StatementRuleRequests {
    private static final Set<String> KINDS = Set.of("gateway_settlement", "fee", "own_transfer", "own_money");

    private StatementRuleRequests() {}

    static Optional<StatementRule> rule(Fields rule) {
        Optional<String> account = MoneyOutRequests.name(rule, "account");
        Optional<Kind> kind = rule.choice("kind", KINDS).map(of -> Kind.valueOf(upper(of)));
        boolean isSettlement = kind.filter(Kind.GATEWAY_SETTLEMENT::equals).isPresent();
        Optional<String> gateway =
                isSettlement || rule.has("gateway") ? MoneyOutRequests.name(rule, "gateway") : Optional.empty();
        if (kind.isPresent() && !isSettlement && gateway.isPresent()) {
            rule.wrong("gateway", "not_of_this_kind");
        }
        Optional<When> when = rule.object("when").flatMap(StatementRuleRequests::when);
        return account.isPresent() && kind.isPresent() && when.isPresent()
                ? Optional.of(new StatementRule(account.get(), kind.get(), gateway, when.get()))
                : Optional.empty();
    }

    private static Optional<When> when(Fields when) {
        Optional<Direction> direction =
                when.choice("direction", Set.of("credit", "debit")).map(of -> Direction.valueOf(upper(of)));
        Optional<String> contains = when.optionalText("contains", 3, 140);
        Optional<String> code = when.optionalText("code", 1, 35);
        Optional<String> counterparty = when.optionalText("counterparty", 1, 140);
        // A direction alone would explain every line of the account.
        boolean saysWhich = Stream.of("contains", "code", "counterparty").anyMatch(when::has);
        if (!saysWhich) {
            when.wrong("contains", "missing");
        }
        when.finish();
        return direction.map(of -> new When(of, contains, code, counterparty));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
