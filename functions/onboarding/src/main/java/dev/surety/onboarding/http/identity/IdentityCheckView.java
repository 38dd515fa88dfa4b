package dev.surety.onboarding.http.identity;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.domain.identity.IdentityCheck;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's view of a check. Its page has an address of ours, so a stored answer never expires and no address of the
 * provider is kept.
 *
 * @param publicUrl the API's address without a slash at its end; if empty, the page is a path only
 */
record IdentityCheckView(String publicUrl) {
    ObjectNode of(Entry entry) {
        IdentityCheck check = IdentityChecks.from(entry);
        String id = entry.chain().id();
        ObjectNode view = Json.object()
                .put("id", id)
                .put("participant", check.participant())
                .put("provider", check.provider())
                .put("state", check.state().code())
                .put("delayed", check.delayed());
        check.person().ifPresent(person -> view.put("person", person));
        if (check.state() == IdentityCheck.State.WAITING) {
            view.putObject("action")
                    .put("type", "redirect")
                    .put("url", publicUrl + "/identity-checks/" + entry.chain().marketplace() + "/" + id)
                    .put("expiresAt", check.expiresAt().map(Times::text).orElse(null));
        } else {
            view.putNull("action");
        }
        ArrayNode errors = view.putArray("errors");
        check.error().ifPresent(error -> error(errors.addObject(), error));
        return view.put("startedAt", Times.text(check.startedAt())).put("version", entry.number());
    }

    private static void error(ObjectNode shown, ProofError error) {
        shown.put("code", error.code())
                .put("description", error.sentence())
                .put("nextStep", error.nextStep().code());
    }
}
