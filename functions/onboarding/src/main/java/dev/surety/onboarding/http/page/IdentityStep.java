package dev.surety.onboarding.http.page;

import dev.surety.files.StoredFiles;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for a proof of identity: a check at a provider, where there is one, or a document. The form starts the check;
 * the document's form goes to the store of files.
 *
 * @param hasProvider whether a marketplace of this mode has a provider of checks
 * @param clock of the links to the store, which no test clock moves
 * @param publicUrl the API's address without a slash at its end; empty if it is not known
 */
public record IdentityStep(
        Predicate<Mode> hasProvider,
        StoredFiles files,
        WatchDocuments watching,
        InstantSource clock,
        String publicUrl)
        implements StepForm {
    static final String NAME = "identity";

    private static final String CHECKS = "/v1/participants/{id}/identity-checks";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> asksFor(Visit visit) {
        return visit.missing().stream()
                .filter(code -> of(code).equals(Codes.DOCUMENT))
                .toList();
    }

    private static String of(String code) {
        return PersonCode.parse(code).map(PersonCode::code).orElse(code);
    }

    /** The person of the business whose proof is asked for first; empty for the participant's own. */
    Optional<String> person(Visit visit) {
        return asksFor(visit).stream().findFirst().flatMap(PersonCode::parse).map(PersonCode::person);
    }

    @Override
    public Set<String> fields() {
        return Set.of();
    }

    Uploads uploads() {
        return new Uploads(files, watching, clock, publicUrl + "/onboarding");
    }

    /** Whether the form that starts a check is shown. */
    boolean hasCheck(Visit visit) {
        boolean isOfPerson = visit.state().kind() == Kind.INDIVIDUAL || person(visit).isPresent();
        return isOfPerson && hasProvider.test(visit.settings().mode());
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        return Html.of("<p>{}</p>", visit.words().get("identity.check"));
    }

    /** Whose proof it is, where that may be another's, and why the last one did not do. */
    Html before(Visit visit) {
        Html whose = person(visit)
                .flatMap(visit.personName())
                .map(name -> Html.of("<p>{}</p>", visit.words().get("person.of", name)))
                .orElse(Html.NONE);
        Html why = visit.state()
                .proven()
                .failed(asksFor(visit).getFirst())
                .flatMap(Proof::error)
                .map(error -> Html.of("<p>{}</p>", visit.words().get("proof." + error.code())))
                .orElse(Html.NONE);
        return Html.all(List.of(whose, why));
    }

    /** The form by which a file goes to the store; its own fields come first, as the store wants it. */
    static Html upload(StoredFiles.Form to, Words words) {
        List<Html> hidden = new ArrayList<>();
        to.fields().forEach((name, value) -> hidden.add(Inputs.hidden(name, value)));
        return Html.of(
                """
                <h2>{}</h2>
                <form method="post" action="{}" enctype="multipart/form-data">
                {}
                <div class="field">
                <label for="file">{}</label>
                <p class="hint" id="file-hint">{}</p>
                <input id="file" name="file" type="file" required aria-describedby="file-hint"
                 accept="application/pdf,image/jpeg,image/png,image/heic">
                </div>
                <button type="submit">{}</button>
                </form>
                """,
                words.get("identity.upload"),
                to.url(),
                Html.all(hidden),
                words.get("field.file"),
                words.get("hint.file"),
                words.get("identity.send"));
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        String back = publicUrl.isEmpty() ? visit.link().returnUrl() : publicUrl + "/onboarding";
        ObjectNode body = Json.object().put("returnUrl", back);
        person(visit).ifPresent(person -> body.put("person", person));
        return new Taken.Meant(Command.of("POST", CHECKS, body, given.getOrDefault(Inputs.KEY, "")));
    }

    @Override
    public String then(ObjectNode answer) {
        return "?step=" + NAME + "&check=" + answer.path("id").stringValue();
    }

    /** Where the person visits the provider for this check; empty if nothing waits there. */
    static Optional<String> page(OwnCommands commands, Visit visit, String check, String requestId) {
        var read = new Command("GET", CHECKS + "/{c}", Map.of("c", check), Json.object(), "");
        return commands.send(visit.marketplace(), visit.link().participant(), read, requestId)
                        instanceof Response.Said said
                ? said.body().path("action").path("url").stringValueOpt()
                : Optional.empty();
    }
}
