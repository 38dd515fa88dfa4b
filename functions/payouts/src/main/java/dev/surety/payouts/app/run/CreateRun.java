package dev.surety.payouts.app.run;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.run.RunChains.Stamp;
import dev.surety.payouts.domain.plan.PlanTerms;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Begins a run: its first entry holds the order to plan, and a message begins the work. */
public final class CreateRun {
    private static final Duration LATEST = Duration.ofDays(31);

    private final RunChains runs;
    private final Nudges nudges;

    public CreateRun(RunChains runs, Nudges nudges) {
        this.runs = runs;
        this.nudges = nudges;
    }

    /**
     * @param participants only these; empty, all
     * @param excluded participants whom the maker excludes; the vault keeps the reasons
     */
    public record PlanRequest(
            Currency currency,
            String rail,
            Optional<Instant> cutoff,
            Optional<Money> minimum,
            boolean payLess,
            List<ParticipantId> participants,
            List<ParticipantId> excluded,
            Optional<Instant> executeAt) {
        public PlanRequest {
            participants = List.copyOf(participants);
            excluded = List.copyOf(excluded);
        }
    }

    /** The run that a request with this key begins. */
    public static RunId id(CommandEnvelope envelope) {
        return new RunId(Id.derive(RunId.PREFIX, envelope.key().hash()));
    }

    public Outcome<RunChain> create(CommandEnvelope envelope, PlanRequest asked) {
        return CommandLoop.run("a run", envelope, new Creation(envelope, asked));
    }

    private record Decided(RunOrder order, Instant now) {}

    private final class Creation implements Command<Chain, Decided, RunChain> {
        private final CommandEnvelope envelope;
        private final PlanRequest asked;
        private final MarketplaceId marketplace;

        private Creation(CommandEnvelope envelope, PlanRequest asked) {
            this.envelope = envelope;
            this.asked = asked;
            this.marketplace = envelope.caller().marketplace();
        }

        @Override
        public Optional<Chain> load() {
            return Optional.of(runs.journal().load(RunChains.chain(marketplace, id(envelope))));
        }

        @Override
        public Tip tip(Chain chain) {
            return chain;
        }

        @Override
        public Outcome<RunChain> replay(Chain chain, Entry seen) {
            return new Outcome.Done<>(RunChain.of(chain.at(1)).orElseThrow(), true);
        }

        @Override
        public Verdict<Decided> decide(Chain chain) {
            Optional<MarketplaceSettings> settings = runs.present().find(marketplace);
            if (settings.isEmpty()) {
                return denied(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            Instant now = runs.present().now(marketplace, settings.get());
            List<FieldError> wrong = new ArrayList<>();
            Optional<Rail> rail = rail(settings.get(), asked.rail());
            if (rail.isEmpty()) {
                wrong.add(new FieldError("/rail", "not_of_this_marketplace"));
            }
            if (!settings.get().currencies().contains(asked.currency().code())) {
                wrong.add(new FieldError("/currency", "not_of_this_marketplace"));
            } else if (rail.filter(of -> of.currencies().contains(asked.currency().code())).isEmpty()) {
                wrong.add(new FieldError("/currency", "not_of_this_rail"));
            }
            wrong.addAll(inItself(now));
            if (wrong.isEmpty()) {
                wrong.addAll(unknown("/participants/%d", asked.participants()));
                wrong.addAll(unknown("/exclude/%d/participant", asked.excluded()));
            }
            return wrong.isEmpty()
                    ? new Verdict.Allowed<>(new Decided(order(settings.get(), rail.orElseThrow()), now))
                    : denied(Refusal.of(CommonReason.INVALID, wrong));
        }

        private List<FieldError> inItself(Instant now) {
            List<FieldError> wrong = new ArrayList<>();
            if (asked.minimum().filter(of -> !of.currency().equals(asked.currency())).isPresent()) {
                wrong.add(new FieldError("/minimum/currency", "not_of_this_run"));
            }
            if (asked.cutoff().filter(now::isBefore).isPresent()) {
                wrong.add(new FieldError("/cutoff", "in_the_future"));
            }
            if (asked.executeAt().filter(now::isAfter).isPresent()) {
                wrong.add(new FieldError("/executeAt", "in_the_past"));
            }
            if (asked.executeAt().filter(now.plus(LATEST)::isBefore).isPresent()) {
                wrong.add(new FieldError("/executeAt", "more_than_31_days_ahead"));
            }
            wrong.addAll(doubled("/participants/%d", asked.participants()));
            wrong.addAll(doubled("/exclude/%d/participant", asked.excluded()));
            return wrong;
        }

        private RunOrder order(MarketplaceSettings settings, Rail rail) {
            Caller caller = envelope.caller();
            String maker = caller.kind() == Caller.Kind.STAFF ? caller.id() : caller.principal();
            return CreateRun.order(settings, rail, asked, Optional.empty(), List.of(maker));
        }

        private List<FieldError> unknown(String pointer, List<ParticipantId> participants) {
            List<Boolean> known = SideBySide.map(
                    Limits.LIST_READS_AT_ONCE,
                    participants,
                    id -> runs.journal().has(new ChainId(Participants.TYPE, marketplace, id.value()), 1));
            List<FieldError> wrong = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                if (!known.get(i)) {
                    wrong.add(new FieldError(pointer.formatted(i), "not_found"));
                }
            }
            return wrong;
        }

        @Override
        public Optional<Outcome<RunChain>> append(Chain chain, Decided decided, Optional<String> note) {
            var stamp = new Stamp(envelope.caller().actor(), envelope.key(), note);
            var event = new RunEvent.Planning(decided.order());
            Append append = runs.begin(chain, event, decided.now(), stamp);
            if (!(append instanceof Append.Done(var entry, var fresh) && fresh)) {
                return Optional.empty();
            }
            nudges.nudge(chain.id());
            return RunChain.of(chain.plus(entry)).map(run -> new Outcome.Done<>(run, false));
        }
    }

    static Optional<Rail> rail(MarketplaceSettings settings, String name) {
        return settings.moneyOut().rail(name, settings.mode() == Mode.SANDBOX, settings.currencies());
    }

    static RunOrder order(
            MarketplaceSettings settings,
            Rail rail,
            PlanRequest asked,
            Optional<String> schedule,
            List<String> makers) {
        Optional<Money> wish =
                asked.minimum().or(() -> PlanPage.in(settings.moneyOut().minimums(), asked.currency()));
        return new RunOrder(
                asked.currency(),
                rail.name(),
                rail.account(),
                asked.cutoff(),
                wish,
                PlanTerms.minimum(asked.currency(), wish, PlanPage.in(rail.minimums(), asked.currency())),
                asked.payLess(),
                asked.participants(),
                asked.excluded(),
                asked.executeAt(),
                schedule,
                makers,
                settings.version());
    }

    private static List<FieldError> doubled(String pointer, List<ParticipantId> participants) {
        Set<ParticipantId> met = new HashSet<>();
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            if (!met.add(participants.get(i))) {
                wrong.add(new FieldError(pointer.formatted(i), "doubled"));
            }
        }
        return wrong;
    }

    private static <D> Verdict<D> denied(Refusal refusal) {
        return new Verdict.Denied<>(refusal);
    }
}
