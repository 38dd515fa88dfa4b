package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the participant to accept the marketplace's terms. The entry has the version, the time, and the hash of the
 * sentence that was shown.
 */
final class TermsForm implements StepForm {
    private static final String ACCEPT = "accept";

    /** Of our own sentence, which names the marketplace's terms. */
    private static final String VERSION = "hosted-1";

    @Override
    public String name() {
        return "terms";
    }

    @Override
    public List<String> asksFor(Visit visit) {
        return visit.missing().stream().filter(Codes.TERMS::equals).toList();
    }

    @Override
    public Set<String> fields() {
        return Set.of(ACCEPT);
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        return Html.of(
                "<p>{}</p>\n{}", text(visit), new Inputs(visit.words(), given, wrong).checkbox(ACCEPT));
    }

    private static String text(Visit visit) {
        return visit.words().get("terms.text", visit.marketplace());
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        if (!"yes".equals(given.get(ACCEPT))) {
            return new Taken.Wrong(Problems.missing(List.of(ACCEPT), visit.words()));
        }
        return new Taken.Meant(Command.of(
                "POST",
                "/v1/participants/{id}/terms-acceptances",
                Json.object().put("version", VERSION).put("hash", Digests.sha256Hex(text(visit))),
                given.getOrDefault(Inputs.KEY, "")));
    }
}
