package dev.surety.disputes.erasure;

import dev.surety.disputes.app.erasure.EraseWords;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.world.DisputeDoor;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A dispute with evidence, a bank's case and a complaint, and what is left of their words and files. */
final class ErasureWorld {
    private static final String FILE =
            "{'kind':'photo','words':'a scratch','file':{'name':'a.png','contentType':'text/plain','bytes':5,"
                    + "'sha256':'" + "ab".repeat(32) + "'}}";

    private final DisputeWorld world = new DisputeWorld();
    private final DisputeDoor door;
    private final FolderFiles files;
    private final Path folder;
    private final DisputeMessages messages;
    private final EraseWords erasing;
    private int deleted;
    private String complaint = "";
    private ChargebackId bankCase = new ChargebackId(Id.derive("chb", "none"));

    ErasureWorld(Faults faults, Path parent) {
        try {
            folder = Files.createTempDirectory(parent, "files");
            files = FolderFiles.of(folder, new FolderLinks("https://files.example", new byte[] {1}, world.clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door = new DisputeDoor(world, files);
        var dynamo = new FaultyDynamo(world.store, faults);
        var vault = new Vault(
                dynamo,
                SuretyTables.VAULT,
                SuretyTables.VAULT_KEYS,
                new SecretKeyWrap(new Secrets(() -> EscrowSide.SECRETS, world.clock)));
        erasing = new EraseWords(
                new Journal(dynamo, SuretyTables.JOURNAL),
                new JournalIndexes(dynamo, SuretyTables.JOURNAL),
                vault,
                deleting(faults));
        messages = new DisputeMessages(Map.of(EraseWords.PARTICIPANT, erasing::hear), Map.of());
    }

    /** A store whose deletions may fail. */
    private StoredFiles deleting(Faults faults) {
        return (StoredFiles) Proxy.newProxyInstance(
                StoredFiles.class.getClassLoader(), new Class<?>[] {StoredFiles.class}, (_, method, with) -> {
                    if (!method.getName().equals("delete")) {
                        throw new AssertionError("only deletes: " + method);
                    }
                    deleted++;
                    String key = (String) with[0];
                    String _ = faults.around("delete", () -> delete(key), fate -> new Outage("no store: " + fate));
                    return null;
                });
    }

    private String delete(String key) {
        files.delete(key);
        return key;
    }

    private static Response taken(Response response) {
        if (response.status() >= 300) {
            throw new AssertionError(response.status() + " " + response.bytes());
        }
        return response;
    }

    private void put(String holder, String item) {
        files.write("evidence/demo/" + holder + "/" + item, out -> out.write(new byte[5]));
    }

    /** The payer's words and file; it has removed the item with another file. */
    ErasureWorld withDispute() {
        world.disputed("dispute-00000001");
        world.drain();
        String path = "/v1/disputes/" + world.last + "/evidence";
        var payer = DisputeDoor.party(DisputeWorld.PAYER);
        String removed = taken(door.call("POST", path, FILE.replace("a scratch", "another"), payer)).text("id");
        put(world.last.value(), removed);
        taken(door.call("DELETE", path + "/" + removed, "", payer));
        put(world.last.value(), taken(door.call("POST", path, FILE, payer)).text("id"));
        return this;
    }

    ErasureWorld withComplaint() {
        complaint = taken(door.call(
                        "POST",
                        "/v1/complaints",
                        "{'about':'moderation','words':'I have sent it.','decidedAt':'2026-11-22T09:00:00Z'}",
                        DisputeDoor.party(DisputeWorld.PAYEE)))
                .text("id");
        return this;
    }

    /** The bank has debited, and the back end has added words and a file. */
    ErasureWorld withCase() {
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        door.hearPayments();
        PaymentId payment = new PaymentId(payment().id());
        bankCase = ChargebackId.of(DisputeWorld.DEMO, payment, "cb_" + payment);
        String path = "/v1/chargebacks/" + bankCase + "/evidence";
        taken(door.call("POST", path, "{'kind':'order','words':'Order 7'}", DisputeDoor.backend()));
        var added = taken(door.call(
                "POST", path, FILE.replace("photo", "carrier_proof"), DisputeDoor.backend()));
        added.body().at("/chargeback/evidence").forEach(item -> {
            if (item.path("bytes").asInt(0) > 0) {
                put(bankCase.value(), item.path("id").asString(""));
            }
        });
        return this;
    }

    private ChainId payment() {
        return world.entries().stream()
                .map(Entry::chain)
                .filter(chain -> chain.type().equals("payment"))
                .findFirst()
                .orElseThrow();
    }

    void bankEnds() {
        world.bank(DisputeWorld.PRICE, "lost");
        world.drain();
        erasing.afterNews(_ -> {
                    door.hearPayments();
                    return Handled.DONE;
                })
                .apply(payment());
    }

    /** The participant's chain as onboarding leaves it. */
    ErasureWorld erased(String participant, String kind) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var chain = new ChainId("participant", DisputeWorld.DEMO, participant);
        ObjectNode data = Json.object().put("kind", kind);
        var destroyed = data.putObject("state").putObject("closing").putArray("destroyed");
        destroyed.add("profile");
        if (!kind.equals("profile")) {
            destroyed.add(kind);
        }
        journal.append(
                journal.load(chain),
                Draft.of("participant.erased.v1", data, world.clock.instant(), Actor.TIMER,
                        CommandKey.ofFact(participant, kind)));
        return this;
    }

    /** The bus tells of it; a delivery that fails comes again. */
    ErasureWorld hear(String participant) {
        ObjectNode event = Json.object();
        event.putObject("detail").put("pk", "participant#demo#" + participant).put("sequence", 2);
        messages.handle(event);
        return this;
    }

    ErasureWorld pass(Duration time) {
        world.clock.advance(time);
        return this;
    }

    int deleted() {
        return deleted;
    }

    /** The number of texts in the vault by type of chain, and of files. */
    String left() {
        List<String> left = new ArrayList<>();
        for (String type : List.of("dispute", "chargeback", "complaint")) {
            long texts = world.store.items(SuretyTables.VAULT).stream()
                    .filter(item -> item.get("pk").s().startsWith(type + "#"))
                    .count();
            if (texts > 0) {
                left.add(type + " " + texts);
            }
        }
        try (Stream<Path> all = Files.walk(folder.resolve("evidence"))) {
            left.add("files " + all.filter(Files::isRegularFile).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(", ", left);
    }

    Response evidence() {
        return door.get("/v1/disputes/" + world.last + "/evidence", DisputeDoor.party(DisputeWorld.PAYER));
    }

    Response dispute() {
        return door.get("/v1/disputes/" + world.last, DisputeDoor.backend());
    }

    Response bankCase() {
        return door.get("/v1/chargebacks/" + bankCase, DisputeDoor.backend());
    }

    Response complaint() {
        return door.get("/v1/complaints/" + complaint, DisputeDoor.operator());
    }

    Response answerComplaint() {
        return door.call(
                "POST",
                "/v1/complaints/" + complaint + "/decide",
                "{'outcome':'upheld','words':'We looked again.'}",
                DisputeDoor.operator());
    }

    void check() {
        world.check();
    }
}
