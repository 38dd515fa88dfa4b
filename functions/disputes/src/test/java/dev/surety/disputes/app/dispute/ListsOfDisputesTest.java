package dev.surety.disputes.app.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.dispute.DisputeChains.Page;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.JournalIndexes.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Open disputes by age, of the marketplace and of a participant. {@code -Dsurety.disputes=10000} lists so many. */
class ListsOfDisputesTest {
    private static final int DISPUTES = Integer.getInteger("surety.disputes", 500);
    private static final int PAGE = 100;
    private static final int PAYERS = 50;
    private static final Money CLAIM = Money.of(60_00, "EUR");

    private final DisputeWorld world = new DisputeWorld();

    private interface Pages {
        List<Found> page(Optional<Found> after);
    }

    private static ParticipantId payer(int number) {
        return new ParticipantId(Id.derive(ParticipantId.PREFIX, "payer", Integer.toString(number % PAYERS)));
    }

    private void open(int number) {
        var escrow = new EscrowId(Id.derive(EscrowId.PREFIX, "sale", Integer.toString(number)));
        world.clock.advance(Duration.ofSeconds(1));
        var opening = new Opening(
                DisputeId.of(DisputeWorld.DEMO, escrow, 1),
                escrow,
                1,
                "order-" + number,
                "goods",
                1,
                payer(number),
                new ParticipantId(DisputeWorld.PAYEE),
                Side.PAYER,
                world.clock.instant(),
                DisputeReason.LATE,
                Optional.empty(),
                Division.allToPayer(CLAIM),
                CLAIM,
                1,
                DisputeTerms.SHIPPED);
        world.use.disputes().open(DisputeWorld.DEMO, opening, world.clock.instant());
    }

    private static List<Found> all(Pages pages) {
        List<Found> all = new ArrayList<>();
        Optional<Found> after = Optional.empty();
        for (List<Found> page = pages.page(after); !page.isEmpty(); page = pages.page(after)) {
            all.addAll(page);
            after = Optional.of(page.getLast());
        }
        return all;
    }

    @Test
    void eachDisputeIsListedOnceInTheOrderOfOpeningAndBackwards() {
        for (int number = 0; number < DISPUTES; number++) {
            open(number);
        }
        long began = System.nanoTime();
        DisputeChains disputes = world.use.disputes();
        List<Found> listed = all(after -> disputes.list(DisputeWorld.DEMO, Page.newest(PAGE, after)));
        System.out.printf(
                Locale.ROOT, "%d open disputes listed in %d ms%n", DISPUTES, (System.nanoTime() - began) / 1_000_000);
        assertEquals(DISPUTES, listed.size());
        assertEquals(DISPUTES, new HashSet<>(listed).size());
        List<Found> byAge = listed.stream().sorted(Comparator.comparing(Found::at).reversed()).toList();
        assertEquals(byAge, listed);
        List<Found> oldest = all(after -> disputes.list(DisputeWorld.DEMO, new Page(true, PAGE, after)));
        assertEquals(listed.reversed(), oldest);
        assertTrue(listed.stream().allMatch(found -> disputes.find(found.chain()).isPresent()));
        int ofOne = all(after -> disputes.ofPayer(DisputeWorld.DEMO, payer(7), Page.newest(PAGE, after))).size();
        assertEquals(DISPUTES / PAYERS, ofOne);
        var payee = new ParticipantId(DisputeWorld.PAYEE);
        assertEquals(listed, all(after -> disputes.ofPayee(DisputeWorld.DEMO, payee, Page.newest(PAGE, after))));
    }
}
