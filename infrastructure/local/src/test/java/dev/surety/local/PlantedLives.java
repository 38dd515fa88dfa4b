package dev.surety.local;

import static dev.surety.local.Compliance.one;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.Banking.Handed;
import dev.surety.local.Quarrel.Case;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A whole run of what people do and write. Each text is planted, and each field that takes one has its own. */
final class PlantedLives {
    private static final long PRICE = 10_000;

    private final URI base;
    private final Planted planted;

    PlantedLives(URI base, Planted planted) {
        this.base = base;
        this.planted = planted;
    }

    private String person(String of, String kind) {
        return """
            {"reference": "%s", "kind": "%s", "country": "DE",
             "profile": {"name": "%s %s", "email": "%s@example.com", "phone": "%s", "birthDate": "%s",
               "registration": "%s",
               "address": {"line1": "%s", "line2": "%s", "city": "%s", "postalCode": "%s", "country": "DE"}}}
            """.formatted(
                planted.word(of + " reference"), kind, planted.word(of + " first name"),
                planted.word(of + " last name"), planted.word(of + " e-mail"),
                planted.digits(of + " phone", "+4917", 9), planted.birthDate(of + " birth date"),
                planted.word(of + " registration"), planted.word(of + " street"), planted.word(of + " line 2"),
                planted.word(of + " city"), planted.digits(of + " postal code", "9", 9));
    }

    private String account(String of) {
        return """
            {"kind": "iban", "currency": "EUR", "holder": "%s", "holderKind": "individual", "iban": "%s"}
            """.formatted(planted.word(of + " holder"), planted.iban(of + " IBAN"));
    }

    private String decision(String of, String more) {
        return "{\"reason\": \"fraud_suspected\", \"facts\": \"%s\", \"contact\": \"%s@example.com\"%s}"
                .formatted(planted.word(of + " facts"), planted.word(of + " contact"), more);
    }

    /** Rules, documents, a check, decisions of staff, a name on a list, and an export of it all. */
    void onboard() {
        var proving = new Proving(base, "planted");
        Sale sale = proving.sale;
        String id = ok(sale.post("/v1/participants", person("seller's", "individual"))).text("id");
        ok(sale.post("/v1/participants", person("firm's", "business")));
        ok(sale.post(one(id) + "/onboarding-links", """
                {"returnUrl": "%s", "refreshUrl": "%s", "collect": "currently_due"}
                """.formatted(Proving.SHOP, Proving.SHOP)));
        ok(sale.post(one(id) + "/terms-acceptances", "{\"version\": \"2026-01\"}"));
        String changed = "{\"profile\": {\"email\": \"%s@example.com\", \"name\": \"%s\"}}"
                .formatted(planted.word("new e-mail"), planted.word("new name"));
        ok(sale.api.send("PATCH", sale.backend, one(id), changed, sale.key()));
        ok(sale.post(one(id) + "/payout-methods", account("seller's")));
        ok(sale.post(one(id) + "/payout-methods", account("seller's second")));
        byte[] file = ("%PDF-1.7 " + planted.word("document's content")).getBytes(StandardCharsets.US_ASCII);
        Response announced = proving.announced(id, "application/pdf", file);
        proving.put(announced, file);
        proving.becomes(id, announced.text("id"), "uploaded");
        ok(proving.decide(proving.compliance, id, announced.text("id"), "/open", ""));
        ok(proving.decide(proving.compliance, id, announced.text("id"), "/reject", "{\"code\": \"name_mismatch\"}"));
        Response check = ok(proving.check(id));
        proving.submit(check);
        for (String verb : List.of("/restrict", "/block", "/suspend")) {
            String more = switch (verb) {
                case "/restrict" -> ", \"capabilities\": [\"pay\"]";
                case "/block" -> ", \"flows\": [\"outflow\"]";
                default -> "";
            };
            ok(sale.api.send("POST", proving.compliance, one(id) + verb, decision(verb, more), sale.key()));
        }
        listed(proving.staff, sale);
        exported(sale, id);
    }

    private void listed(Compliance staff, Sale sale) {
        planted.known("listed name", TrialsOfScreeningIT.LISTED);
        String id = staff.participant(TrialsOfScreeningIT.LISTED, TrialsOfScreeningIT.LISTED_BORN);
        JsonNode of = staff.caseOf(id);
        String body = "{\"decision\": \"confirm\", \"reason\": \"%s\", \"evidence\": \"%s\"}".formatted(
                planted.word("reason of a case"), of.at("/evidence/hash").asString(""));
        String path = Compliance.CASES + "/" + of.path("id").asString("") + "/decide";
        ok(sale.api.send("POST", sale.api.token("screened-compliance1"), path, body, sale.key()));
        exported(sale, id);
    }

    private static void exported(Sale sale, String id) {
        String export = one(id) + "/exports/" + ok(sale.post(one(id) + "/exports", "{}")).text("id");
        await("the export is ready", () -> sale.get(export).text("state").equals("ready"));
    }

    /** Sales, a file for the bank, its statement, a payout that is cancelled. */
    void pay() {
        var day = new Payday(base, "demo", "planted");
        var bank = new Banking(day);
        String payee = ok(day.sale.post("/v1/participants", person("payee's", "individual"))).text("id");
        String payer = ok(day.sale.post("/v1/participants", person("payer's", "individual"))).text("id");
        day.method(payee, "EUR", account("payee's"));
        String escrow = sold(day.sale, payer, payee, PRICE);
        ok(day.sale.post(escrow + "/accept", "{\"onBehalfOf\": \"payer\"}"));
        await("the money is available", () -> day.available(payee) == Payday.EARNED);
        Handed file = bank.handedOver(List.of(payee), "{}");
        bank.uploaded(bank.statement(file.on()).bytes());
        bank.until(file, payee, "paid");

        String changes = sold(day.sale, payer, payee, PRICE);
        ok(day.sale.post(changes + "/request-changes", reason("changes", "\"onBehalfOf\": \"payer\", ")));
        String refunded = sold(day.sale, payer, payee, PRICE);
        ok(day.sale.post(refunded + "/refund", reason("refund", "")));
        String cancelled = "/v1/escrows/" + ok(day.sale.post("/v1/escrows", sale(payer, payee, PRICE))).text("id");
        ok(day.sale.post(cancelled + "/cancel", reason("cancel", "\"onBehalfOf\": \"payee\", ")));
        day.sells(payee);
        String run = day.plan(
                "sandbox", List.of(payee), ", \"exclude\": [{\"participant\": \"%s\", \"reason\": \"%s\"}]"
                        .formatted(payee, planted.word("reason of an exclusion")));
        ok(day.by(day.maker, Payday.RUNS + run + "/abort", reason("abort", "")));
        day.sale.booksHold();
        exported(day.sale, payee);
        exported(day.sale, payer);
    }

    private String reason(String of, String more) {
        return "{%s\"reason\": \"%s\"}".formatted(more, planted.word("reason of " + of));
    }

    private String sale(String payer, String payee, long price) {
        return """
            {"payer": "%s", "payee": "%s", "amount": {"amount": %d, "currency": "EUR"}, "terms": "goods",
             "reference": "%s", "description": "%s", "metadata": {"note": "%s"}}
            """.formatted(
                payer, payee, price, planted.word("order's reference"), planted.word("description"),
                planted.word("metadata"));
    }

    /** A sale that is paid and delivered. */
    private String sold(Sale sale, String payer, String payee, long price) {
        String escrow = "/v1/escrows/" + ok(sale.post("/v1/escrows", sale(payer, payee, price))).text("id");
        ok(sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        ok(sale.post(escrow + "/deliver", "{}"));
        return escrow;
    }

    /** A dispute to its ruling, one with evidence of both sides, and reviews. */
    void quarrel() {
        var quarrel = new Quarrel(base, "planted");
        Sale sale = quarrel.sale;
        Case of = disputed(quarrel);
        String arbiter = quarrel.toTheArbiter(of);
        String ruling = Quarrel.ruling(4_000, 4_000).replace("a fact", planted.word("ruling's fact"));
        ok(quarrel.by(arbiter, of.dispute() + "/rule", ruling));
        Case another = disputed(quarrel);
        for (String side : List.of("payer", "payee")) {
            String evidence = "{\"onBehalfOf\": \"" + side + "\", \"kind\": \"words\""
                    + words(side + "'s evidence") + "}";
            ok(sale.post(another.dispute() + "/evidence", evidence));
        }
        ok(quarrel.side(another, "payee", "concede"));

        var reviewing = new Reviewing(base, "planted-reviews");
        Case ended = reviewing.ended();
        ok(reviewing.write(ended, "payer", Reviewing.verdict(false) + words("review's words")));
        ok(reviewing.write(ended, "payee", Reviewing.verdict(true) + words("other review's words")));
        String review = reviewing.reviews(ended);
        ok(sale.post(review + "/respond", "{\"onBehalfOf\": \"payee\"" + words("response's words") + "}"));
        sale.advance(Duration.ofHours(3));
    }

    private String words(String of) {
        return ", \"words\": \"" + planted.word(of) + "\"";
    }

    private Case disputed(Quarrel quarrel) {
        String escrow = sold(quarrel.sale, quarrel.someone(), quarrel.someone(), Quarrel.PRICE);
        String words = "{\"reason\": \"not_as_described\"" + words("dispute's words") + "}";
        Response disputed = ok(quarrel.post(escrow + "/dispute", words));
        var of = new Case(escrow, "/v1/disputes/" + disputed.body().at("/case/dispute/id").asString(""), "", "");
        await("the dispute is there", () -> quarrel.sale.get(of.dispute()).status() == 200);
        return of;
    }
}
