package dev.surety.onboarding.http;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.Sepa;
import dev.surety.onboarding.domain.method.Correction;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a payout method. It never shows the number, only its mask. */
public final class PayoutMethodView {
    private PayoutMethodView() {}

    /**
     * @param account as the vault has it, until it is destroyed
     * @param sharedWith how many others have the account; empty for a participant's own token, which must not learn it
     */
    public static ObjectNode of(
            PayoutMethods methods, PayoutMethod method, Optional<PayeeAccount> account, Optional<Integer> sharedWith) {
        ObjectNode view = Json.object()
                .put("id", method.id())
                .put("kind", word(method.kind()))
                .put("currency", method.currency())
                .put("country", account.map(PayeeAccount::country).orElse(null))
                .put("masked", account.map(PayeeAccount::masked).orElse(null))
                .put("holder", account.map(PayeeAccount::holder).orElse(null))
                .put("holderKind", account.map(PayeeAccount::holderKind).orElse(null))
                .put("bankName", account.flatMap(PayeeAccount::bankName).orElse(null))
                .put("nameUnwritable", account.filter(of -> of.bankName().isEmpty()).isPresent())
                .put("nameCheck", word(method.nameCheck().match()))
                .put("state", word(method.state()))
                .put("source", word(method.source()))
                .put("inForce", method.isInForce())
                .put("inForceSince", time(method.inForceSince()))
                .put("coolDownUntil", time(methods.coolDownUntil(method)))
                .put("code", method.code().map(of -> code(of, sharedWith.isEmpty())).orElse(null));
        if (method.kind() == PayoutMethod.Kind.IBAN) {
            view.put("sepa", account.filter(of -> Sepa.reaches(of.country())).isPresent());
            view.put("bic", account.flatMap(PayeeAccount::bic).orElse(null));
        } else {
            view.put("accountType", account.flatMap(PayeeAccount::accountType).orElse(null));
        }
        sharedWith.ifPresent(others -> view.put("sharedWith", others)
                .put("correction", method.correction().map(Correction::id).orElse(null)));
        return view.put("fingerprint", method.fingerprint())
                .put("version", method.version())
                .put("addedAt", Times.text(method.addedAt()));
    }

    /** @param isOwn whether the participant itself reads it */
    static String code(String reason, boolean isOwn) {
        return isOwn && PayoutMethod.isSecret(reason) ? "under_review" : reason;
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(Optional<Instant> at) {
        return at.map(Times::text).orElse(null);
    }
}
