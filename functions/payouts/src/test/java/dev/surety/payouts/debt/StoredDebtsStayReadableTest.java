package dev.surety.payouts.debt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.debt.DebtCase;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.NewerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lines are added to the golden file, and none is changed. Each that is read later is read here. */
class StoredDebtsStayReadableTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("surety.root"), "functions/payouts/src/test/resources/golden/debt-events.txt");

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
        town.check();
        return List.of("balance.", "reserve.").stream().flatMap(of -> town.entries(of).stream()).toList();
    }

    @Test
    void eachEventIsWrittenAsItsGoldenLine() throws IOException {
        Set<String> lines = new TreeSet<>(written().stream()
                .collect(Collectors.toMap(
                        Entry::event, entry -> entry.event() + " " + entry.data(), (first, _) -> first))
                .values());
        assertEquals(String.join("\n", lines), String.join("\n", Files.readAllLines(GOLDEN)));
    }

    @Test
    void aStateIsReadAlsoAsANewerReleaseMayWriteIt() throws IOException {
        for (String line : Files.readAllLines(GOLDEN)) {
            String data = line.substring(line.indexOf(' ') + 1);
            Class<?> state = line.startsWith("reserve.kept_back.") ? KeptDay.class : DebtCase.class;
            boolean isRead = line.startsWith("balance.debt_") && !line.startsWith("balance.debt_collected.")
                    || line.startsWith("reserve.kept_back.");
            if (isRead) {
                assertEquals(
                        Json.read(Json.object(data), state),
                        Json.read(Json.object(NewerWriter.of(data)), state),
                        line);
            }
        }
    }
}
