package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the bodies of the transitions; each method is one route's schema. */
final class TransitionRequests {
    private static final Map<String, DisputeReason> REASONS = Arrays.stream(DisputeReason.values())
            .collect(Collectors.toUnmodifiableMap(DisputeReason::code, reason -> reason));

    private TransitionRequests() {}

    /**
     * A transition's body.
     *
     * @param side the side that the caller acts for; empty if the command belongs to neither side
     * @param lines of an award, or asked for by a dispute: the amount for each side
     * @param why of a dispute
     * @param reason free text
     */
    record TransitionRequest(
            Optional<Side> side,
            Optional<Money> amount,
            Optional<String> reference,
            List<Line> lines,
            Optional<DisputeReason> why,
            Optional<String> reason,
            Optional<Integer> ifMatch) {
        /** Without lines. */
        private static TransitionRequest of(
                Optional<Side> side,
                Optional<Money> amount,
                Optional<String> reference,
                Optional<String> reason,
                Optional<Integer> ifMatch) {
            return new TransitionRequest(side, amount, reference, List.of(), Optional.empty(), reason, ifMatch);
        }
    }

    record Line(Side to, Money amount) {}

    /** Whether a body gives a reason: only if an operator forces the move, optionally, or always. */
    private enum Reason {
        IF_FORCED,
        MAY,
        MUST
    }

    static Parsed<TransitionRequest> deliver(Request request) {
        return plain(request, Side.PAYEE, Reason.IF_FORCED);
    }

    static Parsed<TransitionRequest> accept(Request request) {
        return plain(request, Side.PAYER, Reason.IF_FORCED);
    }

    static Parsed<TransitionRequest> requestChanges(Request request) {
        return plain(request, Side.PAYER, Reason.MAY);
    }

    static Parsed<TransitionRequest> withdraw(Request request) {
        return plain(request, Side.PAYER, Reason.MAY);
    }

    static Parsed<TransitionRequest> release(Request request) {
        return partial(request, request.optionalFields(), Side.PAYER, Reason.IF_FORCED);
    }

    static Parsed<TransitionRequest> refund(Request request) {
        return partial(request, request.fields(), Side.PAYEE, Reason.MUST);
    }

    static Parsed<TransitionRequest> dispute(Request request) {
        Fields body = request.fields();
        Optional<Money> amount = body.optionalMoney("amount");
        List<Line> asks = body.has("asks") ? lines(body, "asks") : List.of();
        Optional<Side> side = fixed(body, request, Side.PAYER);
        Optional<DisputeReason> why = body.choice("reason", REASONS.keySet()).map(REASONS::get);
        Optional<String> words = Authority.isForced(request.caller())
                ? body.text("words", 1, 500)
                : body.optionalText("words", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new TransitionRequest(side, amount, Optional.empty(), asks, why, words, ifMatch));
    }

    /** Both sides may cancel, so the marketplace's token names the side it acts for. */
    static Parsed<TransitionRequest> cancel(Request request) {
        Fields body = request.optionalFields();
        boolean own = request.caller().isParticipant();
        Optional<String> word = own ? Optional.empty() : body.choice("onBehalfOf", Set.of("payer", "payee"));
        Optional<Side> side = word.map(of -> of.equals("payer") ? Side.PAYER : Side.PAYEE);
        Optional<String> reason = reason(body, request, Reason.MAY);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> TransitionRequest.of(side, Optional.empty(), Optional.empty(), reason, ifMatch));
    }

    static Parsed<TransitionRequest> award(Request request) {
        Fields body = request.fields();
        List<Line> lines = lines(body, "lines");
        Optional<String> reason = body.text("reason", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new TransitionRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), lines, Optional.empty(), reason, ifMatch));
    }

    /** The amount for each side, at most one line a side. */
    private static List<Line> lines(Fields body, String name) {
        List<Line> lines = new ArrayList<>();
        for (Fields line : body.objects(name, 2)) {
            Optional<String> to = line.choice("to", Set.of("payer", "payee"));
            Optional<Money> amount = line.money("amount");
            line.finish();
            if (to.isPresent() && amount.isPresent()) {
                lines.add(new Line(to.get().equals("payer") ? Side.PAYER : Side.PAYEE, amount.get()));
            }
        }
        boolean twice = lines.stream().map(Line::to).distinct().count() != lines.size();
        boolean mixed = lines.stream().map(line -> line.amount().currency()).distinct().count() > 1;
        if (lines.isEmpty() || twice || mixed) {
            body.wrong(name, "format");
        }
        return lines;
    }

    private static Parsed<TransitionRequest> plain(Request request, Side side, Reason why) {
        Fields body = request.optionalFields();
        Optional<Side> of = fixed(body, request, side);
        Optional<String> reason = reason(body, request, why);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> TransitionRequest.of(of, Optional.empty(), Optional.empty(), reason, ifMatch));
    }

    private static Parsed<TransitionRequest> partial(Request request, Fields body, Side side, Reason why) {
        Optional<Money> amount = body.optionalMoney("amount");
        Optional<String> reference = body.optionalText("reference", 1, 100);
        Optional<Side> of = fixed(body, request, side);
        Optional<String> reason = reason(body, request, why);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> TransitionRequest.of(of, amount, reference, reason, ifMatch));
    }

    /** The marketplace's token may name the side it acts for; these commands allow one side only. */
    static Optional<Side> fixed(Fields body, Request request, Side side) {
        if (!request.caller().isParticipant() && body.has("onBehalfOf")) {
            body.choice("onBehalfOf", Set.of(side.word()));
        }
        return Optional.of(side);
    }

    /** Any move that an operator forces needs a reason. */
    static Optional<String> forcedReason(Fields body, Request request) {
        return reason(body, request, Reason.IF_FORCED);
    }

    private static Optional<String> reason(Fields body, Request request, Reason why) {
        if (Authority.isForced(request.caller()) || why == Reason.MUST) {
            return body.text("reason", 1, 500);
        }
        return why == Reason.MAY ? body.optionalText("reason", 1, 500) : Optional.empty();
    }
}
