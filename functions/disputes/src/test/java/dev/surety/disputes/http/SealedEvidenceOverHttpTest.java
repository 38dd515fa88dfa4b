package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.dynamo.SuretyTables;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.model.id.Id;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a sealed submission reaches the other side, and a stranger reads nothing, ever. */
class SealedEvidenceOverHttpTest {
    private static final String SECRET = "a scratch under the seat";
    private static final String WORDS = "{\"kind\":\"words\",\"words\":\"" + SECRET + "\"}";
    private static final String NOTE =
            """
            {"kind":"photo","words":"a scratch under the seat","file":{"name":"../a scratch under the seat.png",
             "contentType":"text/plain","bytes":5,"sha256":"%s"}}
            """
                    .formatted("ab".repeat(32))
                    .strip();

    @TempDir
    private Path folder = Path.of("");

    private final DisputeWorld world = new DisputeWorld();
    private Optional<HttpWorld> api = Optional.empty();
    private String file = "";

    @BeforeEach
    void thePayerAddsWordsAndAFile() throws IOException {
        var secrets = new Secrets(() -> EscrowSide.SECRETS, world.clock);
        var vault = new Vault(
                world.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        var keys = new RequestKeys(new Fingerprints(secrets));
        var files = FolderFiles.of(folder, new FolderLinks("https://files.example", new byte[] {1}, world.clock));
        var answers = new DisputeAnswers(world.deciding, vault, keys);
        var routes =
                new EvidenceRoutes(world.use.disputes(), answers, new EvidenceFiles(files), vault, keys).table();
        var mint = new TokenMint("https://issuer.example");
        var metrics = new Metrics("disputes", world.clock, _ -> {});
        api = Optional.of(new HttpWorld(
                new HttpEdge(routes, metrics, Optional.of(mint.verifier(world.clock)), Optional.empty()), mint));
        world.disputed("dispute-00000001");
        world.drain();
        assertTrue(world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new) instanceof Outcome.Done);
        assertEquals(201, add(WORDS, "words-0000000000001").status());
        Response added = add(NOTE, "file-00000000000001");
        assertEquals(201, added.status(), added.bytes());
        file = added.text("id");
        assertTrue(added.body().at("/upload/url").asString("").contains("bytes=5-sha256-abab"), added.bytes());
        var sound = new DisputeCommand.CheckEvidence(file, new CheckOutcome.Sound(0));
        assertTrue(world.marketplace("check", sound) instanceof Outcome.Done);
    }

    private String path() {
        return "/v1/disputes/" + world.last + "/evidence";
    }

    private Response add(String body, String key) {
        return api.orElseThrow().call("POST", path(), body, key, party(DisputeWorld.PAYER), Map.of());
    }

    private static Map<String, String> party(String participant) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "participant", participant,
                "scope", "disputes:read disputes:write");
    }

    private static Map<String, String> person(String person) {
        return Map.of(
                "marketplace", "demo", "client_id", "demo-arbiter", "person", person, "scope", "disputes:read");
    }

    private Response list(Map<String, String> caller) {
        return api.orElseThrow().get(path(), caller);
    }

    private int fileOf(Map<String, String> caller) {
        return api.orElseThrow().get(path() + "/" + file + "/file", caller).status();
    }

    private void readsNothing(Map<String, String> caller) {
        Response listed = list(caller);
        assertFalse(listed.bytes().contains(SECRET), listed.bytes());
        assertFalse(listed.bytes().contains(file), listed.bytes());
        assertTrue(listed.body().path("data").isEmpty(), listed.bytes());
        assertEquals(404, fileOf(caller));
    }

    private void readsAll(Map<String, String> caller) {
        Response listed = list(caller);
        assertEquals(2, listed.body().path("data").size(), listed.bytes());
        assertEquals(SECRET, listed.body().at("/data/0/words").asString(""));
        assertEquals("../" + SECRET + ".png", listed.body().at("/data/1/file/name").asString(""));
        assertEquals(200, fileOf(caller));
    }

    @Test
    void anotherMarketplaceReadsNothing() {
        Map<String, String> other = new HashMap<>(party(DisputeWorld.PAYER));
        other.put("marketplace", "other");
        assertEquals(404, list(other).status());
        assertEquals(404, fileOf(other));
    }

    @Test
    void beforeTheSealIsLiftedOnlyTheOwnerReads() {
        readsAll(party(DisputeWorld.PAYER));
        readsNothing(party(DisputeWorld.PAYEE));
        readsNothing(party(Id.derive("par", "stranger")));
        readsNothing(person("arb_of_none"));
        world.check();
    }

    @Test
    void afterTheRoundBothSidesAndTheArbiterRead() {
        world.pass(Duration.ofDays(17).plusHours(2));
        readsAll(party(DisputeWorld.PAYER));
        readsAll(party(DisputeWorld.PAYEE));
        readsAll(person(world.state().bench().person(Role.ARBITER).orElseThrow()));
        readsNothing(party(Id.derive("par", "stranger")));
        readsNothing(person("arb_of_none"));
    }
}
