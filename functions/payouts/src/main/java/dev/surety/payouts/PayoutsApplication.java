package dev.surety.payouts;

import dev.surety.files.FileStores;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.app.adjustment.Adjustments;
import dev.surety.payouts.app.bank.BankAccountSource;
import dev.surety.payouts.app.bank.BankAccounts;
import dev.surety.payouts.app.bank.BankLines;
import dev.surety.payouts.app.debt.CollectDebt;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.payouts.app.debt.ReleaseReserve;
import dev.surety.payouts.app.debt.World;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.FileGroups;
import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.payout.Rail;
import dev.surety.payouts.app.payout.SettlePayout;
import dev.surety.payouts.app.report.GatewayReports;
import dev.surety.payouts.app.report.ReportChains;
import dev.surety.payouts.app.report.SettlementChains;
import dev.surety.payouts.app.statement.BookChains;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.statement.StatementChains;
import dev.surety.payouts.app.statement.Statements;
import dev.surety.payouts.app.UseCases;
import dev.surety.payouts.app.run.GroupChains;
import dev.surety.payouts.app.run.RunChains;
import dev.surety.payouts.app.run.Reconciled;
import dev.surety.payouts.app.run.Runs;
import dev.surety.payouts.app.run.WorkOnSchedule;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.http.AdjustmentRoutes;
import dev.surety.payouts.http.GatewayReportRoutes;
import dev.surety.payouts.http.PayoutRoutes;
import dev.surety.payouts.http.PayoutView;
import dev.surety.payouts.http.RunRoutes;
import dev.surety.payouts.http.StatementRoutes;
import dev.surety.payouts.inbox.NewsInbox;
import dev.surety.payouts.inbox.UploadInbox;
import dev.surety.payouts.inbox.WakeInbox;
import dev.surety.payouts.rail.AbsentBankAccounts;
import dev.surety.payouts.rail.AbsentRail;
import dev.surety.payouts.rail.GuardedRail;
import dev.surety.payouts.rail.SandboxBankAccounts;
import dev.surety.payouts.rail.SandboxRail;
import dev.surety.payouts.store.DynamoBalances;
import dev.surety.payouts.store.JournalBankAccounts;
import dev.surety.payouts.store.JournalBankLines;
import dev.surety.payouts.store.JournalKnownPayouts;
import dev.surety.payouts.store.JournalPayees;
import dev.surety.payouts.store.JournalPayouts;
import dev.surety.payouts.store.JournalReportedPayments;
import dev.surety.payouts.store.LedgerAccounts;
import dev.surety.payouts.store.LedgerBooks;
import dev.surety.payouts.store.ReasonCodes;
import dev.surety.payouts.store.SandboxFunds;
import dev.surety.payouts.store.SettingsAccounts;
import dev.surety.payouts.store.ShippedReasons;
import dev.surety.payouts.store.VaultCorrections;
import dev.surety.payouts.store.VaultDestinations;
import dev.surety.payouts.store.VaultLookups;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import dev.surety.simulator.bank.SimulatedBank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class PayoutsApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    /** So many payouts of a line are told at one time. */
    private static final int PAYOUTS_AT_ONCE = 8;

    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("payouts");
        new Doors(context)
                .http(PayoutsApi.class, () -> api(platform))
                .queue(PayoutsInbox.class, () -> inbox(platform));
    }

    private static HttpEdge api(Platform with) {
        UseCases use = useCases(with);
        var view = new PayoutView(destinations(with), codes(), present(with));
        var routes = new PayoutRoutes(
                use.payouts(),
                use.requesting(),
                use.deciding(),
                use.retrying(),
                view,
                with.vault(),
                with.keys(),
                with.cursors());
        Runs made = runs(with, use);
        var books = new BookChains(with.journal());
        var reconciled = new Reconciled(
                made.reading(), use.payouts(), (of, account) -> !books.find(of, account).gaps().isEmpty());
        var runs = new RunRoutes(made, reconciled, with.vault(), with.keys(), with.cursors());
        var bank = new StatementRoutes(
                statements(with),
                new LedgerAccounts(with.dynamo(), Environment.get("LEDGER_TABLE")),
                present(with),
                with.vault(),
                with.keys(),
                with.cursors());
        var adjustments = new AdjustmentRoutes(adjustments(with), with.vault(), with.keys(), with.cursors());
        var reports = new GatewayReportRoutes(reports(with), present(with), with.keys(), with.cursors());
        return with.http(
                routes.table(),
                runs.table(),
                fileParts(with).routes(use).table(),
                bank.table(),
                adjustments.table(),
                reports.table());
    }

    private static QueueEdge inbox(Platform with) {
        LedgerBooks books = books(with);
        World world = world(with);
        CollectDebt debts = debts(with);
        var reserves = new ReleaseReserve(with.journal(), guarded(with), books, world);
        BankLines lines = bankLines(with);
        UseCases use = useCases(with);
        Runs runs = runs(with, use);
        Statements statements = statements(with);
        Adjustments adjustments = adjustments(with);
        GatewayReports reports = reports(with);
        FileParts files = fileParts(with);
        var wakes = new WakeInbox(Map.ofEntries(
                entry(RunChains.TYPE, runs.working()::wake),
                entry(GroupChains.TYPE, runs.workingOnGroups()::wake),
                entry(WorkOnSchedule.TYPE, runs.workingOnSchedules()::wake),
                entry(FileChains.TYPE, files.working(use, runs)::wake),
                entry(AdjustmentChains.TYPE, handled(adjustments.deciding()::wake)),
                entry(JournalBankAccounts.TYPE, handled(lines::wake)),
                entry(BankLines.LINE, handled(statements.telling()::wake)),
                entry(StatementChains.TYPE, handled(statements.reading()::wake)),
                entry(ReportChains.TYPE, handled(reports.working()::wake)),
                entry(SettlementChains.TYPE, handled(reports.awaiting()::wake)),
                entry(CollectDebt.CASES, handled(debts::wake)),
                entry(ReleaseReserve.TYPE, handled(reserves::wake)),
                entry(
                        JournalPayouts.TYPE,
                        handled(use.waking().with(files.undebited(use)::showNoDebit)::wake))));
        var credits = new HearCredits(with.journal(), books, debts, reserves, world);
        var news = new NewsInbox(credits, adjustments.hearing()::hear, runs.workingOnSchedules()::hear, wakes);
        QueueTimerMessages queue = wakes(with);
        // Wakes the chain of an uploaded file. If its wake gets lost, the bucket's message comes again.
        return with.queue(new UploadInbox(
                files(),
                (marketplace, name) ->
                        queue.send(List.of(new Deadline(uploaded(marketplace, name), 0, with.clock().instant()))),
                news));
    }

    private static Adjustments adjustments(Platform with) {
        return Adjustments.of(new Adjustments.Ports(
                with.journal(),
                guarded(with),
                with.indexes(),
                new JournalPayees(with.journal()),
                new LedgerAccounts(with.dynamo(), Environment.get("LEDGER_TABLE")),
                new LineChains(with.journal(), with.indexes(), present(with)),
                present(with)));
    }

    private static Map.Entry<String, WakeInbox.Wake> entry(String type, WakeInbox.Wake wake) {
        return Map.entry(type, wake);
    }

    /** A file is named by the id of its chain. */
    private static ChainId uploaded(MarketplaceId marketplace, String name) {
        return Id.isWellFormed(ReportChains.PREFIX, name)
                ? ReportChains.chain(marketplace, name)
                : StatementChains.chain(marketplace, name);
    }

    private static FileParts fileParts(Platform with) {
        return new FileParts(with, files(), destinations(with), nudges(with), present(with));
    }

    private static StoredFiles files() {
        return FileStores.find().of(Environment.get("FILES_BUCKET"));
    }

    /** A wake that is not done with has to come again. */
    private static WakeInbox.Wake handled(BiPredicate<ChainId, Integer> wake) {
        return (chain, number) -> wake.test(chain, number) ? Handled.DONE : Handled.AGAIN;
    }

    private static CollectDebt debts(Platform with) {
        return new CollectDebt(with.journal(), guarded(with), books(with), world(with));
    }

    private static LedgerBooks books(Platform with) {
        return new LedgerBooks(with.dynamo(), Environment.get("LEDGER_TABLE"));
    }

    private static World world(Platform with) {
        return new World(with.marketplaces(), with.clocks());
    }

    /** A stack without sandbox parts fetches no lines. */
    private static BankLines bankLines(Platform with) {
        Present present = present(with);
        return new BankLines(
                new JournalBankAccounts(with.journal(), with.marketplaces()),
                bank(with).<BankAccountSource>map(SandboxBankAccounts::new).orElseGet(AbsentBankAccounts::new),
                new JournalBankLines(with.journal()),
                new SettlePayout(payouts(with), new JournalPayees(with.journal()), present),
                new LineRules(ShippedReasons.get()),
                new BankLines.Settings(present::now, _ -> LineRules.FeeOfReturn.OURS, PAYOUTS_AT_ONCE),
                nudges(with)::nudge);
    }

    private static Statements statements(Platform with) {
        Payouts payouts = payouts(with);
        Present present = present(with);
        var settling = new SettlePayout(payouts, new JournalPayees(with.journal()), present);
        return Statements.of(new Statements.Ports(
                with.journal(),
                with.indexes(),
                files(),
                settling,
                settling,
                new JournalKnownPayouts(with.indexes(), payouts, destinations(with)),
                new FileGroups(fileParts(with).chains(), FileGroups.ISO),
                reports(with).arrivals(),
                new SettingsAccounts(present),
                new VaultCorrections(with.vault()),
                ShippedReasons.get(),
                nudges(with),
                present));
    }

    private static GatewayReports reports(Platform with) {
        return GatewayReports.of(new GatewayReports.Ports(
                with.journal(),
                with.indexes(),
                files(),
                new JournalReportedPayments(with.journal()),
                nudges(with),
                present(with)));
    }

    private static Runs runs(Platform with, UseCases use) {
        var balances = new DynamoBalances(with.dynamo(), Environment.get("LEDGER_TABLE"));
        Function<MarketplaceId, Instant> sandbox = marketplace -> with.clocks().now(marketplace, Mode.SANDBOX);
        return Runs.of(
                with.journal(),
                with.indexes(),
                present(with),
                new Runs.Facts(
                        balances,
                        new VaultLookups(with.vault(), use.payouts()),
                        new JournalPayees(with.journal()),
                        debts(with)::collect,
                        new SandboxFunds(bank(with), balances, sandbox)),
                new Runs.Paying(use.scheduling(), use.sending(), use.takingOut()),
                new Runs.Filing(fileParts(with).chains(), fileParts(with).beginning()),
                nudges(with));
    }

    private static Nudges nudges(Platform with) {
        return new WakeNudges(wakes(with), with.clock())::nudge;
    }

    private static QueueTimerMessages wakes(Platform with) {
        return new QueueTimerMessages(with.messages(), Environment.get("PAYOUTS_WAKES_QUEUE"));
    }

    private static UseCases useCases(Platform with) {
        var accounts = new BankAccounts(
                new JournalBankAccounts(with.journal(), with.marketplaces()), present(with)::now);
        return UseCases.of(new UseCases.Ports(
                payouts(with),
                new JournalPayees(with.journal()),
                new LedgerAccounts(with.dynamo(), Environment.get("LEDGER_TABLE")),
                debts(with)::collect,
                destinations(with),
                rail(with),
                codes(),
                fileParts(with).beginning(),
                accounts::expect,
                nudges(with),
                present(with)));
    }

    private static Payouts payouts(Platform with) {
        return new JournalPayouts(with.journal(), guarded(with), with.indexes(), with.marketplaces());
    }

    private static GuardedAppend guarded(Platform with) {
        return new GuardedAppend(with.dynamo(), with.journal(), with.journalTable(), Environment.get("LEDGER_TABLE"));
    }

    private static Present present(Platform with) {
        return new Present(with.marketplaces(), with.marketplaces().pauses(), with.clocks());
    }

    private static Destinations destinations(Platform with) {
        return new VaultDestinations(with.vault());
    }

    private static Codes codes() {
        return new ReasonCodes(ShippedReasons.get());
    }

    private static Rail rail(Platform with) {
        return bank(with)
                .<Rail>map(bank -> new GuardedRail(new SandboxRail(bank)))
                .orElseGet(AbsentRail::new);
    }

    /** In stacks with sandbox parts only. */
    private static Optional<SimulatedBank> bank(Platform with) {
        return Environment.find("SANDBOX_TABLE")
                .map(table -> new SimulatedBank(
                        with.dynamo(), table, marketplace -> with.clocks().now(marketplace, Mode.SANDBOX)));
    }
}
