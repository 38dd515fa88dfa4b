package dev.surety.onboarding.http;

import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.app.WatchVolumes;
import dev.surety.onboarding.domain.VolumeRules.Use;
import dev.surety.onboarding.domain.VolumeRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The route that shows how much of its limits a participant has used. */
public final class LimitRoutes {
    private static final Set<String> READ = Set.of("participants:read");

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final WatchVolumes volumes;
    private final Clocks worlds;

    public LimitRoutes(Journal journal, Marketplaces marketplaces, WatchVolumes volumes, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.volumes = volumes;
        this.worlds = worlds;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads(
                "/v1/participants/{id}/limits", READ, PARTICIPANTS_TOO, Request::plain, this::limits));
    }

    private Response limits(Request asked, Request request) {
        String id = request.parameter("id");
        MarketplaceId marketplace = request.caller().marketplace();
        boolean isOwn = !request.caller().isParticipant() || request.caller().id().equals(id);
        Optional<Participant> found = isOwn && Id.isWellFormed(ParticipantId.PREFIX, id)
                ? Participant.find(journal, CreateParticipant.chain(marketplace, id))
                : Optional.empty();
        if (found.isEmpty()) {
            return Response.notFound();
        }
        MarketplaceSettings settings = marketplaces.find(marketplace).orElseThrow();
        Optional<OnboardingRules> rules = RulesInForce.of(settings);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        rules.ifPresent(of -> volumes.uses(
                        found.get().entry().chain(),
                        found.get().state(),
                        of,
                        worlds.now(marketplace, settings.mode()))
                .forEach(use -> show(data.addObject(), use)));
        return Response.ok(body);
    }

    private static void show(ObjectNode shown, Use use) {
        VolumeRules.Limit limit = use.limit();
        shown.put("name", limit.capability()).put("window", Times.text(VolumeRules.WINDOW));
        shown.putObject("used")
                .put("amount", Math.max(0, use.usedMinor()))
                .put("currency", limit.max().currency().code());
        shown.set("max", Json.tree(limit.max()));
        shown.set("next", limit.next().map(Json::tree).orElse(null));
    }
}
