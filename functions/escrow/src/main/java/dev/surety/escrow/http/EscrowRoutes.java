package dev.surety.escrow.http;

import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.escrow.app.Asked;
import dev.surety.escrow.app.Authority;
import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.app.CreateEscrow;
import dev.surety.escrow.app.EscrowChain;
import dev.surety.escrow.app.Escrows;
import dev.surety.escrow.app.FundEscrow;
import dev.surety.escrow.app.MoveEscrow;
import dev.surety.escrow.app.Outcome;
import dev.surety.escrow.domain.Creation;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.http.EscrowRequests.CreateAsked;
import dev.surety.escrow.http.EscrowRequests.ListAsked;
import dev.surety.escrow.http.EscrowRequests.MoveAsked;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The escrow routes: who may come, what is read, what is done. */
public final class EscrowRoutes {
    private static final Set<String> READ = Set.of("escrows:read");
    private static final Set<String> CREATE = Set.of(Authority.WRITE);
    private static final Set<String> MOVE = Set.of(Authority.WRITE, Authority.OPERATE);

    private final Escrows escrows;
    private final CreateEscrow creating;
    private final FundEscrow funding;
    private final MoveEscrow moving;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;

    public EscrowRoutes(
            Escrows escrows,
            CreateEscrow creating,
            FundEscrow funding,
            MoveEscrow moving,
            Vault vault,
            RequestKeys keys,
            Cursors cursors) {
        this.escrows = escrows;
        this.creating = creating;
        this.funding = funding;
        this.moving = moving;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        String one = "/v1/escrows/{id}";
        return List.of(
                Route.changes("POST", "/v1/escrows", CREATE, PARTICIPANTS_TOO, EscrowRequests::create, this::create),
                Route.reads("/v1/escrows", READ, PARTICIPANTS_TOO, EscrowRequests::list, this::list),
                Route.reads(one, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.reads(one + "/events", READ, PARTICIPANTS_TOO, EscrowRequests::entries, this::entries),
                Route.changes("POST", one + "/fund", MOVE, PARTICIPANTS_TOO, EscrowRequests::fund, this::fund),
                Route.changes("POST", one + "/deliver", MOVE, PARTICIPANTS_TOO, EscrowRequests::deliver, this::deliver),
                Route.changes("POST", one + "/accept", MOVE, PARTICIPANTS_TOO, EscrowRequests::accept, this::accept),
                Route.changes(
                        "POST", one + "/release", MOVE, PARTICIPANTS_TOO, EscrowRequests::release, this::release));
    }

    private Answer create(CreateAsked asked, Request request) {
        Asked command = envelope(request, Optional.empty(), Optional.empty());
        Outcome outcome = creating.create(
                command, asked.creation(), creation -> withWords(request, command.escrow(), creation, asked));
        // What was just kept need not be read back; a replay reads what its entry names.
        return outcome instanceof Outcome.Stands(var chain, var replayed) && !replayed
                ? stands(201, chain, false, Optional.of(asked.words()))
                : answer(outcome, 201);
    }

    private Creation withWords(Request request, EscrowId id, Creation creation, CreateAsked asked) {
        if (asked.words().isEmpty()) {
            return creation;
        }
        String commitment = vault.keep(escrows.chainId(request.caller().marketplace(), id), asked.words());
        return new Creation(
                creation.payer(),
                creation.payee(),
                creation.amount(),
                creation.terms(),
                creation.reference(),
                creation.lines(),
                Optional.of(commitment));
    }

    private Answer fund(MoveAsked asked, Request request) {
        return onEscrow(request, id -> {
            Asked command = envelope(request, Optional.of(id), asked.ifMatch());
            Outcome outcome =
                    funding.fund(command, asked.method(), asked.returnUrl(), () -> keep(asked, request, id));
            boolean unknown = outcome instanceof Outcome.Stands(var chain, _)
                    && chain.escrow() instanceof Escrow.Funding;
            return answer(outcome, unknown ? 202 : 200);
        });
    }

    private Answer deliver(MoveAsked asked, Request request) {
        return move(asked, request, Side.PAYEE, EscrowCommand.Deliver::new);
    }

    private Answer accept(MoveAsked asked, Request request) {
        return move(asked, request, Side.PAYER, EscrowCommand.Accept::new);
    }

    private Answer release(MoveAsked asked, Request request) {
        return move(asked, request, Side.PAYER, words -> new EscrowCommand.Release(asked.amount(), words));
    }

    private interface Does {
        Answer with(String id);
    }

    private Answer move(
            MoveAsked asked, Request request, Side side, Function<Optional<String>, EscrowCommand> command) {
        return onEscrow(request, id -> {
            Asked envelope = envelope(request, Optional.of(id), asked.ifMatch());
            return answer(moving.move(envelope, side, command, () -> keep(asked, request, id)), 200);
        });
    }

    private static Answer onEscrow(Request request, Does does) {
        String id = request.parameter("id");
        return Id.isWellFormed(EscrowId.PREFIX, id) ? does.with(id) : Answer.notFound();
    }

    private Optional<String> keep(MoveAsked asked, Request request, String id) {
        return asked.reason().map(reason -> vault.keep(
                escrows.chainId(request.caller().marketplace(), new EscrowId(id)),
                Json.object().put("reason", reason)));
    }

    private Answer get(Request asked, Request request) {
        return onEscrow(request, id -> visible(request, id)
                .<Answer>map(chain -> Answer.ok(view(chain)).version(chain.version()))
                .orElseGet(Answer::notFound));
    }

    private Optional<EscrowChain> visible(Request request, String id) {
        return escrows.find(request.caller().marketplace(), new EscrowId(id))
                .filter(chain -> Authority.maySee(request.caller(), chain.escrow().agreement()));
    }

    private Answer list(ListAsked asked, Request request) {
        String filters = "escrows " + asked.filter();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return badCursor();
        }
        boolean ownOnly = request.caller().isParticipant();
        if (ownOnly && !(asked.filter() instanceof Escrows.Filter.Reference)
                && !asked.filter().value().equals(request.caller().id())) {
            return Answer.refuse(CommonReason.FORBIDDEN.with("A participant lists its own escrows only."));
        }
        Escrows.Page page = escrows.list(request.caller().marketplace(), asked.filter(), asked.limit(), from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.escrows().stream()
                .filter(chain -> Authority.maySee(request.caller(), chain.escrow().agreement()))
                .forEach(chain -> data.add(view(chain)));
        return Answer.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(request.caller(), filters, place)).orElse(null)));
    }

    private Answer entries(ListAsked asked, Request request) {
        String filters = "entries " + request.path();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return badCursor();
        }
        return onEscrow(request, id -> {
            Optional<EscrowChain> chain = visible(request, id);
            if (chain.isEmpty()) {
                return Answer.notFound();
            }
            List<Entry> entries = chain.get().chain().entries();
            int start = from.map(Integer::parseInt).orElse(0);
            int end = Math.min(entries.size(), start + asked.limit());
            ObjectNode body = Json.object();
            var data = body.putArray("data");
            entries.subList(start, end).forEach(entry -> data.add(event(entry)));
            boolean more = end < entries.size();
            return Answer.ok(
                    body.put("nextCursor", more ? cursors.of(request.caller(), filters, Integer.toString(end)) : null));
        });
    }

    /** The same shape and id as in the feed of all events. */
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
        event.putObject("data");
        return event;
    }

    private static Answer badCursor() {
        return Answer.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
    }

    private Answer answer(Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Refused(var refusal) -> Answer.refuse(refusal);
            case Outcome.Stands(var chain, var replayed) -> stands(status, chain, replayed, words(chain));
        };
    }

    private static Answer stands(int status, EscrowChain chain, boolean replayed, Optional<ObjectNode> words) {
        return Answer.of(status, EscrowView.of(chain, words)).version(chain.version()).replayed(replayed);
    }

    private ObjectNode view(EscrowChain chain) {
        return EscrowView.of(chain, words(chain));
    }

    private Optional<ObjectNode> words(EscrowChain chain) {
        return chain.escrow().agreement().words()
                .flatMap(commitment -> vault.find(chain.chain().id(), commitment));
    }

    /** The id of an escrow that is only being made derives from the key. */
    private Asked envelope(Request request, Optional<String> id, Optional<Integer> ifMatch) {
        CommandKey key = keys.of(request);
        EscrowId escrow = id.map(EscrowId::new).orElseGet(() -> CreateEscrow.id(key.hash()));
        return new Asked(request.caller(), escrow, key, ifMatch, request, keys);
    }
}
