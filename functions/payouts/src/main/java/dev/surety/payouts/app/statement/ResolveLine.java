package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.bank.LineState.Origin;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.statement.ResolveRules;
import dev.surety.payouts.domain.statement.ResolveRules.Closing;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Tip;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * People explain a line that nothing else explained. Where a payee gets the money, or much of it moves, a second person
 * agrees, who has neither explained the line nor uploaded its statement.
 */
public final class ResolveLine {
    private final LineChains lines;
    private final LinePayouts payouts;
    private final OwnAccounts accounts;
    private final TellLine telling;
    private final Present present;

    ResolveLine(
            LineChains lines, LinePayouts payouts, OwnAccounts accounts, TellLine telling, Present present) {
        this.lines = lines;
        this.payouts = payouts;
        this.accounts = accounts;
        this.telling = telling;
        this.present = present;
    }

    /** @param by the person */
    public record Explained(Resolution.Kind as, Optional<String> target, String by) {}

    public Outcome<Stored> explain(CommandEnvelope envelope, String line, Explained explained) {
        return run(envelope, line, stored -> {
            Instant now = present.now(stored.marketplace());
            var resolution =
                    new Resolution(explained.as(), explained.target(), explained.by(), now, Optional.empty());
            boolean isNew = stored.state().phase() != Phase.RESOLVING && ResolveRules.isOpen(stored.state());
            if (!isNew) {
                return denied("There is nothing to explain: the line is " + word(stored) + ".");
            }
            return closing(stored, resolution)
                    .map(closing -> needsSecond(stored, closing)
                            ? allowed(lines.asked(resolution, now, envelope.caller().actor(), envelope.key()))
                            : resolved(stored, resolution, closing, envelope, now))
                    .orElseGet(ResolveLine::misfit);
        });
    }

    public Outcome<Stored> approve(CommandEnvelope envelope, String line, String person) {
        return run(envelope, line, stored -> {
            Optional<Refusal> refused = mayApprove(stored, person);
            if (refused.isPresent()) {
                return new Verdict.Denied<>(refused.get());
            }
            Resolution resolution = stored.state().resolution().orElseThrow().approved(person);
            Instant now = present.now(stored.marketplace());
            return closing(stored, resolution)
                    .map(closing -> resolved(stored, resolution, closing, envelope, now))
                    .orElseGet(ResolveLine::misfit);
        });
    }

    public Outcome<Stored> reject(CommandEnvelope envelope, String line) {
        return run(envelope, line, stored -> stored.state().phase() == Phase.RESOLVING
                ? allowed(lines.declined(
                        stored,
                        present.now(stored.marketplace()),
                        envelope.caller().actor(),
                        envelope.key()))
                : denied("No explanation waits for a decision: the line is " + word(stored) + "."));
    }

    private Optional<Refusal> mayApprove(Stored stored, String person) {
        if (stored.state().phase() != Phase.RESOLVING) {
            return Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with(
                    "No explanation waits for a decision: the line is " + word(stored) + "."));
        }
        MoneyOut settings = present.settings(stored.marketplace()).moneyOut();
        List<String> makers = Stream.concat(
                        stored.state().resolution().map(Resolution::by).stream(),
                        stored.state().origin().map(Origin::by).stream())
                .toList();
        return Approvals.isMaker(settings, person, makers)
                ? Optional.of(CommonReason.APPROVER_IS_MAKER.with(CommonReason.APPROVER_IS_MAKER.title()))
                : Approvals.forbidden(settings, person, stored.state().line().amount());
    }

    private Verdict<Draft> resolved(
            Stored stored, Resolution resolution, Closing closing, CommandEnvelope envelope, Instant now) {
        return allowed(lines.resolved(
                stored,
                resolution,
                closing,
                now,
                envelope.caller().actor(),
                envelope.key()));
    }

    private boolean needsSecond(Stored stored, Closing closing) {
        Money alone = accounts.alone(stored.marketplace(), stored.state().line().amount().currency());
        return ResolveRules.needsSecond(stored.state(), closing, alone);
    }

    private Optional<Closing> closing(Stored stored, Resolution resolution) {
        Optional<PayoutFacts> payout = resolution
                .target()
                .filter(target -> Id.isWellFormed(PayoutId.PREFIX, target))
                .flatMap(target -> payouts.find(stored.marketplace(), new PayoutId(target)));
        return ResolveRules.close(
                stored.id(), stored.state(), resolution, payout, accounts.fee(stored.marketplace()));
    }

    private static String word(Stored stored) {
        return stored.state().phase().name().toLowerCase(Locale.ROOT);
    }

    private static Verdict<Draft> allowed(Draft draft) {
        return new Verdict.Allowed<>(draft);
    }

    private static Verdict<Draft> denied(String detail) {
        return new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }

    private static Verdict<Draft> misfit() {
        return new Verdict.Denied<>(
                Refusal.of(CommonReason.INVALID, List.of(new FieldError("/target", "does_not_fit"))));
    }

    private Outcome<Stored> run(CommandEnvelope envelope, String line, Function<Stored, Verdict<Draft>> decision) {
        return CommandLoop.run("a line", envelope, new Decision(envelope.caller().marketplace(), line, decision));
    }

    private final class Decision implements Command<Stored, Draft, Stored> {
        private final MarketplaceId marketplace;
        private final String line;
        private final Function<Stored, Verdict<Draft>> decision;

        private Decision(MarketplaceId marketplace, String line, Function<Stored, Verdict<Draft>> decision) {
            this.marketplace = marketplace;
            this.line = line;
            this.decision = decision;
        }

        @Override
        public Optional<Stored> load() {
            return lines.find(marketplace, line);
        }

        @Override
        public Tip tip(Stored stored) {
            return stored.chain();
        }

        @Override
        public Outcome<Stored> replay(Stored stored, Entry seen) {
            telling.resolved(stored);
            return new Outcome.Done<>(
                    LineChains.stored(stored.chain().at(seen.number())).orElseThrow(), true);
        }

        @Override
        public Verdict<Draft> decide(Stored stored) {
            return decision.apply(stored);
        }

        @Override
        public Optional<Outcome<Stored>> append(Stored stored, Draft draft, Optional<String> note) {
            if (!(lines.append(stored, draft.note(note)) instanceof Append.Done(var entry, var fresh) && fresh)) {
                return Optional.empty();
            }
            Stored after = LineChains.stored(stored.chain().plus(entry)).orElseThrow();
            telling.resolved(after);
            return Optional.of(new Outcome.Done<>(after, false));
        }
    }
}
