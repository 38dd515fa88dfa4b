package dev.surety.onboarding.http.page;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.link.FollowLink;
import dev.surety.onboarding.app.link.LinkTokens.Use;
import dev.surety.onboarding.app.link.LinkTokens;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.edge.http.Request;
import java.net.URI;
import java.util.Optional;

/**
 * Whose session a request belongs to, by its cookie.
 *
 * @param publicUrl the API's address, if it is known
 */
record Sessions(FollowLink following, LinkTokens tokens, String publicUrl) {
    record Session(ChainId id, OnboardingLink link) {}

    /** The link of a cookie that we signed, whether or not its session goes on. */
    private Optional<ChainId> named(Request request) {
        return Cookies.find(request, Cookies.SESSION).flatMap(token -> tokens.parse(Use.SESSION, token));
    }

    Optional<Session> of(Request request) {
        return named(request).flatMap(id -> following.session(id).map(link -> new Session(id, link)));
    }

    /** Where the marketplace makes another link, once the session is over. */
    Optional<String> refreshUrl(Request request) {
        return named(request).flatMap(following::find).map(OnboardingLink::refreshUrl);
    }

    /**
     * Whether our own page sent the form. Browsers say so in {@code Sec-Fetch-Site}; an older one says its origin.
     * Since the page sends no referrer, the origin may be {@code null}. Any page can bring that about.
     */
    boolean isFromOurPage(Request request) {
        return request.header("sec-fetch-site")
                .map("same-origin"::equals)
                .orElseGet(() -> !publicUrl.isEmpty() && request.header("origin").equals(Optional.of(origin())));
    }

    private String origin() {
        URI address = URI.create(publicUrl);
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
