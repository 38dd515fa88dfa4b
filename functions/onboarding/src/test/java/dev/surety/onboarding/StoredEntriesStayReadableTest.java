package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.app.link.OnboardingLinks;
import dev.surety.onboarding.app.imports.Imports;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden file holds stored entries of each shape, {@code name canonical-JSON} a line, for ever: lines are added,
 * none is changed. Each is read as it is, and as a newer release may write it, to the same.
 */
class StoredEntriesStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("onboarding", "onboarding");
    }

    private static Journal journal() {
        return new Journal(MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z")), SuretyTables.JOURNAL);
    }

    private static Entry entry(Journal journal, String event, String data) {
        var chain = journal.load(new ChainId("golden", OnboardingWorld.DEMO, "line"));
        var key = CommandKey.ofFact("golden", event);
        Append append = journal.append(
                chain, Draft.of(event, Json.object(data), Instant.EPOCH, Actor.EVENT, key));
        return append instanceof Append.Done(var entry, _) ? entry : null;
    }

    /** The state that an entry leaves, be it alone in its chain or after a creation of its time. */
    private static ParticipantState state(String event, String data) throws IOException {
        Journal journal = journal();
        if (event.equals(Participant.SALE_COUNTED)) {
            entry(journal, Participant.CREATED_V1, line(Participant.CREATED_V1));
        }
        return Participant.of(journal, entry(journal, event, data)).state();
    }

    /** What its readers make of a line, here and in other functions. */
    private static List<?> read(GoldenLine line) throws IOException {
        Entry entry = line.entry();
        String event = line.name();
        String data = line.data();
        return switch (event) {
            case PutSettings.CHANGED -> List.of(Marketplaces.from(entry));
            case Participant.CREATED_V1, Participant.CREATED_V2, Participant.SALE_COUNTED ->
                List.of(state(event, data), standing(data));
            case CountSale.COUNTED -> List.of(Json.shared(
                    Json.object(entry.data()).path("record"), SalesRecord.class, SalesRecord.VERSION));
            case Pauses.SET, Pauses.LIFTED -> List.of(Pauses.from(entry));
            case PayeeAccounts.USED -> List.of(Json.read(entry.data(), PayeeAccounts.Used.class));
            case String of when of.startsWith("screening_case.") ->
                List.of(ScreeningCases.NAMES.read(entry), ScreeningCases.from(entry));
            case String of when of.startsWith("document.") ->
                List.of(Documents.NAMES.read(entry), Documents.from(entry));
            case String of when of.startsWith("participant.export_") ->
                List.of(Exports.NAMES.read(entry), Exports.from(entry));
            case String of when of.startsWith("import.") ->
                List.of(Imports.NAMES.read(entry), Imports.from(entry));
            case String of when of.startsWith("identity_check.") ->
                List.of(IdentityChecks.NAMES.read(entry), IdentityChecks.from(entry));
            case String of when of.startsWith("onboarding_link.") ->
                List.of(OnboardingLinks.NAMES.read(entry), OnboardingLinks.from(entry));
            default -> List.of(ParticipantEntries.NAMES.read(entry), state(event, data), standing(data));
        };
    }

    /** As functions read it that know no more of a participant. */
    private static Standing standing(String data) {
        return Json.shared(Json.object(data).path("standing"), Standing.class, Standing.VERSION);
    }

    @Test
    void everyGoldenEntryIsReadWithAMemberThatNobodyKnows() throws IOException {
        Set<String> events = new TreeSet<>();
        for (GoldenLine line : golden()) {
            assertEquals(line.data(), Json.canonical(Json.object(line.data())), "a golden line is canonical");
            assertEquals(read(line), read(line.newer()), line.name());
            events.add(line.name());
        }
        Set<String> all = new TreeSet<>(Set.of(
                PutSettings.CHANGED, Participant.CREATED_V1, Participant.CREATED_V2, Participant.SALE_COUNTED,
                CountSale.COUNTED, Pauses.SET, Pauses.LIFTED, PayeeAccounts.USED));
        all.addAll(ParticipantEntries.NAMES.names());
        all.addAll(ScreeningCases.NAMES.names());
        all.addAll(Documents.NAMES.names());
        all.addAll(IdentityChecks.NAMES.names());
        all.addAll(Exports.NAMES.names());
        all.addAll(OnboardingLinks.NAMES.names());
        all.addAll(Imports.NAMES.names());
        assertEquals(all, events);
    }

    @Test
    void aFormerParticipantIsAllThatItsEntriesTell() throws IOException {
        ParticipantState former = state(Participant.SALE_COUNTED, line(Participant.SALE_COUNTED));

        assertEquals(Optional.of("customer-7"), former.reference());
        assertEquals(1, former.sales().settledEscrows());
        assertEquals(Set.of("receive"), former.standing().active());
        assertEquals("active", former.standing().state());
        assertEquals(standing(line(Participant.SALE_COUNTED)).record(), former.standing().record());
    }

    @Test
    void whatIsWrittenTodayHasTheShapeOfTheGoldenFile() throws IOException {
        var world = OnboardingWorld.laidDown();
        world.call("PUT", "/v1/pauses/money_in", "{\"reason\":\"the card scheme is down\"}", "pause-0000000000001",
                OnboardingWorld.operator(OnboardingWorld.DEMO), Map.of());
        assertEquals(
                line(Pauses.SET),
                world.chain(Pauses.chain(OnboardingWorld.DEMO, Pauses.What.MONEY_IN)).getLast().data());
        String settings = world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getLast().data();
        ObjectNode golden = Json.object(line(PutSettings.CHANGED));
        golden.remove("newPayees");
        assertEquals(
                Set.copyOf(golden.propertyNames()), Set.copyOf(Json.object(settings).propertyNames()));
        assertEquals("[]", Json.object(settings).get("pause").toString(), "read by functions of the last release");
    }

    /** A link writes today the members that its golden lines have, name by name. */
    @Test
    void aLinkIsWrittenAsItsGoldenLinesSay() throws IOException {
        var world = OnboardingWorld.laidDown();
        String seller = world.created("seller-1", "create-seller-00001");
        String id = Browser.make(world, seller, "currently_due", "link-0000000000001").text("id");
        new Browser(world).get(Browser.link(world, seller, "currently_due", "link-0000000000001"));
        List<Entry> written = world.chain(new ChainId("onboarding_link", OnboardingWorld.DEMO, id));

        assertEquals(
                List.of("onboarding_link.created.v1", "onboarding_link.opened.v1", "onboarding_link.completed.v1"),
                written.stream().map(Entry::event).toList());
        for (Entry entry : written) {
            assertEquals(
                    line(entry.event()).replaceAll("par_[a-z2-7]{26}", "par"),
                    Json.canonical(Json.object(entry.data())).replaceAll("par_[a-z2-7]{26}", "par"));
        }
    }

    /** A check writes today the members that its golden lines have, name by name. */
    @Test
    void aCheckIsWrittenAsTheGoldenFileHasIt() throws IOException {
        var world = OnboardingWorld.laidDown();
        String seller = world.created("customer-7", "create-000000000001");
        Response started = world.call(
                "POST", "/v1/participants/" + seller + "/identity-checks",
                "{\"returnUrl\":\"https://shop.example/back\"}", "start-check-0000001",
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
        var chain = IdentityChecks.chain(OnboardingWorld.DEMO, started.text("id"));
        world.identity.sandbox.behindPage(started.text("id")).ifPresent(world.identity.sandbox::submit);
        world.wake(chain, 0);
        for (Entry entry : world.chain(chain)) {
            ObjectNode golden = Json.object(lastLine(entry.event()));
            ObjectNode written = Json.object(entry.data());
            assertEquals(names(golden), names(written), entry.event());
            assertEquals(names(golden.get("state")), names(written.get("state")), entry.event());
        }
    }

    /** The same for an import, whose third entry has a refused line. */
    @Test
    void anImportIsWrittenAsTheGoldenFileHasIt() throws IOException {
        var calls = new ImportCalls();
        String id = calls.imported(ImportCalls.file("bad"));
        for (Entry entry : calls.world.chain(ImportCalls.chain(id))) {
            ObjectNode golden = Json.object(line(entry.event()));
            ObjectNode written = Json.object(entry.data());
            assertEquals(names(golden), names(written), entry.event());
            assertEquals(names(golden.get("state")), names(written.get("state")), entry.event());
        }
    }

    private static Set<String> names(JsonNode node) {
        return Set.copyOf(node.propertyNames());
    }

    private static String line(String event) throws IOException {
        return golden().stream()
                .filter(line -> line.name().equals(event))
                .map(GoldenLine::data)
                .findFirst()
                .orElseThrow();
    }

    /** The golden line of today's shape. */
    private static String lastLine(String event) throws IOException {
        return golden().reversed().stream()
                .filter(line -> line.name().equals(event))
                .map(GoldenLine::data)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsOfAVersionThatNobodyKnowsAreWaitedFor() throws IOException {
        String newer = Json.canonical(Json.object(line(PutSettings.CHANGED)).put("v", MarketplaceSettings.VERSION + 1));
        Entry entry = new GoldenLine(PutSettings.CHANGED, newer).entry();
        assertThrows(Outage.class, () -> Marketplaces.from(entry));
        String later = Json.canonical(Json.object(line(Pauses.SET)).put("v", 2));
        Entry pause = new GoldenLine(Pauses.SET, later).entry();
        assertThrows(Outage.class, () -> Pauses.from(pause));
    }
}
