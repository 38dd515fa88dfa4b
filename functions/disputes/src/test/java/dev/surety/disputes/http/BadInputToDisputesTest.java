package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.world.DisputeDoor;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each is refused over HTTP with its reason, and every table stays as it was to the last byte. */
class BadInputToDisputesTest {
    private static final String FACTS = ",'finding':'claim_partly_proved','facts':[{'words':'It is broken.'}]";

    private static final String MOST = "1000000000000000";
    private static final String TOO_LONG = "9223372036854775808";

    @TempDir
    private static Path folder;

    private static AuthorityStage ruling() {
        return new AuthorityStage(folder, "POST disputes/{id}/rule");
    }

    private static String lines(String payee, String payer, String currency) {
        return "'lines':[{'to':'payee','amount':{'amount':" + payee + ",'currency':'EUR'}},"
                + "{'to':'payer','amount':{'amount':" + payer + ",'currency':'" + currency + "'}}]";
    }

    private static void refused(
            AuthorityStage stage, String relation, String command, String body, int status, String reason) {
        Response answer = HttpWorld.refused(stage.world::tables, () -> stage.call(relation, command, body));
        assertEquals(reason, answer.reason(), answer.bytes());
        assertEquals(status, answer.status(), answer.bytes());
    }

    private record Wrong(String name, String lines, int status, String reason) {}

    @TestFactory
    Stream<DynamicTest> linesThatAreNoDivision() {
        AuthorityStage stage = ruling();
        String foreign = lines("100000", "100000", "EUR").replace("EUR", "USD");
        return Stream.of(
                        new Wrong("a cent too much", lines("100000", "100001", "EUR"), 422, "invalid"),
                        new Wrong("a cent too little", lines("99999", "100000", "EUR"), 422, "invalid"),
                        new Wrong("below zero", lines("200001", "-1", "EUR"), 400, "malformed"),
                        new Wrong("more than a number holds", lines(TOO_LONG, "0", "EUR"), 400, "malformed"),
                        new Wrong("the largest twice", lines(MOST, MOST, "EUR"), 422, "invalid"),
                        new Wrong("half a cent", lines("100000.5", "99999.5", "EUR"), 400, "malformed"),
                        new Wrong("another currency", foreign, 422, "invalid"),
                        new Wrong("two currencies", lines("100000", "100000", "USD"), 400, "malformed"),
                        new Wrong("no currency", lines("100000", "100000", "XXX"), 400, "malformed"),
                        new Wrong(
                                "one side twice",
                                lines("100000", "100000", "EUR").replace("'payer'", "'payee'"),
                                400,
                                "malformed"),
                        new Wrong("none", "'lines':[]", 400, "malformed"))
                .flatMap(wrong -> Stream.of(
                        DynamicTest.dynamicTest(wrong.name() + ", offered", () -> refused(
                                stage, "payer", "offers", "{" + wrong.lines() + "}", wrong.status(), wrong.reason())),
                        DynamicTest.dynamicTest(wrong.name() + ", ruled", () -> refused(
                                stage,
                                "arbiter",
                                "rule",
                                "{" + wrong.lines() + FACTS + "}",
                                wrong.status(),
                                wrong.reason()))));
    }

    @Test
    void anOfferThatWasReplaced() {
        var stage = new AuthorityStage(folder, "POST disputes/{id}/offers/{offer}/accept");
        var first = stage.world.state().offers().getFirst();
        assertEquals(
                200,
                stage.call("payee", "offers", "{" + lines("90000", "110000", "EUR") + "}").status());
        String body = "{'hash':'" + first.hash() + "'}";
        refused(stage, "payer", "offers/" + first.id() + "/accept", body, 409, "offer_not_standing");
    }

    @Test
    void aRulingWithoutReasons() {
        AuthorityStage stage = ruling();
        String half = lines("100000", "100000", "EUR");
        String noFact = "{" + half + ",'finding':'claim_partly_proved','facts':[]}";
        refused(stage, "arbiter", "rule", noFact, 422, "invalid");
        refused(stage, "arbiter", "rule", "{" + half + FACTS.replace("It is broken.", "") + "}", 400, "malformed");
        refused(stage, "arbiter", "rule", "{" + half + "}", 400, "malformed");
    }

    @Test
    void aRulingOfAPartysRelative() {
        AuthorityStage stage = ruling();
        stage.meet("linked");
        String body = "{" + lines("100000", "100000", "EUR") + FACTS + "}";
        refused(stage, "linked", "rule", body, 403, "conflicted");
    }

    @Test
    void aRulingOfTheFirstInstanceOnAppeal() {
        var stage = new AuthorityStage(folder, "POST disputes/{id}/appeal");
        var bench = stage.world.state().bench();
        List<String> first = Stream.of(Role.MEDIATOR, Role.ARBITER, Role.CONFIRMER)
                .map(role -> bench.person(role).orElseThrow())
                .toList();
        assertEquals(200, stage.ask("payee").status());
        stage.world.pass(Duration.ofDays(3).plusHours(1));
        String second = stage.world.state().bench().person(Role.APPEAL_ARBITER).orElseThrow();
        String path = "/v1/disputes/" + stage.world.last + "/rule";
        String body = "{" + lines("100000", "100000", "EUR") + FACTS + "}";
        for (String person : first) {
            assertNotEquals(second, person);
            Response answer = HttpWorld.refused(
                    stage.world::tables,
                    () -> stage.door.call("POST", path, body, DisputeDoor.arbiter(person)));
            assertEquals("not_assigned", answer.reason(), answer.bytes());
        }
        assertEquals(200, stage.door.call("POST", path, body, DisputeDoor.arbiter(second)).status());
    }

    @Test
    void aRulingAndAnAgreementOnMoneyThatABankHolds() {
        AuthorityStage stage = ruling();
        String half = lines("100000", "100000", "EUR");
        assertEquals(200, stage.call("payee", "offers", "{" + half + "}").status());
        stage.world.bank(200_000, "drawn");
        stage.world.drain();
        assertEquals("suspended", stage.world.stage());
        var offer = stage.world.state().offers().getFirst();
        String accept = "{'hash':'" + offer.hash() + "'}";
        refused(stage, "arbiter", "rule", "{" + half + FACTS + "}", 409, "bank_decides");
        refused(stage, "payer", "offers/" + offer.id() + "/accept", accept, 409, "bank_decides");
        refused(stage, "payee", "concede", "{}", 409, "bank_decides");
    }
}
