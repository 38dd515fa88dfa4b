package dev.surety.payouts.adjustment;

import static dev.surety.payouts.adjustment.AdjustmentWorld.ANNA;
import static dev.surety.payouts.adjustment.AdjustmentWorld.BEN;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.MAKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.PATH;
import static dev.surety.payouts.adjustment.AdjustmentWorld.body;
import static dev.surety.payouts.adjustment.AdjustmentWorld.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.testkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused request names the field and the rule, and changes no table. */
class WhatAnAdjustmentMayBeTest {
    private final AdjustmentWorld world = new AdjustmentWorld();

    private static String lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String one : text.strip().split(" +", -1)) {
            String[] parts = one.split("=", 2);
            String account = parts[0].replace("ANNA", ANNA.value()).replace("BEN", BEN.value())
                    .replace("NONE", Id.derive("par", "none"));
            String[] amount = parts[1].split("(?<=\\d)(?=[A-Z])", 2);
            lines.add("{\"account\":\"%s\",\"amount\":{\"amount\":%s,\"currency\":\"%s\"}}"
                    .formatted(account, amount[0], amount.length == 1 ? "EUR" : amount[1]));
        }
        return String.join(",", lines);
    }

    @ParameterizedTest(name = "{0}, {1}: {2} at {3} {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    correction | loss=-5 capital=4                       | invalid   | /lines                    | sum_not_zero
                    correction | loss=-5                                 | malformed | /lines                    | bound
                    correction | loss=-5 capital=5 capital=0             | invalid   | /lines/2/account          | doubled
                    correction | loss=-5 capital=5 suspense=0            | invalid   | /lines/2/amount/amount    | zero
                    correction | loss=-5 capital=5USD                    | invalid   | /lines/1/amount/currency  | not_of_the_first_line
                    correction | loss=-5USD capital=5USD                 | invalid   | /lines/0/amount/currency  | not_of_this_marketplace
                    correction | escrow:ANNA=-5 capital=5                | invalid   | /lines/0/account          | not_adjustable
                    correction | onHold:ANNA=-5 capital=5                | invalid   | /lines/0/account          | not_adjustable
                    correction | gateway:card=-5 capital=5               | invalid   | /lines/0/account          | not_adjustable
                    correction | bank:main=-5 capital=5                  | invalid   | /lines/0/account          | not_adjustable
                    correction | transit:main=-5 capital=5               | invalid   | /lines/0/account          | not_adjustable
                    correction | incoming=-5 capital=5                   | invalid   | /lines/0/account          | not_adjustable
                    correction | outgoing=-5 capital=5                   | invalid   | /lines/0/account          | not_adjustable
                    correction | dispute=-5 capital=5                    | invalid   | /lines/0/account          | not_adjustable
                    correction | fees=-5 capital=5                       | invalid   | /lines/0/account          | name_missing
                    correction | costs=-5 capital=5                      | invalid   | /lines/0/account          | name_missing
                    correction | tax=-5 capital=5                        | malformed | /lines/0/account          | format
                    correction | nothing=-5 capital=5                    | malformed | /lines/0/account          | format
                    correction | payable:anna=5 capital=-5               | malformed | /lines/0/account          | format
                    correction | payable=5 capital=-5                    | malformed | /lines/0/account          | format
                    goodwill   | payable:NONE=5 capital=-5               | invalid   | /lines/0/account          | not_found
                    goodwill   | payable:BEN=5 capital=-5                | invalid   | /lines/0/account          | closed
                    goodwill   | reserve:BEN=5 capital=-5                | invalid   | /lines/0/account          | closed
                    goodwill   | debt:BEN=-5 capital=5                   | invalid   | /lines/0/account          | closed
                    write_off  | costs:bank=-5 debt:ANNA=5               | invalid   | /reason                   | write_off_is_loss_and_debt
                    goodwill   | loss=-5 debt:ANNA=5                     | invalid   | /reason                   | write_off_is_loss_and_debt
                    because    | loss=-5 capital=5                       | malformed | /reason                   | format
                    correction | loss=-1.5 capital=5                     | malformed | /lines/0/amount/amount    | type
                    correction | loss=-1000000000000001 capital=5        | malformed | /lines/0/amount/amount    | bound
                    """)
    void badLinesAreRefusedByFieldAndRule(
            String reason, String lines, String code, String pointer, String rule) {
        world.standing(BEN, "closed");
        Response refused = world.refused(PATH, body(reason, "", lines(lines)), MAKER);
        assertEquals(code, refused.reason(), refused.bytes());
        assertEquals(pointer, refused.pointer(), refused.bytes());
        assertTrue(refused.bytes().contains("\"" + rule + "\""), refused.bytes());
    }

    @Test
    void twentyOneLinesAreTooMany() {
        List<String> lines = new ArrayList<>(List.of(line("loss", -20)));
        for (int i = 0; i < 20; i++) {
            lines.add(line("costs:number-" + i, 1));
        }
        Response refused = world.refused(PATH, body("correction", "", lines.toArray(String[]::new)), MAKER);
        assertEquals("/lines", refused.pointer(), refused.bytes());
        assertEquals("malformed", refused.reason());
        lines.removeLast();
        lines.set(0, line("loss", -19));
        world.posted(body("correction", "", lines.toArray(String[]::new)));
        assertEquals(-19, world.balance(AdjustmentWorld.LOSS));
        world.check();
    }

    @Test
    void whatItClearsHasToBeThere() {
        String free = body("correction", ",\"resolves\":\"%s\"", line("suspense", -5), line("capital", 5));
        for (String prefix : List.of("bl", "gl", "dbt", "chb")) {
            Response refused = world.refused(PATH, free.formatted(Id.derive(prefix, "none")), MAKER);
            assertEquals("invalid /resolves", refused.reason() + " " + refused.pointer(), refused.bytes());
        }
        for (String other : List.of(Id.derive("po", "one"), "bl_one", "money")) {
            Response refused = world.refused(PATH, free.formatted(other), MAKER);
            assertEquals("malformed /resolves", refused.reason() + " " + refused.pointer(), refused.bytes());
        }
    }

    @Test
    void noMoreIsTakenThanIsThere() {
        world.town.released(ANNA, 400);
        String taken = body("correction", "", line(AdjustmentWorld.payable(ANNA), -500), line("capital", 500));
        Response refused = world.refused(PATH, taken, MAKER);
        assertEquals("insufficient_available", refused.reason(), refused.bytes());
        assertTrue(refused.bytes().contains("400"), refused.bytes());
        String kept = taken.replace("payable", "reserve");
        assertEquals("insufficient_available", world.refused(PATH, kept, MAKER).reason());
        world.owes(BEN, 300);
        refused = world.refused(PATH, AdjustmentWorld.writeOff(BEN, 301), MAKER);
        assertEquals("insufficient_available", refused.reason(), refused.bytes());
        assertTrue(refused.bytes().contains("300"), refused.bytes());
    }

    @Test
    void wordsOfPeopleAreInTheVaultAndTheCodeIsInTheJournal() {
        String noted = line(AdjustmentWorld.payable(ANNA), 5).replace("{\"account", "{\"note\":\"Huber\",\"account");
        String path = world.requested(
                "{\"reason\":\"goodwill\",\"words\":\"Frau Huber was angry\",\"lines\":["
                        + line("costs:goodwill", -5) + ","
                        + noted
                        + "]}");
        Response view = world.get(path, CHECKER);
        assertEquals("Frau Huber was angry", view.text("words"));
        assertEquals("Huber", view.body().at("/lines/1/note").asString(""));
        assertTrue(view.body().at("/lines/0/note").isNull());
        world.done(world.post(path + "/reject", "{\"reason\":\"Huber is not our seller\"}", CHECKER));
        assertEquals("Huber is not our seller", world.get(path, CHECKER).text("rejection"));
        assertFalse(world.isInJournal("Huber"));
        assertTrue(world.isInJournal("goodwill"));
        world.check();
    }

    @Test
    void aBadCursorOrStateIsRefused() {
        world.requested(AdjustmentWorld.goodwill(ANNA, 5));
        world.posted(AdjustmentWorld.goodwill(ANNA, 6));
        assertEquals(400, world.get(PATH + "?cursor=bad", CHECKER).status());
        assertEquals(400, world.get(PATH + "?state=bad", CHECKER).status());
        assertEquals(404, world.get(PATH + "/adj_none", CHECKER).status());
        assertEquals(404, world.get(PATH + "/" + Id.derive("adj", "none"), CHECKER).status());
        Response first = world.get(PATH + "?limit=1", CHECKER);
        assertEquals(1, first.body().path("data").size());
        Response next = world.get(PATH + "?limit=1&cursor=" + first.text("nextCursor"), CHECKER);
        assertEquals(1, next.body().path("data").size(), next.bytes());
        assertEquals(1, world.get(PATH + "?state=posted", CHECKER).body().path("data").size());
        assertEquals(1, world.get(PATH + "?state=awaiting_approval", CHECKER).body().path("data").size());
        assertEquals(0, world.get(PATH + "?state=rejected", CHECKER).body().path("data").size());
    }
}
