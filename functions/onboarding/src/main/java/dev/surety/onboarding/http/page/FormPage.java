package dev.surety.onboarding.http.page;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.Requirement.Awaiting;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.runtime.edge.http.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The page with one step's form, and the page at the end. */
final class FormPage {
    private FormPage() {}

    /** @param checks where the person visits the provider, by the id of a check */
    static Response of(
            int status,
            Visit visit,
            List<StepForm> left,
            StepForm shown,
            Map<String, String> given,
            Problems wrong,
            Function<String, Optional<String>> checks) {
        Words words = visit.words();
        List<Html> main = new ArrayList<>();
        main.add(Layout.summary(wrong, words));
        main.add(Layout.steps(left, shown, words));
        Optional<URI> bucket = Optional.empty();
        if (shown instanceof IdentityStep identity) {
            StoredFiles.Form upload = identity.uploads().form(visit, identity.person(visit));
            bucket = Optional.of(URI.create(upload.url()));
            main.add(identity.before(visit));
            main.add(check(identity, visit, given, wrong, Optional.ofNullable(given.get("check")).flatMap(checks)));
            main.add(IdentityStep.upload(upload, words));
        } else {
            main.add(form(shown, visit, given, wrong));
        }
        var declaration = new OwnersForm.Declaration();
        if (shown instanceof OwnersForm && !declaration.asksFor(visit).isEmpty()) {
            main.add(form(declaration, visit, given, Problems.NONE));
        }
        if (shown instanceof PayoutMethodForm) {
            main.add(PayoutMethodForm.otherKind(visit, given));
        }
        main.add(back(visit, "page.later"));
        return Layout.page(
                status, words, words.get("step." + shown.name()), !wrong.isEmpty(), Html.all(main), bucket);
    }

    private static Html check(
            IdentityStep identity, Visit visit, Map<String, String> given, Problems wrong, Optional<String> page) {
        if (page.isPresent()) {
            return Html.of(
                    "<p><a href=\"{}\">{}</a></p>", page.get(), visit.words().get("identity.visit"));
        }
        return identity.hasCheck(visit) ? form(identity, visit, given, wrong) : Html.NONE;
    }

    /** The browser checks nothing by itself: its words would be in its own language, and stand in no summary. */
    private static Html form(StepForm step, Visit visit, Map<String, String> given, Problems wrong) {
        return Html.of(
                """
                <form method="post" action="/onboarding/{}" novalidate>
                {}
                {}
                <button type="submit">{}</button>
                </form>
                """,
                step.name(),
                Inputs.hidden(Inputs.KEY, visit.formKey()),
                step.show(visit, given, wrong),
                visit.words().get("send." + step.name()));
    }

    private static Html back(Visit visit, String key) {
        return Html.of(
                "<p><a href=\"{}\">{}</a></p>", visit.link().returnUrl(), visit.words().get(key));
    }

    /** Whether the marketplace has ended the relation, so that no form would be taken. */
    static boolean isClosed(Visit visit) {
        return visit.state().account() == Account.REJECTED;
    }

    /** @param complete notes that nothing is missing any more */
    static Response ended(Visit visit, Consumer<ChainId> complete) {
        Words words = visit.words();
        List<String> others = visit.missing().stream()
                .filter(code -> !code.equals(Codes.METHOD_VERIFY))
                .toList();
        if (isClosed(visit)) {
            return page(visit, "closed", Html.NONE);
        }
        if (!others.isEmpty()) {
            List<Html> lines = others.stream()
                    .map(code -> PersonCode.parse(code).isPresent() ? "code.person" : "code." + code)
                    .map(key -> words.get(words.has(key) ? key : "code.other"))
                    .distinct()
                    .map(text -> Html.of("<li>{}</li>", text))
                    .toList();
            return page(visit, "others", Html.of("<ul>\n{}\n</ul>", Html.all(lines)));
        }
        complete.accept(visit.id());
        boolean isLookedAt = visit.state().requirements().stream()
                .anyMatch(open -> open.awaiting() != Awaiting.PARTICIPANT);
        return page(
                visit, "done", isLookedAt ? Html.of("<p>{}</p>", words.get("done.review")) : Html.NONE);
    }

    private static Response page(Visit visit, String key, Html more) {
        Words words = visit.words();
        Html main = Html.of("<p>{}</p>\n{}\n{}", words.get(key + ".text"), more, back(visit, "page.back"));
        return Layout.page(200, words, words.get(key + ".title"), false, main, Optional.empty());
    }
}
