package dev.surety.onboarding.http;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.Decision;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a decision. A participant who is suspected of fraud learns only that it is under review. */
record DecisionView(ChainId chain, Vault vault, Caller caller) {
    private static final String UNDER_REVIEW = "under_review";

    JsonNode of(Optional<Decision> decision) {
        return decision.<JsonNode>map(this::shown).orElseGet(NullNode::getInstance);
    }

    private ObjectNode shown(Decision decision) {
        boolean isSecret = caller.isParticipant() && decision.isSecret();
        // A block that follows from a case has no words of its own.
        ObjectNode words = Optional.of(decision.words())
                .filter(commitment -> !commitment.isEmpty())
                .flatMap(commitment -> vault.find(chain, commitment))
                .orElseGet(Json::object);
        return Json.object()
                .put("kind", decision.kind().name().toLowerCase(Locale.ROOT))
                .put("reason", isSecret ? UNDER_REVIEW : decision.reason())
                .put("facts", isSecret ? null : words.path("facts").asStringOpt().orElse(null))
                .put("contact", words.path("contact").asStringOpt().orElse(null))
                .put("until", decision.until().map(Times::text).orElse(null))
                .put("at", Times.text(decision.at()));
    }
}
