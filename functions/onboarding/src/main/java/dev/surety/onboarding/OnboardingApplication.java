package dev.surety.onboarding;

import dev.surety.files.FileStores;
import dev.surety.files.StoredFiles;
import dev.surety.onboarding.app.ChangeParticipant;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.DecideSettings;
import dev.surety.onboarding.app.FindParticipants;
import dev.surety.onboarding.app.OwnAccounts;
import dev.surety.onboarding.app.PutPause;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.WakeParticipant;
import dev.surety.onboarding.app.WatchVolumes;
import dev.surety.onboarding.app.business.ChangePersons;
import dev.surety.onboarding.app.document.AnnounceDocument;
import dev.surety.onboarding.app.document.DecideDocument;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.app.lists.ListSource;
import dev.surety.onboarding.app.lists.RefreshLists;
import dev.surety.onboarding.app.lists.ScreeningLists;
import dev.surety.onboarding.app.method.AddPayoutMethod;
import dev.surety.onboarding.app.method.ChangePayoutMethod;
import dev.surety.onboarding.app.method.CorrectPayoutMethod;
import dev.surety.onboarding.app.method.HearPayouts;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.app.method.WatchPayoutMethods;
import dev.surety.onboarding.app.rescreening.IndexChanges;
import dev.surety.onboarding.app.rescreening.ListChanges;
import dev.surety.onboarding.app.rescreening.ScreenedNames;
import dev.surety.onboarding.app.rescreening.ScreeningRuns;
import dev.surety.onboarding.app.rescreening.StartScreeningRun;
import dev.surety.onboarding.app.rescreening.WorkOnScreeningRun;
import dev.surety.onboarding.app.rescreening.WorkOnStack;
import dev.surety.onboarding.app.screening.DecideCase;
import dev.surety.onboarding.app.screening.IndexedNameScreening;
import dev.surety.onboarding.app.screening.NameScreening;
import dev.surety.onboarding.app.screening.ReadCases;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.bank.SandboxNameCheck;
import dev.surety.onboarding.http.LimitRoutes;
import dev.surety.onboarding.http.OnboardingRoutes;
import dev.surety.onboarding.http.ParticipantChangeRoutes;
import dev.surety.onboarding.http.PauseRoutes;
import dev.surety.onboarding.http.PayoutMethodRoutes;
import dev.surety.onboarding.http.SettingsDecisionRoutes;
import dev.surety.onboarding.http.business.PersonRoutes;
import dev.surety.onboarding.http.correction.CorrectionRoutes;
import dev.surety.onboarding.http.document.DocumentRoutes;
import dev.surety.onboarding.http.screening.ScreeningCaseRoutes;
import dev.surety.onboarding.http.screening.ScreeningListRoutes;
import dev.surety.onboarding.http.screening.ScreeningRunRoutes;
import dev.surety.onboarding.inbox.DocumentUploads;
import dev.surety.onboarding.inbox.FetchLists;
import dev.surety.onboarding.inbox.MovedInbox;
import dev.surety.onboarding.inbox.ParticipantWakes;
import dev.surety.onboarding.inbox.PayoutNews;
import dev.surety.onboarding.inbox.ScreeningWakes;
import dev.surety.onboarding.inbox.StackPauseCommand;
import dev.surety.onboarding.inbox.SweepVault;
import dev.surety.onboarding.publisher.ConfiguredPublishers;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.marketplace.AllMarketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.vault.Orphans;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the onboarding function's doors. Decides nothing. */
@SpringBootConfiguration
public class OnboardingApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("onboarding");
        new Doors(context)
                .http(OnboardingApi.class, () -> api(platform))
                .queue(OnboardingInbox.class, () -> inbox(platform))
                .queue(OnboardingTimers.class, () -> timers(platform))
                .queue(ExportWriter.class, () -> new ExportParts(platform).worker())
                .queue(ScreeningWorker.class, () -> screeningWorker(platform))
                .invoked(StackPause.class, () -> stackPause(platform))
                .invoked(VaultSweeper.class, () -> sweeper(platform))
                .invoked(ListFetcher.class, () -> lists(platform));
    }

    private static HttpEdge api(Platform with) {
        var references = new References(with.indexes(), with.secrets());
        var routes = new OnboardingRoutes(
                with.journal(),
                references,
                new FindParticipants(with.journal(), with.indexes()),
                new PutSettings(
                        with.journal(),
                        new OwnAccounts(with.vault(), new PayeeAccounts(with.journal(), with.secrets())),
                        with.clocks()),
                new CreateParticipant(
                        with.journal(),
                        with.marketplaces(),
                        with.vault(),
                        references,
                        screening(with),
                        with.clocks()),
                screening(with),
                with.vault(),
                with.keys(),
                with.cursors());
        var pauses = new PauseRoutes(
                with.marketplaces().pauses(),
                new PutPause(with.journal(), with.marketplaces(), with.clocks(), with.clock()),
                with.keys());
        var decisions =
                new SettingsDecisionRoutes(new DecideSettings(with.journal(), with.clocks()), with.keys());
        var changing = new ChangeParticipant(
                with.journal(), with.marketplaces(), with.vault(), screening(with), with.clocks());
        var changes = new ParticipantChangeRoutes(
                with.journal(), with.vault(), changing, screening(with), with.keys());
        var persons = new PersonRoutes(
                with.journal(), with.vault(), new ChangePersons(changing, with.vault()), screening(with), with.keys());
        var limits = new LimitRoutes(
                with.journal(), with.marketplaces(), watchingVolumes(with), with.clocks());
        var identity = new IdentityParts(with);
        var page = new PageParts(with, identity.providers(), files(), watchingDocuments(with));
        // A participant's own commands, which the hosted page sends, too.
        List<Route<?>> own = Stream.of(
                        changes.table(),
                        persons.table(),
                        payoutMethods(with).table(),
                        documents(with).table(),
                        identity.routes().table())
                .flatMap(List::stream)
                .toList();
        return with.http(
                identity::signatures,
                own,
                page.links().table(),
                page.page(own).table(),
                routes.table(),
                limits.table(),
                pauses.table(),
                decisions.table(),
                new CorrectionRoutes(correcting(with), with.vault(), with.keys()).table(),
                new ClosingParts(with).routes().table(),
                screeningCases(with).table(),
                new ExportParts(with).routes().table(),
                new ImportParts(with).routes().table(),
                new ScreeningListRoutes(screeningLists(with), with.clock()).table(),
                screeningRuns(with).table());
    }

    private static ScreeningRunRoutes screeningRuns(Platform with) {
        return new ScreeningRunRoutes(runs(with), starting(with, changes(with)), with.keys(), with.cursors());
    }

    private static ScreeningRuns runs(Platform with) {
        return new ScreeningRuns(with.journal(), with.indexes());
    }

    private static StartScreeningRun starting(Platform with, ListChanges changes) {
        return new StartScreeningRun(
                runs(with), with.marketplaces(), changes, with.clocks(), screeningNudges(with)::nudge);
    }

    private static WakeNudges screeningNudges(Platform with) {
        return new WakeNudges(
                new QueueTimerMessages(with.messages(), Environment.get("SCREENING_WAKES_QUEUE")), with.clock());
    }

    private static ListChanges changes(Platform with) {
        ScreeningLists lists = screeningLists(with);
        return new IndexChanges(
                lists::inForce, lists::find, new ScreenedNames(with.marketplaces(), with.vault()));
    }

    private static QueueEdge screeningWorker(Platform with) {
        ListChanges changes = changes(with);
        StartScreeningRun starting = starting(with, changes);
        var working = new WorkOnScreeningRun(
                runs(with),
                new Participants(with.indexes()),
                with.marketplaces(),
                changes,
                screening(with)::again,
                with.clocks(),
                screeningNudges(with)::nudge,
                WorkOnScreeningRun.Pace.of(with.clock()));
        var stack = new WorkOnStack(
                with.journal(), new AllMarketplaces(with.indexes()), runs(with), starting, changes, with.clock());
        return with.queue(
                new ImportParts(with).wakes(new ScreeningWakes(working, stack), screeningNudges(with)::nudge));
    }

    private static PayoutMethodRoutes payoutMethods(Platform with) {
        var accounts = new PayeeAccounts(with.journal(), with.secrets());
        return new PayoutMethodRoutes(
                with.journal(),
                with.vault(),
                accounts,
                new AddPayoutMethod(with.journal(), with.marketplaces(), with.vault(), accounts, with.clocks()),
                new ChangePayoutMethod(with.journal(), with.marketplaces(), accounts, with.clocks()),
                watching(with, accounts),
                screening(with),
                with.keys());
    }

    private static CorrectPayoutMethod correcting(Platform with) {
        return new CorrectPayoutMethod(
                with.journal(),
                with.marketplaces(),
                with.vault(),
                new PayeeAccounts(with.journal(), with.secrets()),
                with.clocks());
    }

    static ScreenParticipants screening(Platform with) {
        return new ScreenParticipants(
                with.journal(), with.marketplaces(), with.vault(), comparing(screeningLists(with)), with.clocks());
    }

    private static NameScreening comparing(ScreeningLists lists) {
        return new IndexedNameScreening(() -> lists.inForce().flatMap(lists::find));
    }

    private static DecideCase decidingCases(Platform with) {
        return new DecideCase(with.journal(), with.marketplaces(), with.vault(), screening(with), with.clocks());
    }

    private static ScreeningCaseRoutes screeningCases(Platform with) {
        var reading = new ReadCases(
                with.journal(), with.indexes(), with.marketplaces(), with.vault(), with.clocks());
        return new ScreeningCaseRoutes(reading, decidingCases(with), with.keys(), with.cursors());
    }

    private static DocumentRoutes documents(Platform with) {
        return new DocumentRoutes(
                new AnnounceDocument(with.journal(), with.indexes(), with.clocks()),
                new ReadDocuments(with.journal(), with.indexes()),
                new DecideDocument(with.journal(), with.marketplaces(), watchingDocuments(with), with.clocks()),
                new DocumentFiles(files()),
                with.keys(),
                with.cursors());
    }

    private static WatchDocuments watchingDocuments(Platform with) {
        return new WatchDocuments(
                with.journal(), with.marketplaces(), new DocumentFiles(files()), with.clocks());
    }

    private static WatchPayoutMethods watching(Platform with, PayeeAccounts accounts) {
        return new WatchPayoutMethods(
                with.journal(),
                with.marketplaces(),
                with.vault(),
                accounts,
                new SandboxNameCheck(),
                with.clocks());
    }

    private static QueueEdge inbox(Platform with) {
        return with.queue(new MovedInbox(
                new CountSale(with.journal(), with.marketplaces(), with.clocks()),
                watchingVolumes(with),
                new ClosingParts(with).watching()));
    }

    private static QueueEdge timers(Platform with) {
        WatchPayoutMethods methods = watching(with, new PayeeAccounts(with.journal(), with.secrets()));
        var closing = new ClosingParts(with);
        var waking = new WakeParticipant(
                with.journal(),
                with.marketplaces(),
                with.clocks(),
                List.of(
                        methods::look,
                        watchingVolumes(with)::look,
                        screening(with)::look,
                        closing.watching()::look,
                        closing.erasing(files())::look));
        WatchDocuments documents = watchingDocuments(with);
        var wakes = new ParticipantWakes(
                waking, decidingCases(with), documents, new IdentityParts(with).watching());
        var hearing = new HearPayouts(with.journal(), with.marketplaces(), with.clocks(), correcting(with));
        var news = new PayoutNews(hearing, closing.watching(), wakes);
        return with.queue(new DocumentUploads(documents, news));
    }

    private static WatchVolumes watchingVolumes(Platform with) {
        return new WatchVolumes(
                with.journal(), with.marketplaces(), new ClosingParts(with).movements(), with.clocks());
    }

    /** The stack's own pauses use the system's time: no marketplace's test clock moves it. */
    private static StackPauseCommand stackPause(Platform with) {
        var clocks = new Clocks(with.clock(), with.dynamo(), Optional.empty());
        return new StackPauseCommand(new PutPause(with.journal(), with.marketplaces(), clocks, with.clock()));
    }

    private static FetchLists lists(Platform with) {
        var refreshing = new RefreshLists(
                ConfiguredPublishers.ofEnvironment(), ListSource.ALL, with.journal(), files(), with.clock());
        return new FetchLists(refreshing, with.metrics());
    }

    private static ScreeningLists screeningLists(Platform with) {
        return new ScreeningLists(with.journal(), files());
    }

    static StoredFiles files() {
        return FileStores.find().of(Environment.get("FILES_BUCKET"));
    }

    private static SweepVault sweeper(Platform with) {
        var orphans = new Orphans(with.dynamo(), Environment.get("VAULT_TABLE"), with.journal());
        return new SweepVault(orphans, with.clock(), with.metrics());
    }
}
