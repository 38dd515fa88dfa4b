package dev.surety.escrow.http;

import static dev.surety.model.refusal.CommonReason.AMOUNT_EXCEEDS;
import static dev.surety.model.refusal.CommonReason.BANK_DECIDES;
import static dev.surety.model.refusal.CommonReason.BLOCKED;
import static dev.surety.model.refusal.CommonReason.CAPABILITY_RESTRICTED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FROZEN_BY_CASE;
import static dev.surety.model.refusal.CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS;
import static dev.surety.model.refusal.CommonReason.INSUFFICIENT_AVAILABLE;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.PAUSED;
import static dev.surety.model.refusal.CommonReason.REFUND_IN_FLIGHT;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.USE_DISPUTE;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.escrow.Authority.Standpoint;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.process.FundEscrow;
import dev.surety.escrow.app.process.TransitionEscrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.http.PaymentRequests.FundEscrowRequest;
import dev.surety.escrow.http.TransitionRequests.Line;
import dev.surety.escrow.http.TransitionRequests.TransitionRequest;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The routes of an escrow's transitions, and the command of each. */
public final class TransitionRoutes {
    private static final Set<String> MOVE = Set.of(Authority.WRITE, Authority.OPERATE);
    private static final Set<String> RULE = Set.of("disputes:rule", Authority.OPERATE);

    private final Escrows escrows;
    private final FundEscrow funding;
    private final TransitionEscrow moving;
    private final Vault vault;
    private final RequestKeys keys;
    private final EscrowResponses answers;

    TransitionRoutes(
            Escrows escrows,
            FundEscrow funding,
            TransitionEscrow moving,
            Vault vault,
            RequestKeys keys,
            EscrowResponses answers) {
        this.escrows = escrows;
        this.funding = funding;
        this.moving = moving;
        this.vault = vault;
        this.keys = keys;
        this.answers = answers;
    }

    List<Route<?>> table() {
        return List.of(
                Route.changes("POST", path("fund"), MOVE, PARTICIPANTS_TOO, PaymentRequests::fund, this::fund)
                        .orTries(this::fund)
                        .refuses(FORBIDDEN, IDEMPOTENCY_KEY_IN_PROGRESS, VERSION_CONFLICT, INVALID)
                        .refuses(CAPABILITY_RESTRICTED, BLOCKED, PAUSED, LIMIT_EXCEEDED)
                        .refuses(TRANSITION_NOT_ALLOWED, WINDOW_CLOSED, AMOUNT_EXCEEDS),
                move("cancel", TransitionRequests::cancel, TransitionRoutes::cancelling, TransitionRoutes::cancel)
                        .refuses(IDEMPOTENCY_KEY_IN_PROGRESS, PAUSED, BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT),
                move(
                                "deliver",
                                TransitionRequests::deliver,
                                TransitionRoutes::party,
                                (asked, refund) -> new EscrowCommand.Deliver())
                        .refuses(BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT, WINDOW_CLOSED),
                move(
                                "request-changes",
                                TransitionRequests::requestChanges,
                                TransitionRoutes::party,
                                (asked, refund) -> new EscrowCommand.RequestChanges())
                        .refuses(BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT, WINDOW_CLOSED),
                move(
                                "accept",
                                TransitionRequests::accept,
                                TransitionRoutes::party,
                                (asked, refund) -> new EscrowCommand.Accept())
                        .refuses(BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT)
                        .verified(),
                move(
                                "release",
                                TransitionRequests::release,
                                TransitionRoutes::party,
                                (asked, refund) -> new EscrowCommand.Release(asked.amount(), asked.reference()))
                        .refuses(INVALID, BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT, AMOUNT_EXCEEDS)
                        .verified(),
                move(
                                "refund",
                                TransitionRequests::refund,
                                TransitionRoutes::party,
                                (asked, refund) ->
                                        new EscrowCommand.RefundPayer(refund, asked.amount(), asked.reference()))
                        .refuses(IDEMPOTENCY_KEY_IN_PROGRESS, INVALID, PAUSED, BANK_DECIDES, FROZEN_BY_CASE)
                        .refuses(REFUND_IN_FLIGHT, WINDOW_CLOSED, AMOUNT_EXCEEDS, INSUFFICIENT_AVAILABLE)
                        .verified(),
                move(
                                "dispute",
                                TransitionRequests::dispute,
                                TransitionRoutes::party,
                                TransitionRoutes::dispute)
                        .refuses(INVALID, BANK_DECIDES, REFUND_IN_FLIGHT, WINDOW_CLOSED, AMOUNT_EXCEEDS),
                move(
                                "withdraw",
                                TransitionRequests::withdraw,
                                TransitionRoutes::withdrawing,
                                (asked, refund) -> new EscrowCommand.Withdraw())
                        .refuses(USE_DISPUTE),
                route(
                                "award",
                                RULE,
                                MARKETPLACE_ONLY,
                                TransitionRequests::award,
                                TransitionRoutes::arbiter,
                                TransitionRoutes::award)
                        .refuses(IDEMPOTENCY_KEY_IN_PROGRESS, INVALID, PAUSED, USE_DISPUTE)
                        .refuses(BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT)
                        .verified());
    }

    /** Makes the command of a body; {@code refund} is the id of the refund that it may start. */
    private interface Makes {
        EscrowCommand command(TransitionRequest asked, RefundId refund);
    }

    private static String path(String name) {
        return "/v1/escrows/{id}/" + name;
    }

    private Route<TransitionRequest> move(
            String name,
            Function<Request, Parsed<TransitionRequest>> parse,
            BiFunction<TransitionRequest, Caller, Standpoint> by,
            Makes makes) {
        return route(name, MOVE, PARTICIPANTS_TOO, parse, by, makes).refuses(FORBIDDEN);
    }

    private Route<TransitionRequest> route(
            String name,
            Set<String> scopes,
            Route.People people,
            Function<Request, Parsed<TransitionRequest>> parse,
            BiFunction<TransitionRequest, Caller, Standpoint> by,
            Makes makes) {
        BiFunction<TransitionRequest, Request, Response> move =
                (asked, request) -> move(asked, request, by.apply(asked, request.caller()), makes);
        return Route.changes("POST", path(name), scopes, people, parse, move)
                .orTries(move)
                .refuses(VERSION_CONFLICT, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED);
    }

    private static Standpoint party(TransitionRequest asked, Caller caller) {
        return new Authority.OfSide(caller, asked.side().orElseThrow());
    }

    /** A participant cancels for its own side, which the standpoint looks up. */
    private static Standpoint cancelling(TransitionRequest asked, Caller caller) {
        return asked.side()
                .<Standpoint>map(side -> new Authority.Cancelling(caller, side))
                .orElseGet(() -> new Authority.OwnCancelling(caller));
    }

    private static Standpoint withdrawing(TransitionRequest asked, Caller caller) {
        return new Authority.Withdrawing(caller, asked.reason().isPresent());
    }

    private static Standpoint arbiter(TransitionRequest asked, Caller caller) {
        return new Authority.OfArbiter(caller);
    }

    private static EscrowCommand cancel(TransitionRequest asked, RefundId refund) {
        return new EscrowCommand.Cancel(refund);
    }

    private static EscrowCommand award(TransitionRequest asked, RefundId refund) {
        return new EscrowCommand.Award(refund, sum(asked, Side.PAYEE), sum(asked, Side.PAYER));
    }

    private static EscrowCommand dispute(TransitionRequest asked, RefundId refund) {
        Optional<Division> asks = asked.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(new Division(sum(asked, Side.PAYEE), sum(asked, Side.PAYER)));
        return new EscrowCommand.Dispute(asked.amount(), asked.why().orElseThrow(), asks);
    }

    private static Money sum(TransitionRequest asked, Side side) {
        Money zero = Money.zero(asked.lines().getFirst().amount().currency());
        return asked.lines().stream()
                .filter(line -> line.to() == side)
                .map(Line::amount)
                .reduce(zero, Money::plus);
    }

    private Response move(TransitionRequest asked, Request request, Standpoint by, Makes makes) {
        return EscrowResponses.onEscrow(request, id -> {
            CommandEnvelope envelope = envelope(request, id, asked.ifMatch(), asked.reason());
            var refund = new RefundId(Id.derive(RefundId.PREFIX, envelope.key().hash()));
            return answers.of(moving.move(envelope, id, by, makes.command(asked, refund)));
        });
    }

    private Response fund(FundEscrowRequest asked, Request request) {
        return EscrowResponses.onEscrow(
                request,
                id -> answers.of(funding.fund(
                        envelope(request, id, asked.ifMatch(), asked.reason()), id, asked.means())));
    }

    private CommandEnvelope envelope(
            Request request, EscrowId id, Optional<Integer> ifMatch, Optional<String> reason) {
        return CommandEnvelope.of(request, keys, ifMatch).noting(() -> keep(reason, request, id));
    }

    private Optional<String> keep(Optional<String> reason, Request request, EscrowId id) {
        return reason.map(text -> vault.keep(
                escrows.chainId(request.caller().marketplace(), id), Json.object().put("reason", text)));
    }
}
