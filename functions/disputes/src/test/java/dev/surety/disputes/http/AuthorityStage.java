package dev.surety.disputes.http;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeDoor;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.SuretyTables;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A dispute in the state in which a route's move is legal, and callers who stand in a relation to it. */
final class AuthorityStage {
    private static final long CLAIM = 2_000_00;
    private static final List<String> ARBITERS =
            List.of("per_anna", "per_bert", "per_cora", "per_dirk", "per_edda");
    private static final String LINES =
            "'lines':[{'to':'payee','amount':{'amount':100000,'currency':'EUR'}},"
                    + "{'to':'payer','amount':{'amount':100000,'currency':'EUR'}}]";
    private static final String FACTS = "'facts':[{'words':'One leg of the chair is loose.','evidence':[]}]";
    private static final String RULING = "{" + LINES + ",'finding':'claim_partly_proved'," + FACTS + "}";
    private static final String WORDS_ON_THE_ORDER = "{'kind':'order','words':'so it was'}";
    private static final String ALL =
            "disputes:read disputes:write disputes:rule disputes:operate escrows:read escrows:operate";

    final DisputeWorld world = new DisputeWorld();
    final DisputeDoor door;

    private final String row;
    private String item = "";
    private String id = "";

    AuthorityStage(Path folder, String row) {
        this.row = row;
        door = new DisputeDoor(world, files(folder));
        if (!row.isEmpty()) {
            prepare();
        }
    }

    private StoredFiles files(Path folder) {
        try {
            return FolderFiles.of(folder, new FolderLinks("https://files.example", new byte[] {1}, world.clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link to a side is found now, after the person was assigned. */
    void meet(String relation) {
        if (relation.equals("linked")) {
            link(person(relation));
        }
    }

    /** The route without its variant. */
    private String route() {
        return row.split(":")[0];
    }

    private String dispute() {
        return "/v1/disputes/" + world.last;
    }

    private void prepare() {
        world.escrow = world.escrows.delivered(CLAIM, "dispute-00000001");
        if (route().contains("chargebacks")) {
            atTheBank();
        } else {
            id = "";
            Response _ = world.dispute(world.escrow, "dispute-00000001");
            world.drain();
            id = world.last.value();
            inItsState();
        }
        world.drain();
        // Who reads has notice, which is an entry of its own: here it is there already.
        if (route().startsWith("GET") && !route().contains("chargebacks")) {
            for (Side side : Side.values()) {
                taken(door.get(dispute(), party(side)));
            }
        }
    }

    private void atTheBank() {
        world.bank(CLAIM, "drawn");
        world.drain();
        door.hearPayments();
        id = door.cases().newest(DisputeWorld.DEMO, 1).findFirst().orElseThrow().id().value();
        if (route().contains("/submit")) {
            taken(door.call(
                    "POST", "/v1/chargebacks/" + id + "/evidence", WORDS_ON_THE_ORDER, DisputeDoor.backend()));
        }
        if (route().endsWith("approve")) {
            taken(door.call(
                    "POST",
                    "/v1/chargebacks/" + id + "/submit",
                    "{'evenIfIncomplete':true}",
                    DisputeDoor.person("per_maker", ALL)));
        }
    }

    private void inItsState() {
        String route = route();
        if (route.contains("complaints/{id}")) {
            id = taken(door.call("POST", "/v1/complaints", complaint(""), party(Side.PAYER))).text("id");
        } else if (route.endsWith("/accept")) {
            item = taken(door.call("POST", dispute() + "/offers", "{" + LINES + "}", party(Side.PAYEE)))
                    .body()
                    .at("/offers/0/id")
                    .asString("");
        } else if (route.contains("/evidence/")) {
            item = taken(door.call("POST", dispute() + "/evidence", file(), party(Side.PAYER))).text("id");
            var sound = new DisputeCommand.CheckEvidence(item, new CheckOutcome.Sound(0));
            var _ = world.marketplace("check", sound);
            if (row.endsWith("opened")) {
                toMediation();
            }
        } else if (route.endsWith("/escalate")) {
            reject();
            world.pass(Duration.ofHours(25));
        } else if (route.endsWith("/submit-evidence")) {
            reject();
            world.pass(Duration.ofDays(10).plusHours(2));
        } else if (route.endsWith("/propose")) {
            toMediation();
        } else if (route.endsWith("-proposal")) {
            toMediation();
            propose();
        } else if (Stream.of("/rule", "/challenge", "/recuse", "/request-evidence").anyMatch(route::endsWith)) {
            toRuling();
        } else if (Stream.of("/confirm", "/appeal").anyMatch(route::endsWith)) {
            toRuling();
            taken(door.call("POST", dispute() + "/rule", RULING, DisputeDoor.arbiter(holder(Role.ARBITER))));
            world.drain();
            if (route.endsWith("/appeal")) {
                String second = holder(Role.CONFIRMER);
                taken(door.call("POST", dispute() + "/confirm", confirm(), DisputeDoor.arbiter(second)));
            }
        }
    }

    private void reject() {
        taken(door.call("POST", dispute() + "/respond", "{'kind':'reject'}", party(Side.PAYEE)));
    }

    private void toMediation() {
        reject();
        world.pass(Duration.ofDays(17).plusHours(2));
        expect("mediation");
    }

    private void propose() {
        taken(door.call(
                "POST",
                dispute() + "/propose",
                "{" + LINES + "," + FACTS + "}",
                DisputeDoor.arbiter(holder(Role.MEDIATOR))));
    }

    private void toRuling() {
        toMediation();
        propose();
        taken(door.call("POST", dispute() + "/reject-proposal", "", party(Side.PAYER)));
        world.drain();
        expect("ruling");
    }

    private void expect(String stage) {
        if (!world.stage().equals(stage)) {
            throw new AssertionError("in " + world.stage() + ", and not in " + stage);
        }
    }

    private static Response taken(Response answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.bytes());
        }
        return answer;
    }

    private String holder(Role role) {
        return world.state().bench().person(role).orElseThrow(() -> new AssertionError("no " + role));
    }

    private void link(String person) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        MarketplaceSettings now = new Marketplaces(journal).find(DisputeWorld.DEMO).orElseThrow();
        var links = now.moneyOut()
                .change()
                .personLinks(List.of(new PersonLink(List.of(person, DisputeWorld.PAYEE))))
                .build();
        var data = Marketplaces.data(now.withMoneyOut(links));
        append(Marketplaces.chain(DisputeWorld.DEMO), "settings.changed.v1", data);
    }

    /** The person in a role; as long as it is vacant, some arbiter who has none. */
    private String person(String name) {
        if (!world.stage().equals("none")) {
            Role asked = switch (name) {
                case "mediator" -> Role.MEDIATOR;
                case "confirmer" -> Role.CONFIRMER;
                case "linked" -> linkedRole();
                default -> Role.ARBITER;
            };
            Set<String> holders = Set.copyOf(Stream.of(Role.values())
                    .flatMap(role -> world.state().bench().person(role).stream())
                    .toList());
            String none = ARBITERS.stream()
                    .filter(person -> !holders.contains(person))
                    .findFirst()
                    .orElseThrow();
            return name.equals("unassigned") ? none : world.state().bench().person(asked).orElse(none);
        }
        return ARBITERS.getFirst();
    }

    private Role linkedRole() {
        if (route().endsWith("/propose")) {
            return Role.MEDIATOR;
        }
        return route().endsWith("/confirm") ? Role.CONFIRMER : Role.ARBITER;
    }

    private static Map<String, String> party(Side side) {
        return DisputeDoor.party(side == Side.PAYER ? DisputeWorld.PAYER : DisputeWorld.PAYEE);
    }

    private Map<String, String> claims(String relation) {
        return switch (relation) {
            case "payer" -> party(Side.PAYER);
            case "payee" -> party(Side.PAYEE);
            case "stranger" -> DisputeDoor.party(Id.derive("par", "stranger"));
            case "backend" -> DisputeDoor.backend();
            case "mediator", "arbiter", "confirmer", "unassigned", "linked" -> DisputeDoor.arbiter(person(relation));
            case "operator" -> DisputeDoor.operator();
            case "reader" -> DisputeDoor.person("per_reader", "disputes:read");
            case "keyless" -> DisputeDoor.person("per_none", "escrows:read");
            case "elsewhere" ->
                Map.of("marketplace", "other", "client_id", "other", "person", "per_other", "scope", ALL);
            default -> Map.of();
        };
    }

    /** Another request than the row's own. */
    Response call(String relation, String command, String body) {
        return door.call("POST", dispute() + "/" + command, body, claims(relation));
    }

    /** Compliance has decided about a party. */
    void standing(Side side, String state) {
        String participant = side == Side.PAYER ? DisputeWorld.PAYER : DisputeWorld.PAYEE;
        var data = Json.object();
        data.set("standing", Json.tree(new Standing(state, Set.of(), false, false, Optional.empty())));
        append(new ChainId("participant", DisputeWorld.DEMO, participant), "participant." + state + ".v1", data);
    }

    private void append(ChainId chain, String event, Object data) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        journal.append(
                journal.state(chain),
                Draft.of(event, data, world.clock.instant(), Actor.of("staff:test"), CommandKey.ofFact(event)));
    }

    Response ask(String relation) {
        String[] parts = route().split(" ");
        String path = "/v1/" + parts[1].replace("{id}", id).replace("{offer}", item).replace("{evidence}", item);
        String query = row.contains("?") ? row.substring(row.indexOf('?')).replace("PAYER", DisputeWorld.PAYER) : "";
        String body = parts[0].equals("GET") ? "" : body(parts[1], relation);
        return door.call(parts[0], path + query, body, claims(relation));
    }

    private String body(String path, String relation) {
        boolean isParticipant = Set.of("payer", "payee", "stranger").contains(relation);
        String end = path.substring(path.lastIndexOf('/') + 1);
        // A participant is one side; all others say for which they act.
        String side = isParticipant ? "" : "'onBehalfOf':'" + (row.endsWith("payer") ? "payer" : "payee") + "',";
        return switch (end) {
            case "outages" ->
                "{'from':'" + world.clock.instant().minus(Duration.ofHours(2)) + "','to':'"
                        + world.clock.instant().minus(Duration.ofHours(1)) + "','reason':'the shop was down'}";
            case "complaints" -> complaint(isParticipant ? "" : "'participant':'" + DisputeWorld.PAYER + "',");
            case "decide" -> "{'outcome':'upheld','words':'We looked again.'}";
            case "notified" ->
                "{'side':'payee','at':'" + world.clock.instant() + "','channel':'email'}";
            case "propose" -> "{" + LINES + "," + FACTS + "}";
            case "rule" -> RULING;
            case "confirm" -> confirm();
            case "recuse", "request-evidence", "assign" -> "{}";
            case "submit" -> "{'evenIfIncomplete':true}";
            case "approve" -> "{'hash':'" + hashAtTheBank() + "'}";
            case "accept" -> path.startsWith("chargebacks") ? "{}" : closed("{" + side + "'hash':'" + hash() + "'}");
            case "respond" -> "{" + side + "'kind':'reject'}";
            case "offers" -> "{" + side + LINES + "}";
            case "evidence" ->
                path.startsWith("chargebacks")
                        ? WORDS_ON_THE_ORDER
                        : "{" + side + "'kind':'words','words':'so it was'}";
            default -> closed("{" + side + "}");
        };
    }

    private static String closed(String body) {
        return body.replace(",}", "}");
    }

    private String hash() {
        return world.state().offers().getFirst().hash();
    }

    private String confirm() {
        return "{'hash':'" + world.state().judgement().drafts().getFirst().hash() + "'}";
    }

    private String hashAtTheBank() {
        return door.get("/v1/chargebacks/" + id, DisputeDoor.operator()).body().at("/approval/hash").asString("");
    }

    private String complaint(String participant) {
        return "{" + participant + "'about':'restriction','words':'I did no wrong.','decidedAt':'"
                + world.clock.instant().minus(Duration.ofDays(1)) + "'}";
    }

    private static String file() {
        return "{'kind':'photo','file':{'name':'chair.png','contentType':'image/png','bytes':5,'sha256':'"
                + "ab".repeat(32) + "'}}";
    }
}
