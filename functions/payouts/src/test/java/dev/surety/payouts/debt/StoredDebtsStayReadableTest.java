package dev.surety.payouts.debt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.debt.DebtCase;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lines are added to the golden file, and none is changed. Each that is read later is read here. */
class StoredDebtsStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("payouts", "debt");
    }

    /** A debt from its first day to its end, with a reserve that is kept and released. */
    private static List<Entry> written() {
        var town = new DebtWorld();
        town.heard(town.release("one", 900, 100, 30));
        town.heard(town.chargeback("one", 2_000));
        for (int day = 1; day <= 181; day++) {
            town.wait(Duration.ofDays(1));
        }
        town.heard(town.release("two", 1_000));
        town.heard(town.chargeback("one", -500));
        town.heard(town.chargeback("three", 700));
        town.heard(town.writtenOff(200));
        town.heard(town.chargeback("three", -700));
        town.check();
        return List.of("balance.", "reserve.").stream().flatMap(of -> town.entries(of).stream()).toList();
    }

    @Test
    void eachEventIsWrittenAsItsGoldenLine() throws IOException {
        Map<String, GoldenLine> first = written().stream()
                .map(GoldenLine::of)
                .collect(Collectors.toMap(GoldenLine::name, line -> line, (one, _) -> one, TreeMap::new));
        assertEquals(golden(), List.copyOf(first.values()));
    }

    @Test
    void aStateIsReadAlsoAsANewerReleaseMayWriteIt() throws IOException {
        for (GoldenLine line : golden()) {
            String name = line.name();
            Class<?> state = name.startsWith("reserve.kept_back.") ? KeptDay.class : DebtCase.class;
            boolean isRead = name.startsWith("balance.debt_") && !name.startsWith("balance.debt_collected.")
                    || name.startsWith("balance.loss_recovered.")
                    || name.startsWith("reserve.kept_back.");
            if (isRead) {
                assertEquals(Json.read(line.data(), state), Json.read(line.newer().data(), state), name);
            }
        }
    }
}
