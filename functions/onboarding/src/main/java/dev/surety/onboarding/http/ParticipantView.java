package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.Capability.Status;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Decision;
import dev.surety.onboarding.domain.Details;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Requirement;
import dev.surety.onboarding.domain.business.Business;
import dev.surety.onboarding.domain.business.Declaration;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.onboarding.http.closing.ClosingView;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a participant, with reference and profile until the vault destroys them. */
public final class ParticipantView {
    private ParticipantView() {}

    public static ObjectNode of(Participant participant, Vault vault, Caller caller) {
        ParticipantState state = participant.state();
        Participant.Words words = words(participant, vault);
        ObjectNode view = begun(participant, words);
        ObjectNode capabilities = view.putObject("capabilities");
        Capability.ALL.forEach(name -> capability(capabilities.putObject(name), state, name, caller));
        view.set("requirements", requirements(state, caller));
        var decisions = new DecisionView(participant.entry().chain(), vault, caller);
        view.set("decision", decisions.of(state.decision()));
        Optional<Decision> confirmed = confirmed(participant);
        view.set("inflowBlock", decisions.of(state.inflow().or(() -> confirmed)));
        view.set("outflowBlock", decisions.of(state.outflow().or(() -> confirmed)));
        terms(view, state);
        state.business().ifPresent(of -> business(view.putObject("business"), of));
        ClosingView.show(
                view, state, caller.isParticipant(), kept -> vault.find(participant.entry().chain(), kept));
        return ended(view, participant, words);
    }

    /** People found the participant on a list: both flows are blocked, and the reason is one plain word for all. */
    private static Optional<Decision> confirmed(Participant participant) {
        return Optional.of(participant.state()).filter(ParticipantState::isConfirmed).map(_ -> new Decision(
                Decision.Kind.BLOCKED,
                Standing.UNDER_REVIEW,
                "",
                List.of(),
                Optional.empty(),
                participant.entry().at(),
                "surety"));
    }

    /** The view of a stored entry, as the request that left it was answered. */
    public static ObjectNode asAnswered(Journal journal, Vault vault, Entry entry, Caller caller) {
        Participant participant = Participant.of(journal, entry);
        return Participant.isFormer(entry) ? former(participant, vault) : of(participant, vault, caller);
    }

    private static Participant.Words words(Participant participant, Vault vault) {
        return participant.state().isClosed()
                ? new Participant.Words(Optional.empty(), Optional.empty())
                : participant.words(commitment -> vault.find(participant.entry().chain(), commitment));
    }

    private static ObjectNode begun(Participant participant, Participant.Words words) {
        ParticipantState state = participant.state();
        return Json.object()
                .put("id", participant.entry().chain().id())
                .put("reference", words.reference().orElse(null))
                .put("kind", word(state.kind()))
                .put("country", state.country())
                .put("state", word(state.account()))
                .put("version", participant.entry().number());
    }

    private static ObjectNode ended(ObjectNode view, Participant participant, Participant.Words words) {
        view.set("profile", words.profile().orElse(null));
        return view.put("createdAt", Times.text(participant.state().createdAt()))
                .put("updatedAt", Times.text(participant.entry().at()));
    }

    private static void capability(ObjectNode shown, ParticipantState state, String name, Caller caller) {
        Capability capability = state.capability(name);
        shown.put("status", word(state.status(name)))
                .put("requested", capability.requested())
                .put("allowed", capability.allowed())
                .put("enabled", capability.enabled());
        ArrayNode details = shown.putArray("details");
        for (Details.Detail detail : Details.of(state, name)) {
            details.addObject()
                    .put("code", code(detail.code(), caller))
                    .put("resolution", detail.resolution())
                    .put("whoActs", detail.whoActs())
                    .put("contact", detail.contact().orElse(null));
        }
    }

    /** A participant's own token never learns that its name was compared with lists. */
    private static String code(String code, Caller caller) {
        return caller.isParticipant() && code.equals(Standing.SCREENING_REVIEW) ? Standing.UNDER_REVIEW : code;
    }

    /** The persons have a route of their own. */
    private static void business(ObjectNode shown, Business business) {
        shown.put("persons", business.persons().size());
        if (business.declaration().isEmpty()) {
            shown.putNull("declaration");
            return;
        }
        Declaration declaration = business.declaration().get();
        shown.putObject("declaration")
                .put("noOwnerAbove25", declaration.noOwnerAbove25())
                .put("declaredAt", Times.text(declaration.at()));
    }

    private static void terms(ObjectNode view, ParticipantState state) {
        if (state.terms().isEmpty()) {
            view.putNull("terms");
            return;
        }
        ParticipantState.Terms terms = state.terms().get();
        view.putObject("terms")
                .put("version", terms.version())
                .put("hash", terms.hash().orElse(null))
                .put("acceptedAt", Times.text(terms.at()));
    }

    static ArrayNode requirements(ParticipantState state, Caller caller) {
        ArrayNode shown = Json.object().putArray("requirements");
        for (Requirement requirement : state.requirements()) {
            ObjectNode view = shown.addObject()
                    .put("code", code(requirement.code(), caller))
                    .put(
                            "appliesTo",
                            PersonCode.parse(requirement.code()).map(PersonCode::person).orElse("participant"))
                    .put("awaiting", word(requirement.awaiting()))
                    .put("status", word(requirement.status()))
                    .put("deadline", requirement.deadline().map(Times::text).orElse(null));
            errors(view.putArray("errors"), requirement, state, caller);
            ArrayNode restricts = view.putArray("restricts");
            requirement.restricts().forEach(restricts::add);
        }
        return shown;
    }

    /** Why a former attempt did not do: accounts that banks refused, or the last proof. */
    private static void errors(ArrayNode errors, Requirement requirement, ParticipantState state, Caller caller) {
        if (requirement.code().equals(PayoutMethods.REPLACE)) {
            state.methods().list().forEach(method -> method.refusal().ifPresent(code -> errors.addObject()
                    .put("method", method.id())
                    .put("code", PayoutMethodView.code(code, caller.isParticipant()))));
        }
        state.proven().failed(requirement.code()).ifPresent(proof -> error(errors.addObject(), proof));
    }

    private static void error(ObjectNode shown, Proof proof) {
        ProofError error = proof.error().orElseThrow();
        shown.put("proof", proof.id())
                .put("code", error.code())
                .put("description", error.sentence())
                .put("nextStep", error.nextStep().code());
    }

    /** As a creation was answered before entries carried their state. */
    private static ObjectNode former(Participant participant, Vault vault) {
        ParticipantState state = participant.state();
        Participant.Words words = words(participant, vault);
        ObjectNode view = begun(participant, words);
        ObjectNode capabilities = view.putObject("capabilities");
        for (String name : Capability.ALL) {
            ObjectNode shown = capabilities.putObject(name).put("status", word(state.status(name)));
            ArrayNode details = shown.putArray("details");
            if (state.status(name) == Status.RESTRICTED) {
                details.addObject()
                        .put("code", "not_verified")
                        .put("resolution", "The participant has to be verified.");
            }
        }
        return ended(view, participant, words);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
