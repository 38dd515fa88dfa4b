package dev.surety.onboarding.http.link;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.link.CreateLink.LinkRequest;
import dev.surety.onboarding.app.link.CreateLink;
import dev.surety.onboarding.app.link.FollowLink;
import dev.surety.onboarding.app.link.LinkTokens.Use;
import dev.surety.onboarding.app.link.LinkTokens;
import dev.surety.onboarding.app.link.OnboardingLinks;
import dev.surety.onboarding.domain.link.OnboardingLink.Collect;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes onboarding links, for the marketplace alone: it knows that the person in front of it is the participant. A
 * stranger who opens a link has the participant's rights for an hour.
 */
public final class OnboardingLinkRoutes {
    /** Where the page's links begin. */
    public static final String PAGE = "/onboarding/links/";

    private static final String PATH = "/v1/participants/{id}/onboarding-links";
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final int LONGEST_URL = 500;
    private static final Set<String> COLLECTS =
            Arrays.stream(Collect.values()).map(Collect::code).collect(Collectors.toUnmodifiableSet());

    private final CreateLink creating;
    private final FollowLink following;
    private final LinkTokens tokens;
    private final RequestKeys keys;
    private final String publicUrl;

    /** @param publicUrl the API's address without a slash at its end; if empty, a link is a path only */
    public OnboardingLinkRoutes(
            CreateLink creating, FollowLink following, LinkTokens tokens, RequestKeys keys, String publicUrl) {
        this.creating = creating;
        this.following = following;
        this.tokens = tokens;
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    public List<Route<?>> table() {
        return List.of(Route.changes("POST", PATH, WRITE, MARKETPLACE_ONLY, OnboardingLinkRoutes::read, this::create)
                .refuses(INVALID, TRANSITION_NOT_ALLOWED));
    }

    private static Parsed<LinkRequest> read(Request request) {
        Fields body = request.fields();
        Optional<String> returnUrl = url(body, "returnUrl");
        Optional<String> refreshUrl = url(body, "refreshUrl");
        Optional<Collect> collect = body.choice("collect", COLLECTS).flatMap(Collect::find);
        return body.build(
                () -> new LinkRequest(returnUrl.orElseThrow(), refreshUrl.orElseThrow(), collect.orElseThrow()));
    }

    private static Optional<String> url(Fields body, String name) {
        Optional<String> url = body.text(name, 1, LONGEST_URL);
        if (url.filter(text -> !isUrl(text)).isPresent()) {
            body.wrong(name, "format");
        }
        return url;
    }

    /** The page leads there, so it may be no script. */
    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return isWeb && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Response create(LinkRequest asked, Request request) {
        String participant = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, participant)
                ? creating.create(CommandEnvelope.of(request, keys, Optional.empty()), participant, asked)
                        .answer(entry -> Response.of(201, view(entry)))
                : Response.notFound();
    }

    /** A replay has the same bytes, but for the address: once the link is used or over, it is null. */
    private ObjectNode view(Entry entry) {
        OnboardingLink link = OnboardingLinks.from(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("participant", link.participant())
                .put("collect", link.collect().code());
        return following.isOpenable(entry.chain())
                ? view.put("url", publicUrl + PAGE + tokens.of(Use.LINK, entry.chain()))
                        .put("expiresAt", Times.text(link.until()))
                : view.putNull("url").putNull("expiresAt");
    }
}
