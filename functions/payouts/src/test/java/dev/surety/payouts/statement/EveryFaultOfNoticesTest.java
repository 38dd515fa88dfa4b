package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.files.AchEntry;
import dev.surety.simulator.bank.files.WriteNacha.Answer;
import dev.surety.simulator.bank.files.WriteNacha;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each write while a NACHA file is read is lost and kept, and the process dies there. Each note is told once. */
class EveryFaultOfNoticesTest {
    private static final String BANK = "091000019";
    private static final String FILE = "notices";

    private static Answer answer(int number, String name, long minor, String code, String data) {
        var entry = new AchEntry(
                trace(number), false, BANK, "12345678", "Ada", "Market", "1234567890", "PPD", "1234567890");
        return new Answer(entry, StatementWorld.reference(name), minor, code, data);
    }

    private static String trace(int number) {
        return "0910000100000" + (10 + number);
    }

    private static void begin(StatementWorld world) {
        List<String> names = List.of("a", "b", "c");
        for (int i = 0; i < names.size(); i++) {
            world.sent(names.get(i), 1_000);
            world.groups.traces.put(trace(i), names.get(i));
        }
        world.upload(FILE, WriteNacha.write(BANK, LocalDate.parse("2026-03-31"), List.of(
                answer(0, "a", 1_000, "R03", ""),
                answer(1, "b", 0, "C01", "99887766"),
                answer(2, "c", 1_000, "R99", ""))));
    }

    private static long told(StatementWorld world, String event) {
        return world.entries().stream().filter(entry -> entry.event().equals(event)).count();
    }

    @Test
    void oneWriteOrTheProcess() {
        int tried = EveryFault.<StatementWorld>of(
                        "reading notices",
                        faults -> new StatementWorld(faults, List.of()),
                        world -> {
                            begin(world);
                            world.hear(FILE);
                        })
                .recovering(world -> {
                    begin(world);
                    world.hear(FILE);
                    for (int i = 0; i < 4; i++) {
                        world.timers();
                    }
                })
                .checking(world -> {
                    assertEquals(UploadState.MATCHED_WITH_EXCEPTIONS, world.found(FILE).state());
                    assertEquals(Map.of("noted", 2, "unmatched", 1), world.found(FILE).lines());
                    assertEquals(1, told(world, "payout.refusal_announced.v1"));
                    assertEquals(1, told(world, "payout.change_noticed.v1"));
                    assertEquals(
                            List.of("sent", "sent", "sent"),
                            List.of("a", "b", "c").stream().map(world::state).toList());
                    assertEquals(
                            Map.of("bank_statement notice_unread", 1L, "payout change_noticed", 1L),
                            world.attention());
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 20, "tried " + tried);
    }
}
