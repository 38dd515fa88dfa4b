package dev.surety.onboarding.http;

import dev.surety.model.money.Currency;
import dev.surety.onboarding.app.method.AddPayoutMethod.AddRequest;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the bodies of the payout method routes. No refusal repeats a value from them. */
final class PayoutMethodRequests {
    private static final Pattern ROUTING = Pattern.compile("[0-9]{9}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{4,17}");
    private static final List<String> OF_AN_ACCOUNT =
            List.of("iban", "bic", "routingNumber", "accountNumber", "accountType");

    private PayoutMethodRequests() {}

    static Parsed<AddRequest> add(Request request) {
        Fields body = request.fields();
        Optional<String> kind = body.choice("kind", Set.of("iban", "us_account"));
        Optional<String> currency = body.text("currency", 3, 3);
        if (currency.filter(code -> Currency.find(code).isEmpty()).isPresent()) {
            body.wrong("currency", "format");
        }
        Optional<String> holder = body.text("holder", 1, 140);
        if (holder.filter(of -> !ParticipantRequests.NAME.matcher(of).matches()).isPresent()) {
            body.wrong("holder", "format");
        }
        Optional<String> holderKind = body.choice("holderKind", Set.of("individual", "business"));
        // Without a kind, the members of either are known.
        OF_AN_ACCOUNT.stream().filter(_ -> kind.isEmpty()).forEach(body::has);
        Optional<BankAccount> account = kind.flatMap(of -> of.equals("iban") ? iban(body) : usAccount(body));
        return body.build(() -> new AddRequest(
                currency.orElseThrow(),
                account.orElseThrow(),
                new Holder(holder.orElseThrow(), Holder.Kind.valueOf(upper(holderKind.orElseThrow())))));
    }

    static Optional<BankAccount> iban(Fields body) {
        Optional<String> iban = body.text("iban", 5, 42);
        Optional<String> bic = body.optionalText("bic", 8, 11);
        return iban.map(number -> BankAccount.Iban.of(number, bic));
    }

    static Optional<BankAccount> usAccount(Fields body) {
        Optional<String> routing = digits(body, "routingNumber", ROUTING);
        Optional<String> number = digits(body, "accountNumber", ACCOUNT);
        Optional<String> type = body.choice("accountType", Set.of("checking", "savings"));
        return routing.isPresent() && number.isPresent() && type.isPresent()
                ? Optional.of(new BankAccount.UsAccount(
                        routing.get(), number.get(), BankAccount.UsAccount.Type.valueOf(upper(type.get()))))
                : Optional.empty();
    }

    private static Optional<String> digits(Fields body, String name, Pattern form) {
        Optional<String> text = body.text(name, 1, 17);
        if (text.filter(of -> !form.matcher(of).matches()).isPresent()) {
            body.wrong(name, "format");
            return Optional.empty();
        }
        return text;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** A command that its path says whole. */
    static Parsed<Request> command(Request request) {
        return request.optionalFields().build(() -> request);
    }
}
