package dev.surety.disputes.http;

import dev.surety.disputes.app.dispute.DecideDispute.Named;
import dev.surety.disputes.app.dispute.DecideDispute.Words;
import dev.surety.disputes.app.dispute.DecideDispute;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.ReadStatement;
import dev.surety.disputes.app.dispute.Standpoint;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.http.DisputeRequests.Common;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sends a route's command to its dispute, and shows the dispute to the caller. */
public final class DisputeAnswers {
    private final DecideDispute deciding;
    private final DisputeView views;
    private final RequestKeys keys;

    public DisputeAnswers(DecideDispute deciding, Vault vault, RequestKeys keys) {
        this.deciding = deciding;
        views = new DisputeView(vault, new ReadStatement(deciding.disputes()));
        this.keys = keys;
    }

    static Optional<DisputeId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(DisputeId.PREFIX, id) ? Optional.of(new DisputeId(id)) : Optional.empty();
    }

    /** @param now the time at which commands are offered; a replay shows those of its entry */
    Response.Said shown(Stored stored, Caller caller, Instant now) {
        return Response.ok(views.of(stored, caller, now)).version(stored.version());
    }

    private Response.Said shown(Request request, Stored stored) {
        return shown(stored, request.caller(), stored.last().at());
    }

    /** The dispute that a caller may see; its escrow's entry opens it if its message has not come yet. */
    Optional<Stored> find(Caller caller, DisputeId id, Optional<EscrowId> escrow) {
        return deciding.find(caller.marketplace(), new Named(id, escrow))
                .filter(one -> Standpoint.maySee(caller, one.dispute().opening()));
    }

    Response byParty(Common common, Request request, BiFunction<Side, Words, DisputeCommand> command) {
        return outcome(common, request, command, stored -> shown(request, stored));
    }

    /** @param view shows something else of the dispute than itself */
    Response outcome(
            Common common,
            Request request,
            BiFunction<Side, Words, DisputeCommand> command,
            Function<Stored, Response.Said> view) {
        return answer(
                common, request, (envelope, named) -> deciding.asParty(envelope, named, common.side(), command), view);
    }

    Response byPerson(Common common, Request request, BiFunction<String, Words, DisputeCommand> command) {
        return answer(common, request, (envelope, named) -> deciding.asPerson(envelope, named, command), stored ->
                shown(request, stored));
    }

    Response byMarketplace(Common common, Request request, DisputeCommand command) {
        return answer(common, request, (envelope, named) -> deciding.asMarketplace(envelope, named, command), stored ->
                shown(request, stored));
    }

    private Response answer(
            Common common,
            Request request,
            BiFunction<CommandEnvelope, Named, Outcome<Stored>> decide,
            Function<Stored, Response.Said> view) {
        Optional<DisputeId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        CommandEnvelope envelope = CommandEnvelope.of(request, keys, common.ifMatch());
        return decide.apply(envelope, new Named(id.get(), common.escrow())).answer(view);
    }
}
