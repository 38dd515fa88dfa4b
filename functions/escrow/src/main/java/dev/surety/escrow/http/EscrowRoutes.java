package dev.surety.escrow.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;
import static java.util.Objects.requireNonNull;

import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.escrow.CreateEscrow;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.http.EscrowRequests.CreateEscrowRequest;
import dev.surety.escrow.http.EscrowRequests.ListRequest;
import dev.surety.escrow.http.EscrowRequests.Only;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes that create and read escrows. */
public final class EscrowRoutes {
    /** A bound on the work for one page. Beyond it, the cursor may reveal that others use the same reference. */
    private static final int MOST_PAGES_LOOKED = 10;

    private static final Set<String> READ = Set.of("escrows:read");
    private static final Set<String> CREATE = Set.of(Authority.WRITE);

    private final Escrows escrows;
    private final CreateEscrow creating;
    private final DecisionContexts prevailing;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;
    private final EscrowView view;
    private final EscrowResponses answers;

    EscrowRoutes(
            Escrows escrows,
            CreateEscrow creating,
            DecisionContexts prevailing,
            Vault vault,
            RequestKeys keys,
            Cursors cursors,
            EscrowView view,
            EscrowResponses answers) {
        this.escrows = escrows;
        this.creating = creating;
        this.prevailing = prevailing;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
        this.view = view;
        this.answers = answers;
    }

    List<Route<?>> table() {
        String one = "/v1/escrows/{id}";
        return List.of(
                Route.changes("POST", "/v1/escrows", CREATE, PARTICIPANTS_TOO, EscrowRequests::create, this::create)
                        .refuses(FORBIDDEN, INVALID),
                Route.reads("/v1/escrows", READ, PARTICIPANTS_TOO, EscrowRequests::list, this::list)
                        .refuses(FORBIDDEN),
                Route.reads(one, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.reads(one + "/events", READ, PARTICIPANTS_TOO, EscrowRequests::entries, this::entries));
    }

    private Response create(CreateEscrowRequest asked, Request request) {
        CommandEnvelope envelope = CommandEnvelope.of(request, keys, Optional.empty());
        EscrowId id = CreateEscrow.id(envelope.key().hash());
        Outcome<EscrowChain> outcome =
                creating.create(envelope.noting(() -> keep(request, id, asked)), asked.creation());
        // A new escrow's text is at hand; a replay reads the text that its entry names.
        return outcome instanceof Outcome.Done<EscrowChain>(var chain, var replayed) && !replayed
                ? Response.of(201, view.of(chain, Notes.ofCreated(chain, asked.words()))).version(chain.version())
                : answers.of(outcome, 201);
    }

    private Optional<String> keep(Request request, EscrowId id, CreateEscrowRequest asked) {
        return asked.words().isEmpty()
                ? Optional.empty()
                : Optional.of(vault.keep(escrows.chainId(request.caller().marketplace(), id), asked.words()));
    }

    private Response get(Request asked, Request request) {
        return EscrowResponses.onEscrow(request, id -> visible(request, id)
                .<Response>map(chain -> Response.ok(present(request, List.of(chain)).getFirst())
                        .version(chain.version()))
                .orElseGet(Response::notFound));
    }

    /** The escrows as they are now; reads each clock once. */
    private List<ObjectNode> present(Request request, List<EscrowChain> chains) {
        Map<Mode, Instant> now = chains.stream()
                .map(EscrowRoutes::mode)
                .distinct()
                .collect(Collectors.toMap(
                        mode -> mode, mode -> prevailing.now(request.caller().marketplace(), mode)));
        return SideBySide.map(
                Limits.LIST_READS_AT_ONCE, chains, chain -> view.at(chain, requireNonNull(now.get(mode(chain)))));
    }

    private static Mode mode(EscrowChain chain) {
        return chain.escrow().agreement().mode();
    }

    private Optional<EscrowChain> visible(Request request, EscrowId id) {
        return escrows.find(request.caller().marketplace(), id)
                .filter(chain -> Authority.maySee(request.caller(), chain.escrow().agreement()));
    }

    private Response list(ListRequest asked, Request request) {
        String filters = "escrows " + asked.filter() + asked.only();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return badCursor();
        }
        if (request.caller().isParticipant()
                && !(asked.filter() instanceof Escrows.Filter.Reference)
                && !asked.filter().value().equals(request.caller().id())) {
            return Response.refuse(CommonReason.FORBIDDEN.with("A participant lists its own escrows only."));
        }
        Escrows.Page page = page(request.caller(), asked, from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        present(request, page.escrows()).forEach(data::add);
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(request.caller(), filters, place)).orElse(null)));
    }

    /**
     * Lists the escrows that match the filter and that the caller may see. Gives a cursor only if more of them follow:
     * otherwise the cursor would tell a participant that others use this reference.
     */
    private Escrows.Page page(Caller caller, ListRequest asked, Optional<String> from) {
        if (!caller.isParticipant() && asked.only().equals(Only.ALL)) {
            return escrows.list(caller.marketplace(), asked.filter(), asked.limit(), from);
        }
        List<EscrowChain> own = new ArrayList<>();
        Optional<String> next = from;
        Optional<String> place = from;
        for (int pages = 0; pages < MOST_PAGES_LOOKED; pages++) {
            boolean isFull = own.size() == asked.limit();
            int most = isFull ? asked.limit() : asked.limit() - own.size();
            Escrows.Page page = escrows.list(caller.marketplace(), asked.filter(), most, place);
            List<EscrowChain> seen = page.escrows().stream()
                    .filter(chain -> Authority.maySee(caller, chain.escrow().agreement()))
                    .filter(asked.only()::takes)
                    .toList();
            if (isFull && !seen.isEmpty()) {
                break;
            }
            own.addAll(seen);
            place = page.next();
            if (place.isEmpty()) {
                return new Escrows.Page(own, place);
            }
            next = isFull ? next : place;
        }
        return new Escrows.Page(own, next);
    }

    private Response entries(ListRequest asked, Request request) {
        String filters = "entries " + request.path();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return badCursor();
        }
        return EscrowResponses.onEscrow(request, id -> {
            Optional<EscrowChain> chain = visible(request, id);
            if (chain.isEmpty()) {
                return Response.notFound();
            }
            List<Entry> entries = chain.get().chain().entries();
            int start = from.map(Integer::parseInt).orElse(0);
            int end = Math.min(entries.size(), start + asked.limit());
            ObjectNode body = Json.object();
            var data = body.putArray("data");
            entries.subList(start, end).forEach(entry -> data.add(event(entry)));
            boolean more = end < entries.size();
            return Response.ok(
                    body.put("nextCursor", more ? cursors.of(request.caller(), filters, Integer.toString(end)) : null));
        });
    }

    /** The event in the shape, and with the id, of the feed. */
    private static ObjectNode event(Entry entry) {
        int dot = entry.event().lastIndexOf(".v");
        ObjectNode event = Json.object()
                .put("id", Id.derive("evt", entry.chain().toString(), Integer.toString(entry.number())))
                .put("type", entry.event().substring(0, dot))
                .put("version", Integer.parseInt(entry.event().substring(dot + 2)))
                .put("marketplace", entry.chain().marketplace().value())
                .put("at", Times.text(entry.at()))
                .put("sequence", entry.number())
                .put("subject", entry.chain().id());
        ObjectNode data = event.putObject("data");
        JsonNode tells = Json.object(entry.data()).path("tells");
        tells.optional("state").ifPresent(state -> data.set("state", state));
        Postings.moved(entry.postings().list()).ifPresent(amount -> data.set("amount", Json.tree(amount)));
        tells.optional("reference").ifPresent(reference -> data.set("reference", reference));
        return event;
    }

    private static Response badCursor() {
        return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
    }
}
