package dev.surety.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while stream records, wakes and the clock's own message are under way: nothing is lost, nothing doubled. */
class KillIT {
    private static final int SALES = 12;

    @TempDir
    private Path data;

    @Test
    void aKillWithMessagesInFlightLosesNothing() throws Exception {
        var first = ChildWorld.real(data);
        var before = new Sale(first.base(), "before");
        String payer = before.participant("buyer");
        String payee = before.participant("seller");
        List<String> escrows = new ArrayList<>();
        for (int i = 0; i < SALES; i++) {
            escrows.add(before.delivered(payer, payee, 1_000));
        }
        before.tellToAdvance(Duration.ofDays(15));
        first.kill();

        var second = ChildWorld.real(data);
        var after = new Sale(second.base(), "after");
        try {
            for (String escrow : escrows) {
                Sale.await(escrow + " is settled", () -> after.get(escrow).text("state").equals("settled"));
            }
            Sale.await("the clock has come there", () -> after.clock().text("status").equals("ready"));
            Sale.await("the payee has it all", () -> after.available(payee) == SALES * 880L);
            after.booksHold();
        } finally {
            second.terminate();
        }
    }
}
