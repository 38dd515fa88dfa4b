package dev.surety.cli;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Amounts as people write them, {@code 1234.50}, and as the API does, in minor units. */
final class Amounts {
    private Amounts() {}

    static ObjectNode parse(String text, String currency) {
        Currency of = Currency.find(currency)
                .orElseThrow(() -> Failure.usage(currency + " is no currency of ISO 4217."));
        try {
            long minor = new BigDecimal(text).movePointRight(of.decimals()).longValueExact();
            return Api.object().put("amount", minor).put("currency", currency);
        } catch (NumberFormatException e) {
            throw Failure.usage("'%s' is no amount; write it as 1234.50.".formatted(text));
        } catch (ArithmeticException e) {
            throw Failure.usage("%s has %d decimals; '%s' does not fit.".formatted(currency, of.decimals(), text));
        }
    }

    /** An amount for people; any other member as it is. */
    static String shown(JsonNode node) {
        if (node.has("amount") && node.has("currency")) {
            return Currency.find(node.path("currency").asString(""))
                    .map(currency -> Money.of(node.path("amount").asLong(0), currency).toString())
                    .orElse(node.toString());
        }
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isString() ? node.stringValue() : node.toString();
    }
}
