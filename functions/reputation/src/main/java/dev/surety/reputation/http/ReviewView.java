package dev.surety.reputation.http;

import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.Half;
import dev.surety.reputation.domain.review.Opinion;
import dev.surety.reputation.domain.review.Review;
import dev.surety.reputation.domain.review.Side;
import dev.surety.reputation.domain.review.Target;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reviews as the API shows them. Before the publication each side sees its own, and nothing that depends on the other:
 * no version, no time, no command.
 */
final class ReviewView {
    private static final String WORDS = "words";

    private final Stored stored;
    private final Review review;
    private final Map<String, ObjectNode> words;

    private ReviewView(Stored stored, Vault vault) {
        this.stored = stored;
        this.review = stored.review();
        this.words = vault.findAll(stored.chain().id(), commitments(review));
    }

    private static Set<String> commitments(Review review) {
        Set<String> commitments = new HashSet<>();
        for (Half half : List.of(review.payer(), review.payee())) {
            half.submission().ifPresent(of -> {
                commitments.add(of.sealed());
                of.hidden().ifPresent(commitments::add);
            });
            half.response().ifPresent(of -> commitments.add(of.words()));
            half.flag().flatMap(Half.Flag::words).ifPresent(commitments::add);
        }
        return commitments;
    }

    /** A side's own review, sealed or not. */
    static ObjectNode own(Stored stored, Side side, Vault vault) {
        return new ReviewView(stored, vault).own(side);
    }

    /** The reviews of a sale, as far as they are published. */
    static ObjectNode published(Stored stored, Caller caller, Vault vault) {
        return new ReviewView(stored, vault).published(caller);
    }

    /** One side's published review, in the list of the other's. */
    static ObjectNode listed(Stored stored, Side author, Vault vault) {
        var view = new ReviewView(stored, vault);
        ObjectNode shown = Json.object().put("id", stored.id().value());
        view.times(shown);
        return shown.setAll(view.half(author));
    }

    private ObjectNode own(Side side) {
        Half half = review.of(side);
        ObjectNode shown = Json.object()
                .put("id", stored.id().value())
                .put("escrow", review.sale().escrow().value())
                .put("side", side.code())
                .put("state", state(half))
                .put("windowEndsAt", Times.text(review.windowEnds()));
        Optional<ObjectNode> sealed = half.submission().flatMap(of -> found(of.sealed()));
        shown.put("verdict", sealed.map(of -> of.path("verdict").asString("")).orElse(null));
        content(shown, sealed);
        shown.put(
                "private",
                half.submission()
                        .flatMap(Half.Submission::hidden)
                        .flatMap(this::found)
                        .map(of -> of.path(WORDS).asString(""))
                        .orElse(null));
        shown.put("submittedAt", half.submission().map(of -> Times.text(of.at())).orElse(null));
        times(shown);
        return removal(shown, half.removal(), Optional.empty());
    }

    private String state(Half half) {
        if (half.removal().isPresent()) {
            return "removed";
        }
        if (half.opinion().isPresent()) {
            return "published";
        }
        if (review.closedAt().isPresent()) {
            return "closed";
        }
        return half.submission().isPresent() ? "sealed" : "none";
    }

    private void times(ObjectNode shown) {
        shown.put("publishedAt", review.isPublished() ? Times.text(review.closedAt().orElseThrow()) : null);
    }

    private ObjectNode published(Caller caller) {
        ObjectNode shown = Json.object().put("id", stored.id().value());
        times(shown);
        var halves = shown.putArray("reviews");
        for (Side author : Side.values()) {
            if (review.of(author).opinion().isPresent()) {
                halves.add(half(author));
            }
        }
        if (!caller.isParticipant()) {
            moderation(shown);
        }
        return shown;
    }

    /** The marketplace sees which sale it is, who decided, and what was flagged. */
    private void moderation(ObjectNode shown) {
        shown.put("escrow", review.sale().escrow().value());
        var flags = shown.putArray("flags");
        for (Side by : Side.values()) {
            review.of(by).flag().ifPresent(flag -> flags.addObject()
                    .put("by", by.code())
                    .put("target", flag.target().code())
                    .put("rule", flag.rule().code())
                    .put(
                            WORDS,
                            flag.words()
                                    .flatMap(this::found)
                                    .map(of -> of.path(WORDS).asString(""))
                                    .orElse(null))
                    .put("at", Times.text(flag.at()))
                    .put("decided", flag.decided()));
        }
        var removals = shown.putArray("removals");
        for (Side author : Side.values()) {
            Half half = review.of(author);
            half.removal().ifPresent(stone -> removals.add(tombstone(author, Target.REVIEW, stone)));
            half.response()
                    .flatMap(Half.Response::removal)
                    .ifPresent(stone -> removals.add(tombstone(author, Target.RESPONSE, stone)));
        }
    }

    private static ObjectNode tombstone(Side author, Target target, Half.Tombstone stone) {
        return Json.object()
                .put("author", author.code())
                .put("target", target.code())
                .put("rule", stone.rule().code())
                .put("by", stone.by())
                .put("at", Times.text(stone.at()));
    }

    /** A removed review keeps its place, and shows the rule that it broke. */
    private ObjectNode half(Side author) {
        Half half = review.of(author);
        boolean shows = half.shows(Target.REVIEW);
        ObjectNode shown = Json.object()
                .put("by", author.code())
                .put("verdict", shows ? half.opinion().map(Opinion::code).orElse(null) : null);
        content(shown, shows ? half.submission().flatMap(of -> found(of.sealed())) : Optional.empty());
        removal(shown, half.removal(), review.of(author.other()).response().filter(_ -> shows));
        return shown;
    }

    private static void content(ObjectNode shown, Optional<ObjectNode> sealed) {
        JsonNode stars = sealed.map(of -> of.path("stars")).filter(JsonNode::isNumber).orElse(null);
        shown.set("stars", stars);
        var tags = shown.putArray("tags");
        sealed.ifPresent(of -> of.path("tags").forEach(tags::add));
        shown.put(WORDS, sealed.map(of -> of.path(WORDS)).filter(JsonNode::isString).map(JsonNode::stringValue)
                .orElse(null));
    }

    private ObjectNode removal(ObjectNode shown, Optional<Half.Tombstone> stone, Optional<Half.Response> response) {
        if (stone.isPresent()) {
            shown.putObject("removed")
                    .put("rule", stone.get().rule().code())
                    .put("at", Times.text(stone.get().at()));
        } else {
            shown.putNull("removed");
        }
        if (response.isPresent()) {
            boolean isRemoved = response.get().removal().isPresent();
            ObjectNode given = shown.putObject("response").put("at", Times.text(response.get().at()));
            given.put(
                    WORDS,
                    isRemoved
                            ? null
                            : found(response.get().words())
                                    .map(of -> of.path(WORDS).asString(""))
                                    .orElse(null));
            removal(given, response.get().removal(), Optional.empty());
            given.remove("response");
        } else {
            shown.putNull("response");
        }
        return shown;
    }

    private Optional<ObjectNode> found(String commitment) {
        return Optional.ofNullable(words.get(commitment));
    }
}
