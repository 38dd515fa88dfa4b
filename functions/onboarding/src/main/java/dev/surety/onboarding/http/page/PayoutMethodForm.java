package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.http.page.Inputs.Option;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Asks for an account to be paid out to: an IBAN, or an account in the United States. */
final class PayoutMethodForm implements StepForm {
    private static final String KIND = "kind";
    private static final String IBAN = "iban";
    private static final String US_ACCOUNT = "us_account";
    private static final String CURRENCY = "currency";
    private static final String HOLDER = "holder";
    private static final String OF_US_ACCOUNTS = "USD";

    @Override
    public String name() {
        return "payout-method";
    }

    /** An account that waits to be verified needs no second one. */
    @Override
    public List<String> asksFor(Visit visit) {
        boolean hasMethod = visit.state().methods().list().stream().anyMatch(method -> method.isInForce());
        return visit.missing().stream()
                .filter(code -> code.equals(Codes.METHOD_ADD)
                        || code.equals(Codes.METHOD_REPLACE)
                        || (code.equals(Codes.METHOD_VERIFY) && !hasMethod))
                .toList();
    }

    @Override
    public Set<String> fields() {
        return Set.of(KIND, IBAN, CURRENCY, HOLDER, "routingNumber", "accountNumber", "accountType");
    }

    private static boolean takesDollars(Visit visit) {
        return visit.settings().currencies().contains(OF_US_ACCOUNTS);
    }

    private static boolean isUsAccount(Visit visit, Map<String, String> given) {
        String otherwise = visit.state().country().equals("US") ? US_ACCOUNT : IBAN;
        return takesDollars(visit) && given.getOrDefault(KIND, otherwise).equals(US_ACCOUNT);
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        boolean isUs = isUsAccount(visit, given);
        var inputs = new Inputs(visit.words(), given, wrong);
        Map<String, String> named = given.containsKey(HOLDER)
                ? given
                : Map.of(HOLDER, visit.name().get().orElse(""));
        List<Html> shown = new ArrayList<>();
        shown.add(Inputs.hidden(KIND, isUs ? US_ACCOUNT : IBAN));
        shown.add(new Inputs(visit.words(), named, wrong).text(HOLDER, "text", "name"));
        if (isUs) {
            shown.add(inputs.text("routingNumber", "text", "off"));
            shown.add(inputs.text("accountNumber", "text", "off"));
            shown.add(inputs.choices("accountType", List.of(
                    new Option("checking", visit.words().get("account.checking")),
                    new Option("savings", visit.words().get("account.savings")))));
        } else {
            shown.add(inputs.text(IBAN, "text", "off"));
            shown.add(currency(visit, inputs));
        }
        return Html.all(shown);
    }

    /** Leads to the form of the other kind; a link, for it changes nothing. */
    static Html otherKind(Visit visit, Map<String, String> given) {
        boolean isUs = isUsAccount(visit, given);
        String other = isUs ? IBAN : US_ACCOUNT;
        return takesDollars(visit)
                ? Html.of(
                        "<p><a href=\"/onboarding?step=payout-method&amp;kind={}\">{}</a></p>",
                        other, visit.words().get("account.other." + other))
                : Html.NONE;
    }

    private static Html currency(Visit visit, Inputs inputs) {
        Locale locale = visit.words().language().locale();
        List<Option> all = visit.settings().currencies().stream()
                .map(code -> new Option(code, code + " – " + Currency.getInstance(code).getDisplayName(locale)))
                .toList();
        return all.size() == 1
                ? Inputs.hidden(CURRENCY, all.getFirst().value())
                : inputs.select(CURRENCY, all, all.getFirst().value(), "off");
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        boolean isUs = isUsAccount(visit, given);
        List<String> asked = isUs
                ? List.of(HOLDER, "routingNumber", "accountNumber", "accountType")
                : List.of(HOLDER, IBAN, CURRENCY);
        List<String> empty =
                asked.stream().filter(name -> given.getOrDefault(name, "").isBlank()).toList();
        if (!empty.isEmpty()) {
            return new Taken.Wrong(Problems.missing(empty, visit.words()));
        }
        ObjectNode body = Json.object()
                .put(KIND, isUs ? US_ACCOUNT : IBAN)
                .put("holderKind", visit.state().kind().name().toLowerCase(Locale.ROOT));
        asked.forEach(name -> body.put(name, given.getOrDefault(name, "").strip()));
        if (isUs) {
            body.put(CURRENCY, OF_US_ACCOUNTS);
        }
        return new Taken.Meant(Command.of(
                "POST", "/v1/participants/{id}/payout-methods", body, given.getOrDefault(Inputs.KEY, "")));
    }
}
