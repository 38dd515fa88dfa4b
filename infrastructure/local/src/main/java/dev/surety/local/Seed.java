package dev.surety.local;

import dev.surety.local.http.Clients;
import java.net.URI;
import java.util.List;

/** Puts settings for local marketplaces that have none, as their operators would. */
final class Seed {
    @SuppressWarnings("InlineFormatString") // It is read more easily beside the code.
    private static final String SETTINGS =
            """
            {"mode": "sandbox",
             "currencies": ["EUR", "USD", "GBP", "JPY"],
             "presets": [
               {"preset": "goods", "version": 1,
                "timers": {"pay": "PT15M", "deliver": "P14D", "inspect": "P14D"},
                "fees": [{"name": "commission", "basisPoints": 1200, "borneBy": "payee"}]}],
             "returnUrls": ["http://localhost:3000/", "http://localhost:8080/"],
             "timeZone": "UTC",
             "reputation": {"units": [
               {"amount": 240, "currency": "EUR"}, {"amount": 240, "currency": "USD"},
               {"amount": 240, "currency": "GBP"}, {"amount": 240, "currency": "JPY"}]},
             "bankAccounts": [
               {"name": "sandbox", "currencies": ["EUR", "USD", "GBP", "JPY"]},
               {"name": "main", "currencies": ["EUR"], "iban": "DE89370400440532013000"},
               {"name": "dollars", "currencies": ["USD"], "number": "0123456789"}],
             "rails": [
               {"name": "sandbox", "kind": "sandbox", "account": "sandbox",
                "currencies": ["EUR", "USD", "GBP", "JPY"]},
               {"name": "sepa", "kind": "sepa", "account": "main",
                "sepa": {"debtor": {"name": "Surety Example Shop"}}},
               {"name": "ach", "kind": "ach", "account": "dollars",
                "ach": {"destination": {"routing": "091000019", "name": "Sandbox Bank"},
                  "origin": {"id": "1234567890", "name": "Surety Example Shop"},
                  "company": {"name": "Example Shop", "id": "1234567890"}, "odfi": "091000019"}}],
             "statementRules": [
               {"account": "main", "kind": "gateway_settlement", "gateway": "sandbox",
                "when": {"direction": "credit", "contains": "Sandbox Payments"}},
               {"account": "main", "kind": "gateway_settlement", "gateway": "sandbox",
                "when": {"direction": "debit", "contains": "Sandbox Payments"}}],
             "gatewayReports": [
               {"gateway": "sandbox",
                "columns": {"row": "id", "type": "type", "reference": "reference", "refund": "refund",
                  "gross": "gross", "net": "net", "fees": ["fee"], "currency": "currency",
                  "settlement": "settlement", "date": "date"},
                "types": {"charge": ["charge"], "refund": ["refund"], "chargeback": ["chargeback"],
                  "chargebackReversal": ["chargeback_reversal"], "fee": ["fee"], "payout": ["payout"]},
                "merchant": {"column": "account", "value": "%s"}}]%s}
            """;

    private static final String ARBITERS =
            """
            ,
             "arbiters": [
               {"person": "disputes-arbiter1"},
               {"person": "disputes-arbiter2"},
               {"person": "disputes-arbiter3"},
               {"person": "disputes-arbiter4"}],
             "disputes": {"bodies": ["The arbitration board of the example trade"]}""";

    private static final String RULES =
            """
            ,
             "onboarding": {"rules": {
               "tiers": [
                 {"tier": "basic", "requires": ["profile.name", "profile.email"]},
                 {"tier": "standard",
                  "requires": ["profile.birth_date", "profile.address", "business.owners", "terms.accept"],
                  "persons": ["profile.birth_date"]},
                 {"tier": "verified", "requires": ["identity.document", "business.directors"],
                  "persons": ["identity.document"]}],
               "capabilities": [
                 {"capability": "pay", "tier": "basic"},
                 {"capability": "receive", "tier": "standard"},
                 {"capability": "payout", "tier": "standard", "requires": ["payout_method.add"]},
                 {"capability": "instant_payout", "tier": "verified", "requires": ["payout_method.add"]}]}}""";

    private final List<String> marketplaces;

    Seed(List<String> marketplaces) {
        this.marketplaces = marketplaces;
    }

    void run(URI base) {
        var api = new ApiCaller(base);
        for (String marketplace : marketplaces) {
            String token = api.token(marketplace + "-operator");
            if (api.get(token, "/v1/settings").status() == 404) {
                String key = "seed-of-" + marketplace + "-settings";
                var answer = api.send("PUT", token, "/v1/settings", settings(marketplace), key);
                // A template without this route has no settings to lay down.
                if (answer.status() != 200 && answer.status() != 404) {
                    throw new IllegalStateException("The marketplace " + marketplace + " could not be seeded: "
                            + answer.body());
                }
            }
        }
    }

    private static String settings(String marketplace) {
        return SETTINGS.formatted(
                marketplace,
                switch (marketplace) {
                    case Clients.DISPUTES -> ARBITERS;
                    case Clients.SCREENED -> RULES;
                    default -> "";
                });
    }
}
