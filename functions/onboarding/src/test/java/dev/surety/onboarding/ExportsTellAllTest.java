package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import dev.surety.testkit.http.Response;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * An export is compared with the store itself: every text under the participant's key, and every entry that names the
 * participant anywhere, be it of a function that this one knows nothing of.
 */
class ExportsTellAllTest {
    private static final String LISTED = "Zoran Testovic";

    /** The chains that name a participant and that no export has. */
    private static final Set<String> LEFT_OUT = Set.of("payee_account", "screening_case");

    private final ScreeningCalls calls = new ScreeningCalls();
    private final OnboardingWorld world = calls.world;
    private final DocumentCalls documents = new DocumentCalls(world);
    private final ExportCalls exports = new ExportCalls(world);
    private final Journal journal = new Journal(world.store, SuretyTables.JOURNAL);
    private String seller = "";
    private String document = "";

    @BeforeEach
    void aLifeOfAPerson() {
        world.lists.add(LISTED, "UN-1", "hash-1");
        seller = calls.activeSeller(LISTED);
        calls.patch(seller, "{\"profile\":{\"email\":\"zoran@new.example\"}}");
        decide("/restrict", "\"reason\":\"other\",\"capabilities\":[\"pay\"]", "We wait for a paper.");
        decide("/block", "\"reason\":\"fraud_suspected\",\"flows\":[\"inflow\"]", "Seen with a stolen card.");
        document = documents.uploaded(seller, DocumentCalls.PDF);
        documents.decide(seller, document, "/accept", "");
        documents.announced(seller, "%PDF-1.7 never put".getBytes(StandardCharsets.US_ASCII));
        Response check = world.call(
                "POST", "/v1/participants/" + seller + "/identity-checks",
                "{\"returnUrl\":\"https://shop.example/back\"}", "start-check-0000001", DocumentCalls.BACKEND,
                Map.of());
        assertEquals(201, check.status(), check.bytes());
        othersNameIt();
    }

    private void decide(String verb, String members, String facts) {
        Response answer = world.call(
                "POST", "/v1/participants/" + seller + verb,
                "{%s,\"facts\":\"%s\",\"contact\":\"help@shop.example\"}".formatted(members, facts),
                "decide-" + verb.substring(1) + "-000000000001", OnboardingWorld.compliance(), Map.of());
        assertEquals(200, answer.status(), answer.bytes());
    }

    /** Chains of other functions, which name the participant in the index, in data, or in postings. */
    private void othersNameIt() {
        for (String[] each : new String[][] {
            {"escrow", "esc", "owner"}, {"escrow", "esc", "counterparty"}, {"payment", "pay", "owner"},
            {"dispute", "dsp", "owner"}, {"dispute", "dsp", "counterparty"}, {"complaint", "cmp", "owner"},
            {"review", "rev", "owner"}, {"review", "rev", "counterparty"}, {"payout", "po", "owner"},
            {"reserve_release", "rsv", "owner"}, {"onboarding_link", "onl", "owner"}, {"debt", "dbt", "owner"},
            {"chargeback", "chb", "counterparty"}
        }) {
            var chain = new ChainId(each[0], OnboardingWorld.DEMO, Id.derive(each[1], each[2]));
            String key = each[0] + "#demo#" + seller;
            append(chain, each[0] + ".begun.v1", Postings.NONE, each[2].equals("owner")
                    ? new Entry.Index(key, "", "")
                    : new Entry.Index("", key, ""));
            append(chain, each[0] + ".published.v1", Postings.NONE, Entry.Index.NONE);
        }
        append(
                new ChainId("chargeback", OnboardingWorld.DEMO, Id.derive("chb", "of its payment")),
                "chargeback.drawn.v1", Postings.NONE,
                new Entry.Index("", "", "chargeback#demo#" + Id.derive("pay", "owner")));
        append(
                new ChainId("score", OnboardingWorld.DEMO, Id.derive("esc", "counterparty")),
                "score.weighed.v1", Postings.NONE, Entry.Index.NONE);
        new Moved(world).post(append(
                new ChainId("collection", OnboardingWorld.DEMO, Id.derive("col", "one")),
                "balance.debt_collected.v1",
                Postings.building()
                        .debit(Account.of(AccountKind.ON_HOLD, seller), Money.of(500, "EUR"))
                        .credit(Account.of(AccountKind.DEBT, seller), Money.of(500, "EUR"))
                        .build(),
                Entry.Index.NONE));
    }

    private Entry append(ChainId chain, String event, Postings postings, Entry.Index index) {
        journal.append(
                journal.load(chain),
                Draft.of(
                                event, Json.object().put("of", seller), world.clock.instant(),
                                Actor.of("staff:per_secret"), CommandKey.ofFact(chain.toString(), event))
                        .with(postings)
                        .indexed(index));
        return journal.last(chain).orElseThrow();
    }

    private Map<String, byte[]> files() {
        Response ready = exports.ready(seller, "export-0000000000001");
        assertEquals("ready", ready.text("state"), ready.bytes());
        return exports.files(ready);
    }

    @Test
    void everyTextUnderThePersonsKeyIsThere() {
        Set<String> kept = new TreeSet<>();
        Set<String> secret = new TreeSet<>();
        ChainId chain = CreateParticipant.chain(OnboardingWorld.DEMO, seller);
        for (Map<String, AttributeValue> item : world.store.items(SuretyTables.VAULT)) {
            if (item.get("pk").s().equals(chain.toString())) {
                String commitment = item.get("sk").s();
                boolean isSecret = world.kept(chain, commitment).toString().contains("stolen card");
                (isSecret ? secret : kept).add(commitment);
            }
        }
        assertEquals(1, secret.size());
        assertTrue(kept.size() >= 4, "two profiles, an account and the facts of a decision: " + kept);

        Map<String, byte[]> files = files();
        Set<String> told = new TreeSet<>();
        ExportCalls.json(files, "texts.json").forEach(row -> told.add(row.path("commitment").asString("")));
        assertEquals(kept, told);
        String texts = new String(files.get("texts.json"), StandardCharsets.UTF_8);
        for (String word :
                List.of("grace@navy.example", "zoran@new.example", "DE89370400440532013000", "for a paper")) {
            assertTrue(texts.contains(word), word);
        }
    }

    @Test
    void everyEntryThatNamesThePersonIsThere() {
        Set<String> naming = new TreeSet<>();
        for (Map<String, AttributeValue> item : world.store.items(SuretyTables.JOURNAL)) {
            String chain = item.get("pk").s();
            boolean isNamed = item.values().stream().anyMatch(of -> of.s() != null && of.s().contains(seller));
            if (isNamed && !LEFT_OUT.contains(ChainId.parse(chain).type())) {
                naming.add(chain + " " + item.get("sk").n());
            }
        }
        String export = exports.requested(seller, "export-0000000000001");
        exports.work();
        Map<String, byte[]> files = exports.files(exports.get(seller, export));
        Set<String> told = new TreeSet<>();
        ExportCalls.json(files, "history.json")
                .forEach(row -> told.add("participant#demo#" + seller + " " + row.path("number").asInt(0)));
        for (String file : List.of("journal.json", "ledger.json")) {
            ExportCalls.json(files, file).forEach(row -> told.add("%s#demo#%s %d".formatted(
                    row.path("type").asString(""), row.path("id").asString(""), row.path("number").asInt(0))));
        }
        // The file tells of itself, as it stood when it was written.
        told.removeIf(place -> place.startsWith("participant_export#"));
        assertEquals(naming, told);
        assertTrue(naming.size() > 40, "entries: " + naming.size());
        assertEquals(
                "[{\"account\":\"onHold\",\"amount\":-500,\"currency\":\"EUR\"}]",
                amounts(ExportCalls.json(files, "ledger.json"), "onHold"));
    }

    private static String amounts(JsonNode lines, String account) {
        var found = Json.object().putArray("all");
        lines.forEach(line -> {
            if (line.path("account").asString("").equals(account)) {
                found.addObject().put("account", account).put("amount", line.path("amount").asLong(0))
                        .put("currency", line.path("currency").asString(""));
            }
        });
        return found.toString();
    }

    @Test
    void itsFileIsThereAsItWasPutAndWhatNeverCameIsNot() {
        Map<String, byte[]> files = files();
        assertArrayEquals(DocumentCalls.PDF, files.get("documents/" + document + ".pdf"));
        assertEquals(1, files.keySet().stream().filter(name -> name.startsWith("documents/")).count());
        assertEquals(2, ExportCalls.json(files, "documents.json").size());
        assertEquals(1, ExportCalls.json(files, "identity-checks.json").size());
        assertEquals(1, ExportCalls.json(files, "payout-methods.json").size());
        JsonNode decisions = ExportCalls.json(files, "decisions.json");
        assertEquals("We wait for a paper.", decisions.at("/0/facts").asString(""));
        assertEquals("under_review", decisions.at("/1/reason").asString(""));
        assertTrue(decisions.at("/1/facts").isNull(), decisions.toString());
        assertEquals("accepted", ExportCalls.json(files, "participant.json").at("/proofs/0/status").asString(""));
    }

    @Test
    void itTellsNoSuspicionAndNobodyElse() {
        String other = calls.activeSeller("Fay Other");
        calls.decided(seller, "confirm");
        Map<String, byte[]> files = files();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String text = new String(file.getValue(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            for (String word : List.of(
                    "sanction", "screening", "ofac", "un-1", "index-1", "confirmed", "potential", "fraud", "stolen",
                    "per_c1", "per_c2", "per_secret", "sharedwith", other)) {
                assertFalse(text.contains(word), file.getKey() + " tells " + word + ": " + text);
            }
        }
        String history = new String(files.get("history.json"), StandardCharsets.UTF_8);
        assertTrue(history.contains("under_review"), history);
    }

    @Test
    void aSealedReviewDoesNotSayWhetherTheOtherSideHasWritten() {
        var sealed = new ChainId("review", OnboardingWorld.DEMO, Id.derive("rev", "sealed"));
        append(sealed, "review.opened.v1", Postings.NONE, new Entry.Index("review#demo#" + seller, "", ""));
        append(sealed, "review.sealed.v1", Postings.NONE, Entry.Index.NONE);
        long told = 0;
        for (JsonNode row : ExportCalls.json(files(), "journal.json")) {
            told += row.path("id").asString("").equals(sealed.id()) ? 1 : 0;
        }
        assertEquals(1, told);
    }

    /** Anyone can verify it with the key that the API tells: each file's hash, and the manifest's signature. */
    @Test
    void theManifestHasEveryFileAndIsSigned() throws GeneralSecurityException {
        Response ready = exports.ready(seller, "export-0000000000001");
        Map<String, byte[]> files = exports.files(ready);
        JsonNode manifest = ExportCalls.json(files, "manifest.json");
        Map<String, String> hashes = new TreeMap<>();
        manifest.path("files").forEach(file -> {
            String name = file.path("name").asString("");
            hashes.put(name, file.path("sha256").asString(""));
            assertEquals(files.get(name).length, file.path("bytes").asInt(0), name);
        });
        Map<String, String> expected = new HashMap<>();
        files.forEach((name, bytes) -> expected.put(name, HexFormat.of().formatHex(Digests.sha256(bytes))));
        expected.keySet().removeAll(Set.of("manifest.json", "manifest.jws"));
        assertEquals(new TreeMap<>(expected), hashes);
        assertEquals(ready.body().at("/file/entry").asInt(0), manifest.at("/entry/number").asInt(0));
        assertEquals(
                world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller)).size(),
                manifest.at("/entry/number").asInt(0));
        assertEquals(ready.body().at("/file/key/kid"), manifest.at("/key/kid"));
        assertEquals(
                ready.body().at("/file/sha256").asString(""),
                HexFormat.of().formatHex(Digests.sha256(exports.bytes(ready))));
        String[] jws = new String(files.get("manifest.jws"), StandardCharsets.UTF_8).split("\\.", -1);
        assertTrue(isGenuine(ready.body().at("/file/key/x").asString(""), jws, files.get("manifest.json")));
        byte[] forged = files.get("manifest.json").clone();
        forged[20]++;
        assertFalse(isGenuine(ready.body().at("/file/key/x").asString(""), jws, forged));
    }

    private static boolean isGenuine(String x, String[] jws, byte[] manifest) throws GeneralSecurityException {
        byte[] little = Base64.getUrlDecoder().decode(x);
        boolean isOdd = (little[31] & 0x80) != 0;
        little[31] &= 0x7f;
        byte[] big = new byte[32];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[31 - i];
        }
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(isOdd, new BigInteger(1, big))));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(manifest);
        signature.update((jws[0] + "." + payload).getBytes(StandardCharsets.US_ASCII));
        return jws[1].isEmpty() && signature.verify(Base64.getUrlDecoder().decode(jws[2]));
    }
}
