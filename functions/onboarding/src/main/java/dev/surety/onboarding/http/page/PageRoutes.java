package dev.surety.onboarding.http.page;

import static dev.surety.runtime.edge.http.Route.People.ANYONE;

import dev.surety.model.journal.ChainId;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.link.FollowLink;
import dev.surety.onboarding.app.link.LinkTokens.Use;
import dev.surety.onboarding.app.link.LinkTokens;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.onboarding.http.page.Sessions.Session;
import dev.surety.onboarding.http.page.StepForm.Taken;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The routes of the hosted onboarding page. A link is opened once and gives the browser a cookie, which is the session
 * of one participant. Each form is a command of that participant, by the routes of the API.
 */
public final class PageRoutes {
    private static final String PAGE = "/onboarding";
    private static final Duration SESSION = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    private final Parts with;

    /**
     * @param commands the routes by which the page acts for the participant
     * @param identity the step that asks for a proof of identity
     * @param publicUrl the API's address without a slash at its end; empty if it is not known
     */
    public record Parts(
            Journal journal,
            Marketplaces marketplaces,
            Vault vault,
            FollowLink following,
            LinkTokens tokens,
            Collection<Route<?>> commands,
            IdentityStep identity,
            String publicUrl) {}

    public PageRoutes(Parts with) {
        this.with = with;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PAGE + "/links/{token}", Set.of(), ANYONE, Request::plain, this::open),
                Route.reads(PAGE, Set.of(), ANYONE, PageRoutes::wanted, this::show),
                Route.reads(PAGE + "/uploads/{upload}", Set.of(), ANYONE, PageRoutes::redirected, this::uploaded),
                form(new ProfileForm()),
                form(new TermsForm()),
                form(new OwnersForm()),
                form(new OwnersForm.Declaration()),
                form(new PersonForm()),
                form(new PayoutMethodForm()),
                Route.takesForm(
                        PAGE + "/" + IdentityStep.NAME,
                        request -> given(request, Set.of()),
                        (given, request) -> sent(with.identity(), given, request)));
    }

    private Route<?> form(StepForm step) {
        return Route.takesForm(
                PAGE + "/" + step.name(),
                request -> given(request, step.fields()),
                (given, request) -> sent(step, given, request));
    }

    private List<StepForm> steps() {
        return List.of(
                new ProfileForm(), new OwnersForm(), new PersonForm(), new TermsForm(), new PayoutMethodForm(),
                with.identity());
    }

    private static Parsed<Map<String, String>> wanted(Request request) {
        QueryFields query = request.queryFields();
        Stream.of("lang", "step", "kind", "check").forEach(name -> query.text(name, 40));
        return query.build(request::query);
    }

    /** The store of files adds these to the address; they say nothing that we do not know. */
    private static Parsed<Request> redirected(Request request) {
        QueryFields query = request.queryFields();
        Stream.of("bucket", "key", "etag").forEach(name -> query.text(name, 1_024));
        return query.build(() -> request);
    }

    /** Values of any length and form: the command that they make is refused, and its errors are shown in the form. */
    private static Parsed<Map<String, String>> given(Request request, Set<String> fields) {
        Fields form = request.optionalFields();
        JsonNode sent = request.body().orElseGet(Json::object);
        Map<String, String> given = new HashMap<>();
        Stream.concat(fields.stream(), Stream.of(Inputs.KEY)).forEach(name -> {
            if (form.isText(name)) {
                given.put(name, sent.path(name).stringValue());
            }
        });
        given.putIfAbsent(Inputs.KEY, "");
        return form.build(() -> given);
    }

    private Response open(Request asked, Request request) {
        Optional<ChainId> link = with.tokens().parse(Use.LINK, request.parameter("token"));
        if (link.isEmpty()) {
            return Layout.notice(NOT_FOUND, language(request), "foreign", Optional.empty());
        }
        if (!with.following().open(link.get())) {
            Optional<String> refresh = with.following().find(link.get()).map(OnboardingLink::refreshUrl);
            return Layout.notice(FORBIDDEN, language(request), "over", refresh);
        }
        String token = with.tokens().of(Use.SESSION, link.get());
        return new Response.ToPage(PAGE, Optional.of(Cookies.set(Cookies.SESSION, token, SESSION)));
    }

    private Response show(Map<String, String> wanted, Request request) {
        Optional<Language> chosen = Optional.ofNullable(wanted.get("lang")).flatMap(Language::find);
        if (chosen.isPresent()) {
            String cookie = Cookies.set(Cookies.LANGUAGE, chosen.get().code(), YEAR);
            return new Response.ToPage(PAGE, Optional.of(cookie));
        }
        return visit(request)
                .map(visit -> page(200, visit, wanted.getOrDefault("step", ""), wanted, Problems.NONE, request))
                .orElseGet(() -> over(request));
    }

    private Response sent(StepForm step, Map<String, String> given, Request request) {
        if (!sessions().isFromOurPage(request)) {
            return Layout.notice(FORBIDDEN, language(request), "elsewhere", Optional.empty());
        }
        Optional<Visit> found = visit(request);
        if (found.isEmpty()) {
            return over(request);
        }
        Visit visit = found.get();
        if (step.asksFor(visit).isEmpty()) {
            return new Response.ToPage(PAGE);
        }
        return switch (step.take(visit, given)) {
            case Taken.Wrong(var problems) -> page(UNPROCESSABLE, visit, step.name(), given, problems, request);
            case Taken.Meant(var command) ->
                switch (own().send(visit.marketplace(), visit.link().participant(), command, request.requestId())) {
                    case Response.Said said -> new Response.ToPage(PAGE + step.then(said.body()));
                    case Response.Refused(var refusal) -> refused(refusal, visit, step, given, request);
                    case Response.Page _, Response.Document _, Response.SeeOther _, Response.ToPage _ ->
                        throw new IllegalStateException("the routes of the API answer with JSON");
                };
        };
    }

    private Response refused(
            Refusal refusal, Visit visit, StepForm step, Map<String, String> given, Request request) {
        Problems problems = Problems.of(refusal, step.fields(), visit.words());
        return page(refusal.reason().status(), visit, step.name(), given, problems, request);
    }

    private Response uploaded(Request asked, Request request) {
        Optional<Visit> found = visit(request);
        if (!Uploads.isName(request.parameter("upload"))) {
            return Layout.notice(NOT_FOUND, language(request), "foreign", Optional.empty());
        }
        if (found.isEmpty()) {
            return over(request);
        }
        Visit visit = found.get();
        StepForm step = with.identity();
        if (step.asksFor(visit).isEmpty()) {
            return new Response.ToPage(PAGE);
        }
        Uploads uploads = with.identity().uploads();
        return switch (uploads.take(visit, request.parameter("upload"), own(), request.requestId())) {
            case Uploads.Taken.Done() -> new Response.ToPage(PAGE);
            case Uploads.Taken.Wrong(var key) ->
                page(UNPROCESSABLE, visit, step.name(), Map.of(), Problems.general(visit.words().get(key)), request);
            case Uploads.Taken.Refused(var refusal) -> refused(refusal, visit, step, Map.of(), request);
        };
    }

    private Response page(
            int status,
            Visit visit,
            String wanted,
            Map<String, String> given,
            Problems wrong,
            Request request) {
        List<StepForm> left = steps().stream().filter(step -> !step.asksFor(visit).isEmpty()).toList();
        if (left.isEmpty() || FormPage.isClosed(visit)) {
            return FormPage.ended(visit, with.following()::complete);
        }
        StepForm shown =
                left.stream().filter(step -> step.name().equals(wanted)).findFirst().orElse(left.getFirst());
        Function<String, Optional<String>> checks =
                check -> IdentityStep.page(own(), visit, check, request.requestId());
        return FormPage.of(status, visit, left, shown, given, wrong, checks);
    }

    private Response over(Request request) {
        return Layout.notice(FORBIDDEN, language(request), "over", sessions().refreshUrl(request));
    }

    private Optional<Visit> visit(Request request) {
        return sessions().of(request).map(session -> visit(session, request));
    }

    private Visit visit(Session session, Request request) {
        ChainId id = CreateParticipant.chain(session.id().marketplace(), session.link().participant());
        Participant participant = Participant.find(with.journal(), id).orElseThrow();
        return new Visit(
                session.id(),
                session.link(),
                participant,
                with.marketplaces().find(id.marketplace()).orElseThrow(),
                () -> participant
                        .words(commitment -> with.vault().find(id, commitment))
                        .profile()
                        .flatMap(profile -> profile.path("name").stringValueOpt()),
                person -> participant
                        .state()
                        .ofBusiness()
                        .find(person)
                        .flatMap(of -> with.vault().find(id, of.words()))
                        .flatMap(profile -> profile.path("name").stringValueOpt()),
                Words.in(language(request)));
    }

    private Language language(Request request) {
        return Cookies.find(request, Cookies.LANGUAGE)
                .flatMap(Language::find)
                .orElseGet(() -> Language.accepted(request.header("accept-language").orElse("")));
    }

    private Sessions sessions() {
        return new Sessions(with.following(), with.tokens(), with.publicUrl());
    }

    private OwnCommands own() {
        return new OwnCommands(with.commands());
    }
}
