package dev.surety.onboarding.http.page;

import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for the members of the profile that are missing, and for no other. */
final class ProfileForm implements StepForm {
    @Override
    public String name() {
        return "profile";
    }

    @Override
    public List<String> asksFor(Visit visit) {
        return ProfileFields.known(visit.missing());
    }

    @Override
    public Set<String> fields() {
        return ProfileFields.names();
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        return ProfileFields.show(asksFor(visit), visit, given, wrong);
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        List<String> codes = asksFor(visit);
        List<String> empty = ProfileFields.empty(codes, given);
        if (!empty.isEmpty()) {
            return new Taken.Wrong(Problems.missing(empty, visit.words()));
        }
        return new Taken.Meant(Command.of(
                "PATCH",
                "/v1/participants/{id}",
                Json.object().set("profile", ProfileFields.profile(codes, given)),
                given.getOrDefault(Inputs.KEY, "")));
    }
}
