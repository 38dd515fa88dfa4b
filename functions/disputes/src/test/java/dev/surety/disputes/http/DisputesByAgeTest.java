package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeDoor;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.NoFiles;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disputes of a marketplace in the order of their age, page by page. */
class DisputesByAgeTest {
    private final DisputeWorld world = new DisputeWorld();
    private final DisputeDoor door = new DisputeDoor(world, new NoFiles());
    private final List<String> opened = new ArrayList<>();

    @BeforeEach
    void fiveDisputesAndTheSecondIsOver() {
        for (int number = 1; number <= 5; number++) {
            world.disputed("dispute-0000000" + number);
            world.drain();
            opened.add(world.last.value());
            if (number == 2) {
                world.as(Side.PAYEE, "concede", DisputeCommand.Concede::new);
                world.drain();
            }
            world.clock.advance(Duration.ofMinutes(1));
        }
    }

    private Response list(String query) {
        Response answer = door.get("/v1/disputes?limit=2" + query, DisputeDoor.backend());
        assertEquals(200, answer.status(), answer.bytes());
        return answer;
    }

    private List<String> all(String query) {
        List<String> all = new ArrayList<>();
        String from = "";
        do {
            Response page = list(query + from);
            page.body().path("data").forEach(one -> all.add(one.path("id").asString("")));
            from = page.body().path("nextCursor").isNull() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!from.isEmpty());
        return all;
    }

    @Test
    void theOldestComeFirstWhereTheyAreAskedForElseTheNewest() {
        assertEquals(opened, all("&order=oldest"));
        assertEquals(opened, all("&order=oldest&payer=" + DisputeWorld.PAYER));
        assertEquals(opened, all("&order=oldest&payee=" + DisputeWorld.PAYEE));
        assertEquals(opened.reversed(), all(""));
    }

    @Test
    void thoseThatWaitAreListedByAgeAndOthersLeftOut() {
        List<String> open = new ArrayList<>(opened);
        open.remove(1);
        assertEquals(open, all("&order=oldest&state=awaiting_response"));
        assertEquals(List.of(opened.get(1)), all("&order=oldest&state=closed"));
    }

    @Test
    void aPlaceOfOneOrderIsNoneOfTheOther() {
        String place = list("&order=oldest").text("nextCursor");
        assertEquals("malformed", refused("&cursor=" + place).reason());
        assertEquals("malformed", refused("&order=amount").reason());
    }

    private Response refused(String query) {
        return HttpWorld.refused(
                world.store::everything,
                () -> door.get("/v1/disputes?limit=2" + query, DisputeDoor.backend()));
    }
}
