package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.run.RunChains.Stamp;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCommand;
import dev.surety.payouts.domain.run.RunDecision;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.payouts.domain.run.RunRules;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People's requests to a run: submit, approve, reject, abort, and take one payout out. */
public final class DecideRun {
    private final RunChains runs;
    private final FindItem finding;
    private final PayItem paying;
    private final Funds funds;
    private final Nudges nudges;

    DecideRun(RunChains runs, FindItem finding, PayItem paying, Funds funds, Nudges nudges) {
        this.runs = runs;
        this.finding = finding;
        this.paying = paying;
        this.funds = funds;
        this.nudges = nudges;
    }

    public Outcome<RunChain> decide(CommandEnvelope envelope, RunId id, RunCommand command) {
        return CommandLoop.run("a run", envelope, new Decision(envelope, id) {
            @Override
            public Optional<Refusal> forbidden(Loaded loaded) {
                return switch (command) {
                    case RunCommand.Approve(var person, var _, var _, var _) ->
                        person(envelope).or(() -> Approvals.forbidden(loaded.rules(), person, loaded.daySum()));
                    case RunCommand.Reject(var person) ->
                        person(envelope)
                                .or(() -> Approvals.forbidden(
                                        loaded.rules(),
                                        person,
                                        Money.zero(loaded.daySum().currency())));
                    case RunCommand.Submit _, RunCommand.Abort _ -> Optional.empty();
                };
            }

            @Override
            public Optional<Refusal> preconditions(Loaded loaded) {
                return command instanceof RunCommand.Approve
                        ? runs.present().paused(marketplace(envelope), loaded.run().run().order().rail())
                        : Optional.empty();
            }

            @Override
            public Verdict<RunEvent> decide(Loaded loaded) {
                boolean isShort = command instanceof RunCommand.Approve && isShort(loaded);
                var context = new RunRules.Context(loaded.now(), loaded.rules(), loaded.daySum(), isShort);
                return switch (RunRules.decide(loaded.run().run(), command, context)) {
                    case RunDecision.Append(var event) -> new Verdict.Allowed<>(event);
                    case RunDecision.Refused(var refusal) -> new Verdict.Denied<>(refusal);
                };
            }
        });
    }

    /**
     * The payout's own chain decides whether it is too late; the run's entry tells of it. The run may have ended in
     * between, so the entry can follow that end.
     */
    public Outcome<RunChain> takeOut(CommandEnvelope envelope, RunId id, PayoutId payout) {
        return CommandLoop.run("a run", envelope, new Decision(envelope, id) {
            @Override
            public Verdict<RunEvent> decide(Loaded loaded) {
                State state = loaded.run().run().state();
                if (!state.countsForTheDay()) {
                    return denied("This cannot be done while the run is " + state.code() + ".");
                }
                var item = finding.find(loaded.run(), payout);
                if (item.isEmpty()) {
                    return new Verdict.Denied<>(Refusal.of(
                            CommonReason.INVALID, List.of(new FieldError("/payout", "not_of_this_run"))));
                }
                return paying.takeOut(item.get(), envelope.caller().actor(), envelope.key())
                        ? new Verdict.Allowed<>(new RunEvent.TakenOut(payout, item.get().payee()))
                        : denied("The payout is being sent already, or has ended.");
            }
        });
    }

    private static Verdict<RunEvent> denied(String detail) {
        return new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }

    private static MarketplaceId marketplace(CommandEnvelope envelope) {
        return envelope.caller().marketplace();
    }

    private static Optional<Refusal> person(CommandEnvelope envelope) {
        return envelope.caller().kind() == Caller.Kind.STAFF
                ? Optional.empty()
                : Optional.of(CommonReason.FORBIDDEN.with("Only a person approves or rejects."));
    }

    private boolean isShort(Loaded loaded) {
        RunOrder order = loaded.run().run().order();
        Money needed = DaySum.sum(loaded.run().run());
        MarketplaceId marketplace = loaded.run().chain().id().marketplace();
        return FinishPlan.isShort(needed, funds.atBank(marketplace, order.account(), order.currency()));
    }

    /** @param daySum the sum that people approve on this rail and day, this run included */
    private record Loaded(RunChain run, MarketplaceSettings settings, Instant now, Money daySum) {
        MoneyOut rules() {
            return settings.moneyOut();
        }
    }

    private Loaded loaded(RunChain run) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        MarketplaceSettings settings = runs.settings(marketplace);
        Instant now = runs.present().now(marketplace, settings);
        return new Loaded(run, settings, now, new DaySum(runs).of(run, settings, now));
    }

    /** The steps that are the same for all. */
    private abstract class Decision implements Command<Loaded, RunEvent, RunChain> {
        private final CommandEnvelope envelope;
        private final RunId id;

        private Decision(CommandEnvelope envelope, RunId id) {
            this.envelope = envelope;
            this.id = id;
        }

        @Override
        public Optional<Loaded> load() {
            return runs.find(marketplace(envelope), id).map(DecideRun.this::loaded);
        }

        @Override
        public Tip tip(Loaded loaded) {
            return loaded.run().chain();
        }

        @Override
        public Outcome<RunChain> replay(Loaded loaded, Entry seen) {
            return new Outcome.Done<>(loaded.run().at(seen.number()), true);
        }

        @Override
        public Optional<Outcome<RunChain>> append(Loaded loaded, RunEvent event, Optional<String> note) {
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            Optional<RunChain> after = runs.append(loaded.run(), event, loaded.now(), stamp);
            after.filter(run -> run.run().state() == State.APPROVED).ifPresent(run -> nudges.nudge(run.chain().id()));
            return after.map(run -> new Outcome.Done<>(run, false));
        }
    }
}
