package dev.surety.onboarding.http.correction;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.method.CorrectPayoutMethod.Waiting;
import dev.surety.onboarding.domain.method.Correction.Applied;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A bank's notice of change as the API shows it: numbers are masked. */
final class CorrectionView {
    private static final String CORRECTED = "payout_method.corrected.";

    private CorrectionView() {}

    static ObjectNode of(Waiting waiting) {
        ObjectNode view = Json.object()
                .put("id", waiting.correction().id())
                .put("method", waiting.method().id())
                .put("code", waiting.correction().code())
                .put("state", "waiting")
                .put("payout", waiting.correction().payout())
                .put("by", waiting.correction().by().orElse(null))
                .put("at", Times.text(waiting.correction().at()));
        ArrayNode changes = view.putArray("changes");
        if (waiting.applied() instanceof Applied.Account account && waiting.before().isPresent()) {
            PayeeAccount before = waiting.before().get();
            PayeeAccount after = account.account().keptFor(account.holder());
            if (!before.number().equals(after.number())) {
                change(changes, "accountNumber", before.masked(), after.masked());
            }
            if (!before.bank().equals(after.bank())) {
                change(changes, "routingNumber", before.bank(), after.bank());
            }
            if (!before.accountType().equals(after.accountType())) {
                change(changes, "accountType", before.accountType().orElse(""), after.accountType().orElse(""));
            }
        }
        return view.put("problem", waiting.applied() instanceof Applied.Not(var rule) ? rule : null);
    }

    private static void change(ArrayNode changes, String field, String from, String to) {
        changes.addObject().put("field", field).put("from", from).put("to", to);
    }

    /** The answer of the entry that decided, which a replay repeats byte for byte. */
    static ObjectNode of(Entry decided) {
        ObjectNode event = Json.object(decided.data());
        ObjectNode view = Json.object()
                .put("id", event.path("correction").asString(""))
                .put("method", event.path("method").asString(""))
                .put("code", event.path("code").asString(""))
                .put("state", decided.event().startsWith(CORRECTED) ? "corrected" : "rejected")
                .putNull("payout")
                .putNull("by")
                .put("at", Times.text(decided.at()));
        view.putArray("changes");
        return view.putNull("problem");
    }
}
