package dev.surety.payouts.app.payout;

import dev.surety.model.bank.BankText;
import dev.surety.model.bank.Sepa;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.FileRail;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.app.payout.Rail.Result;
import dev.surety.payouts.app.payout.Rail.Transfer;
import dev.surety.payouts.domain.payout.InFile;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.plan.ExclusionReason;
import dev.surety.payouts.domain.plan.PlanTerms;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends a scheduled payout. The entry {@code sending} is the point of no return. It is appended on condition that the
 * payee's chain has not grown since we looked. Only the call that appended it tells the rail, and only once. If that
 * call dies, the reconciler asks the rail what became of the transfer.
 */
public final class SendPayout {
    private final Payouts payouts;
    private final Payees payees;
    private final Debts debts;
    private final Destinations destinations;
    private final Rail rail;
    private final Codes codes;
    private final OwnFiles files;
    private final ExpectedLines expected;
    private final Present present;
    private final TellPayout telling;

    public SendPayout(
            Payouts payouts,
            Payees payees,
            Debts debts,
            Destinations destinations,
            Rail rail,
            Codes codes,
            OwnFiles files,
            ExpectedLines expected,
            Present present) {
        this.payouts = payouts;
        this.payees = payees;
        this.debts = debts;
        this.destinations = destinations;
        this.rail = rail;
        this.codes = codes;
        this.files = files;
        this.expected = expected;
        this.present = present;
        this.telling = new TellPayout(payouts, present);
    }

    /** Hears of transfers whose lines the bank will book, so that the bank is asked for them. */
    public interface ExpectedLines {
        void expect(MarketplaceId marketplace, String account);
    }

    /** Finds a payout's place in a file, which may depend on the account that it goes to. */
    public interface Place {
        InFile of(PayoutOrder order, Destinations.Account to);
    }

    /** Begins the file of a single payout over a rail of files. Beginning it twice does nothing more. */
    public interface OwnFiles {
        void begin(PayoutChain payout);
    }

    /** Whether a rail is handed files. Its payouts wait for one, and no call tells the bank. */
    public static boolean isByFile(MarketplaceSettings settings, String rail) {
        return files(settings, rail).isPresent();
    }

    /** How the files of a rail are written; empty if the rail is handed none. */
    public static Optional<FileRail> files(MarketplaceSettings settings, String rail) {
        return settings.moneyOut().rails().stream()
                .filter(of -> of.name().equals(rail))
                .findFirst()
                .flatMap(MoneyOut.Rail::files);
    }

    public boolean isByFile(MarketplaceId marketplace, String rail) {
        return isByFile(present.settings(marketplace), rail);
    }

    /** Puts a scheduled payout in a file, or gives it up. One that may not go out at present stays scheduled. */
    public PayoutChain sendInFile(MarketplaceId marketplace, PayoutId id, Place place) {
        return Contention.retry(
                "a payout",
                payouts.load(marketplace, id),
                as -> tryOnce(as, Optional.of(place)),
                as -> payouts.load(as.marketplace(), as.id()));
    }

    public RunStep send(MarketplaceId marketplace, PayoutId id) {
        return send(payouts.load(marketplace, id)).step();
    }

    PayoutChain send(PayoutChain from) {
        return Contention.retry(
                "a payout",
                from,
                as -> tryOnce(as, Optional.empty()),
                as -> payouts.load(as.marketplace(), as.id()));
    }

    private Optional<PayoutChain> tryOnce(PayoutChain payout, Optional<Place> place) {
        if (!(payout.payout() instanceof Payout.Scheduled scheduled)) {
            return Optional.of(payout);
        }
        PayoutOrder order = scheduled.order();
        MarketplaceSettings settings = present.settings(payout.marketplace());
        Instant now = present.now(payout.marketplace(), settings);
        Optional<FileRail> fileRail = files(settings, order.rail());
        boolean isByFile = fileRail.isPresent();
        if (isByFile && place.isEmpty()) {
            // A run begins the files of its own payouts.
            if (order.run().isEmpty()) {
                files.begin(payout);
            }
            return Optional.of(waiting(payout, now));
        }
        boolean isPaused = present.paused(payout.marketplace(), order.rail()).isPresent();
        if (isPaused || (!isByFile && !rail.isUp(payout.marketplace(), order.rail()))) {
            return Optional.of(isByFile ? payout : waiting(payout, now));
        }
        Optional<Looked> looked = order.payee().flatMap(payee -> payees.find(payout.marketplace(), payee));
        Optional<String> problem = problem(order, looked, settings, now).or(() -> Checks.debt(payout, debts));
        if (order.run().isEmpty() && problem.filter(PayeeChecks.SCREENING_PENDING::equals).isPresent()) {
            return Optional.of(isByFile ? payout : waiting(payout, now));
        }
        Optional<Destinations.Account> to = destinations.find(payout.marketplace(), order);
        Optional<String> profile =
                fileRail.filter(SepaRail.class::isInstance).flatMap(_ -> profile(payout, looked, to));
        Optional<String> last = problem.or(() -> to.isEmpty()
                ? Optional.of("payout_method_missing")
                : fileRail.flatMap(files -> unpayable(files, payout, to.get(), looked, profile.isPresent())));
        if (last.isPresent()) {
            return Optional.of(telling.tell(payout, new PayoutCommand.GiveUp(last.get()), Actor.EVENT, now));
        }
        if (place.isPresent()) {
            InFile in = place.get().of(order, to.get());
            var event = new PayoutEvent.SendingByFile(
                    in.file(), in.group(), profile, fileRail.flatMap(SendPayout::presumedAfter));
            return begun(payout, event, looked.map(Looked::unchanged), now).map(Written.Done::payout);
        }
        expected.expect(payout.marketplace(), order.account());
        return begun(payout, new PayoutEvent.Sending(), looked.map(Looked::unchanged), now)
                .map(sending -> sending.fresh() ? told(sending.payout(), to.get(), now) : sending.payout());
    }

    /** The payee's profile, if a file has to give its address and can. */
    private Optional<String> profile(PayoutChain payout, Optional<Looked> looked, Optional<Destinations.Account> to) {
        return to.filter(account -> !Sepa.isInEea(account.country()))
                .flatMap(_ -> looked)
                .flatMap(of -> of.standing().profile())
                .filter(words -> payout.order().payee()
                        .flatMap(payee -> destinations.address(payout.marketplace(), payee, words))
                        .isPresent());
    }

    private Optional<String> unpayable(
            FileRail rail,
            PayoutChain payout,
            Destinations.Account to,
            Optional<Looked> looked,
            boolean hasAddress) {
        Optional<ExclusionReason> why = switch (rail) {
            case SepaRail _ ->
                PlanTerms.unpayableBySepa(
                        to.country(), BankText.isWritten(to.holder(), BankText.SEPA_NAME), hasAddress);
            case AchRail _ ->
                to.american().isEmpty()
                        ? Optional.of(ExclusionReason.RAIL_MISMATCH)
                        : PlanTerms.unpayableByAch(
                                "US", BankText.isWritten(to.holder(), BankText.ACH_NAME), lives(payout, looked));
        };
        return why.map(ExclusionReason::code);
    }

    private Optional<String> lives(PayoutChain payout, Optional<Looked> looked) {
        return looked.flatMap(of -> of.standing().profile())
                .flatMap(words -> payout.order().payee()
                        .flatMap(payee -> destinations.country(payout.marketplace(), payee, words)));
    }

    /** On ACH no bank says that the payee has it. */
    private static Optional<Integer> presumedAfter(FileRail rail) {
        return switch (rail) {
            case SepaRail _ -> Optional.empty();
            case AchRail ach -> Optional.of(ach.presumedAfter());
        };
    }

    private static Optional<String> problem(
            PayoutOrder order, Optional<Looked> looked, MarketplaceSettings settings, Instant now) {
        if (order.payee().isEmpty()) {
            return NewOrders.elsewhere(order, settings).map(_ -> "method_changed");
        }
        return looked.isEmpty()
                ? Optional.of("account_suspended")
                : Checks.problem(looked.get(), order, settings, now).map(PayeeChecks.Problem::code);
    }

    /** Leaves the next deadline once the last one has come, so that a payout that waits is never forgotten. */
    private PayoutChain waiting(PayoutChain payout, Instant now) {
        boolean isDue = payout.chain().last().due().filter(due -> now.isBefore(due.at())).isEmpty();
        return isDue ? telling.tell(payout, new PayoutCommand.Wait(), Actor.TIMER, now) : payout;
    }

    private Optional<Written.Done> begun(
            PayoutChain payout, PayoutEvent sending, Optional<Unchanged> payee, Instant now) {
        var fact = new Fact(
                sending,
                now,
                Actor.EVENT,
                CommandKey.ofFact("payout", payout.id().value(), "sending"));
        Written written = payee.isPresent()
                ? payouts.append(payout, fact, List.of(), List.of(payee.get()))
                : payouts.append(payout, fact);
        return written instanceof Written.Done done ? Optional.of(done) : Optional.empty();
    }

    private PayoutChain told(PayoutChain sending, Destinations.Account to, Instant now) {
        PayoutCommand heard = command(rail.send(transfer(sending, to)), codes);
        PayoutChain after = telling.tell(sending, heard, Actor.of("rail:" + sending.order().rail()), now);
        if (after.payout() instanceof Payout.Sent) {
            expected.expect(after.marketplace(), after.order().account());
        }
        return after;
    }

    static Transfer transfer(PayoutChain payout, Destinations.Account to) {
        PayoutOrder order = payout.order();
        return new Transfer(
                payout.marketplace(),
                order.rail(),
                order.account(),
                payout.id(),
                order.reference(),
                order.amount(),
                to.number(),
                to.holder(),
                order.reference());
    }

    static PayoutCommand command(Result result, Codes codes) {
        return switch (result) {
            case Result.Accepted(var trace) -> new PayoutCommand.Accepted(trace);
            case Result.Declined(var code) -> new PayoutCommand.Declined(code, codes.credits(code));
            case Result.Unknown _ -> new PayoutCommand.NoAnswer();
        };
    }
}
