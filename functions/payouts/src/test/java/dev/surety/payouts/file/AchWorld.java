package dev.surety.payouts.file;

import dev.surety.dynamo.faults.Faults;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaPart;
import dev.surety.messages.nacha.NachaReader;
import dev.surety.messages.xml.Limits;
import dev.surety.model.bank.BankText;
import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.payouts.app.file.AchDays;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.world.RunWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace whose American bank is handed ACH files. */
final class AchWorld {
    static final String ROUTING = "021000021";

    private AchWorld() {}

    static AchRail rail() {
        return new AchRail(
                new AchRail.Destination("091000019", "Wells Fargo"),
                new AchRail.Origin("1234567890", "Marketplace Inc"),
                new AchRail.Company("Marketplace Inc", "1234567890"),
                "091000019",
                "PAYOUT",
                Optional.empty(),
                AchRail.SHIPPED_ZONE,
                AchRail.SHIPPED_CUT_OFF,
                Optional.empty(),
                List.of(),
                AchRail.SHIPPED_FILE,
                Optional.empty(),
                AchRail.Prenote.NONE,
                AchRail.SHIPPED_PRESUMED_AFTER,
                AchRail.SHIPPED_ANSWER_DAYS);
    }

    static AchRail with(Optional<AchRail.SameDay> sameDay, Optional<AchRail.Offset> offset, int mostPerFile) {
        AchRail of = rail();
        return new AchRail(
                of.destination(),
                of.origin(),
                of.company(),
                of.odfi(),
                of.entryDescription(),
                of.discretionary(),
                of.timeZone(),
                of.cutOff(),
                sameDay,
                of.closedDays(),
                mostPerFile,
                offset,
                of.prenote(),
                of.presumedAfter(),
                of.answerDays());
    }

    static RunWorld of(Faults faults, AchRail ach) {
        RunWorld world = new RunWorld(faults);
        world.settings(settings(ach));
        return world;
    }

    static MoneyOut settings(AchRail ach) {
        var account = new BankAccount(
                "usd", List.of("USD"), Optional.empty(), Optional.empty(), Optional.of("0123456789"));
        var rail = new Rail(
                "fed",
                MoneyOut.ACH,
                "usd",
                List.of("USD"),
                List.of(),
                List.of(Money.of(AchRail.LARGEST_PAYMENT_MINOR, "USD")),
                Optional.empty(),
                Optional.of(ach));
        return MoneyOut.SHIPPED.change().rails(rail).bankAccounts(account).build();
    }

    /** A payee with dollars and an American account. */
    static ParticipantId payee(RunWorld world, String name, String holderKind, String type, long minor) {
        ParticipantId payee = RunWorld.id(name);
        world.standing(payee, Optional.of(method(world, payee, name, holderKind, type)));
        world.payouts.seeds.moved(
                Account.of(AccountKind.PAYABLE, payee),
                Account.of(AccountKind.GATEWAY, "sandbox"),
                Money.of(minor, "USD"));
        world.payouts.posted();
        return payee;
    }

    static ParticipantId person(RunWorld world, String name, long minor) {
        return payee(world, name, "individual", "checking", minor);
    }

    static MethodInForce method(RunWorld world, ParticipantId payee, String name, String holderKind, String type) {
        String number = Integer.toString(100_000 + Math.floorMod(name.hashCode(), 900_000));
        var account = new PayeeAccount(
                PayeeAccount.US_ACCOUNT,
                "US",
                number,
                ROUTING,
                Optional.empty(),
                Optional.of(type),
                name,
                holderKind,
                "•••• " + number.substring(4),
                BankText.of(name, BankText.ACH_NAME));
        return new MethodInForce(
                Id.derive("pm", payee.value(), number),
                PayeeAccount.US_ACCOUNT,
                "USD",
                "1." + Id.derive("fp", payee.value(), number).substring(3),
                world.plainVault.keepPerson(Seeds.participant(payee), (ObjectNode) Json.tree(account)),
                "verified",
                world.payouts.clock.instant().minus(Duration.ofDays(10)),
                Optional.empty());
    }

    /** The payee lives in a country, as its profile says. */
    static void lives(RunWorld world, ParticipantId payee, MethodInForce method, String country) {
        String profile = "{\"reference\":\"r\",\"profile\":{\"address\":{\"city\":\"X\",\"country\":\"%s\"}}}";
        String words = world.plainVault.keepPerson(
                Seeds.participant(payee), Json.object(profile.formatted(country)));
        world.standing(payee, Seeds.standing(method, Optional.of(words)));
    }

    static RunId plan(RunWorld world) {
        String order = "{\"currency\":\"USD\",\"rail\":\"fed\"}";
        RunId run = new RunId(world.done(world.post(RunWorld.RUNS, order, RunWorld.MAKER)).path("id").asString(""));
        world.hear();
        return run;
    }

    static RunId approved(RunWorld world) {
        RunId run = plan(world);
        world.submit(run);
        var _ = world.done(world.approve(run, RunWorld.CHECKER));
        return run;
    }

    static Stored file(RunWorld world, RunId run) {
        return FileWorld.file(world, FileWorld.files(world, run).getFirst());
    }

    static List<NachaPart> parts(RunWorld world, Stored file) {
        byte[] bytes = FileWorld.xml(world, file).getBytes(StandardCharsets.US_ASCII);
        try {
            var reader = new NachaReader(new ByteArrayInputStream(bytes), Limits.STANDARD);
            List<NachaPart> parts = new ArrayList<>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                parts.add(next.get());
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends NachaPart> List<T> parts(RunWorld world, Stored file, Class<T> type) {
        return parts(world, file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The trace of the first entry of a file of this day, or of the entry so many after it. */
    static String trace(String day, int after) {
        return "09100001" + "%07d".formatted(AchDays.first(LocalDate.parse(day)) + after);
    }

    static List<NachaEntry> entries(RunWorld world, Stored file) {
        return parts(world, file, NachaEntry.class);
    }
}
