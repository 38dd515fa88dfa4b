package dev.surety.dynamo.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds texts that must not stand in journal, events or ledger: e-mail addresses, IBANs, card numbers, tokens. The
 * accounts that a marketplace sends from are no secret: its settings name them by IBAN.
 */
public final class Secrets {
    /** The accounts in settings, and the member that is no secret there. */
    private static final String OWN = "bankAccounts";

    private static final String OWN_NUMBER = "iban";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"<>]{1,64}@[^\\s@\"<>]+\\.[A-Za-z]{2,}");
    private static final Pattern CARD = Pattern.compile("(?<![0-9A-Za-z])[3-6](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.|(?i:bearer) [\\w-]{16,}");

    private Secrets() {}

    /** The first secret in an item, if there is one. It checks texts of JSON one by one, and no numbers. */
    public static Optional<String> in(Map<String, AttributeValue> item) {
        List<String> texts = new ArrayList<>();
        item.values().forEach(value -> collect(value, texts));
        return texts.stream().flatMap(text -> in(text).stream()).findFirst();
    }

    /** The first secret in a text, if there is one. */
    public static Optional<String> in(String text) {
        return first(EMAIL, text, _ -> true)
                .or(() -> first(TOKEN, text, _ -> true))
                .or(() -> Ibans.in(text))
                .or(() -> first(CARD, text, Secrets::passesLuhn));
    }

    private static Optional<String> first(
            Pattern pattern, String text, Predicate<String> genuine) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (genuine.test(matcher.group().replaceAll("[ -]", ""))) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    private static void collect(AttributeValue value, List<String> texts) {
        switch (value.type()) {
            case S -> collect(value.s(), texts);
            case SS -> value.ss().forEach(each -> collect(each, texts));
            case L -> value.l().forEach(each -> collect(each, texts));
            case M -> value.m().values().forEach(each -> collect(each, texts));
            default -> {
                // Numbers and bytes hold no text.
            }
        }
    }

    private static void collect(String text, List<String> texts) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                collect(JSON.readTree(text), texts);
                return;
            } catch (JacksonException _) {
                // Not JSON after all: a text like any other.
            }
        }
        texts.add(text);
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            collect(node.stringValue(), texts);
        }
        node.propertyNames().forEach(texts::add);
        node.path(OWN).forEach(account -> account.properties().stream()
                .filter(member -> !member.getKey().equals(OWN_NUMBER))
                .forEach(member -> collect(member.getValue(), texts)));
        if (node.isObject()) {
            node.properties().stream()
                    .filter(member -> !member.getKey().equals(OWN))
                    .forEach(member -> collect(member.getValue(), texts));
        } else {
            node.forEach(child -> collect(child, texts));
        }
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
