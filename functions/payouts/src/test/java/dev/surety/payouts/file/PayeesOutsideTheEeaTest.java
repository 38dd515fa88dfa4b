package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.FileId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.RunWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trial T24: the address of a payee whose bank is outside the EEA stands in the file, or the payee does not. */
class PayeesOutsideTheEeaTest {
    private static final String SWISS = "CH9300762011623852957";

    private final RunWorld world = FileWorld.of(Faults.none());

    private ParticipantId swiss(String name, String town) {
        ParticipantId payee = world.payee(name, SWISS, "verified", 100_00);
        lives(payee, Optional.of(town));
        return payee;
    }

    private void lives(ParticipantId payee, Optional<String> town) {
        var method = world.method(payee, SWISS, "verified", Optional.of("Ada"));
        Optional<String> profile = town.map(city -> world.plainVault.keepPerson(
                Seeds.participant(payee),
                Json.object("{\"reference\":\"r\",\"profile\":{\"address\":{\"city\":\"" + city
                        + "\",\"country\":\"CH\"}}}")));
        world.standing(payee, Seeds.standing(method, profile));
    }

    private Stored file(RunId run) {
        return FileWorld.file(world, FileWorld.files(world, run).getFirst());
    }

    @Test
    void theFileGivesTownAndCountryOfASwissPayeeAndOfNoOther() {
        swiss("seller-swiss", "Z\u00fcrich");
        world.payee("seller-german", 50_00);
        RunId run = world.approvedBySepa("");
        world.hear();
        String xml = FileWorld.xml(world, file(run));
        assertTrue(xml.contains("<PstlAdr><TwnNm>Zuerich</TwnNm><Ctry>CH</Ctry></PstlAdr>"), xml);
        assertEquals(2, xml.split("<PstlAdr>", -1).length, "one address");
        assertFalse(xml.contains("AdrLine"));
        world.check();
    }

    @Test
    void anAddressThatChangesWhileTheFileIsMadeDoesNotChangeItsBytes() {
        ParticipantId payee = swiss("seller-swiss", "Bern");
        RunId run = world.approvedBySepa("");
        while (FileWorld.files(world, run).isEmpty()
                || !world.payouts.state(RunItem.payout(run, payee)).equals("sending")) {
            var _ = world.wake(world.payouts.nudged.removeFirst(), 0);
        }
        lives(payee, Optional.of("Basel"));
        world.hear();
        String xml = FileWorld.xml(world, file(run));
        assertTrue(xml.contains("<TwnNm>Bern</TwnNm>"), xml);
        assertFalse(xml.contains("Basel"));
    }

    @Test
    void aPayeeWhoseAddressIsGoneIsNotInTheFileAndKeepsItsMoney() {
        ParticipantId payee = swiss("seller-swiss", "Bern");
        world.payee("seller-german", 50_00);
        RunId run = world.approvedBySepa("");
        lives(payee, Optional.empty());
        world.hear();
        FileId id = FileWorld.files(world, run).getFirst();
        assertEquals(1, FileWorld.file(world, id).file().count());
        assertEquals("cancelled", world.payouts.state(RunItem.payout(run, payee)));
        assertEquals(100_00, world.payouts.posted().payable(payee));
        assertEquals("executed_with_failures", world.state(run));
        world.check();
    }
}
