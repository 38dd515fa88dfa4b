package dev.surety.payouts.http;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.SinglePayout;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the requests for single payouts. */
final class PayoutRequests {
    static final Set<String> STATES = Set.of(
            "awaiting_approval",
            "scheduled",
            "sending",
            "unknown",
            "sent",
            "paid",
            "returned",
            "failed",
            "cancelled",
            "excluded",
            "taken_out");

    private static final Set<String> SPEEDS = Set.of("standard", "instant");
    private static final int LONGEST_CODE = 35;
    private static final int LONGEST_REASON = 500;
    private static final String PAYEE = "payee";
    private static final String SPEED = "speed";
    private static final String FROM = "from";
    private static final String TO = "to";

    private PayoutRequests() {}

    /** @param reason free text of a person */
    record Deciding(Optional<String> reason, Optional<Integer> ifMatch) {}

    /** @param refusal the code of the announced refusal that a person agrees to; else it is about the payout */
    record Approving(Optional<String> refusal, Optional<Integer> ifMatch) {
        Deciding plain() {
            return new Deciding(Optional.empty(), ifMatch);
        }
    }

    /** Of a payee, of a run, or of the marketplace's own money. */
    record ListRequest(
            Optional<ParticipantId> payee,
            Optional<RunId> run,
            Optional<String> state,
            int limit,
            Optional<String> cursor) {
        String filters() {
            return "payouts " + payee.map(Object::toString).orElse("") + " " + run.map(Object::toString).orElse("")
                    + " " + state.orElse("");
        }
    }

    static Parsed<SinglePayout> create(Request request) {
        Fields body = request.fields();
        Optional<Money> amount = body.money("amount");
        Optional<String> payee = body.has(PAYEE) ? body.id(PAYEE, ParticipantId.PREFIX) : Optional.empty();
        Optional<String> speed = body.has(SPEED) ? body.choice(SPEED, SPEEDS) : Optional.empty();
        Optional<Account> from = body.optionalText(FROM, 1, 80).flatMap(text -> own(body, text));
        Optional<String> to = body.optionalText(TO, 1, 40);
        boolean isOwn = body.has(FROM);
        if (isOwn == body.has(PAYEE)) {
            body.wrong(PAYEE, "one_of_payee_from");
        }
        if (isOwn != body.has(TO)) {
            body.wrong(TO, "with_from");
        }
        if (isOwn && body.has(SPEED)) {
            body.wrong(SPEED, "not_with_from");
        }
        return body.build(() -> isOwn
                ? new SinglePayout.OfOwnMoney(from.orElseThrow(), to.orElseThrow(), amount.orElseThrow())
                : new SinglePayout.ToPayee(
                        new ParticipantId(payee.orElseThrow()),
                        amount.orElseThrow(),
                        Speed.valueOf(speed.orElse("standard").toUpperCase(Locale.ROOT))));
    }

    private static Optional<Account> own(Fields body, String text) {
        Optional<Account> account =
                PayoutOrder.source(text).filter(of -> of.kind() != AccountKind.PAYABLE);
        if (account.isEmpty()) {
            body.wrong(FROM, "format");
        }
        return account;
    }

    /** A decision that needs no reason. */
    static Parsed<Deciding> plain(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Deciding(Optional.empty(), ifMatch));
    }

    static Parsed<Approving> approving(Request request) {
        Fields body = request.optionalFields();
        Optional<String> refusal = body.optionalText("refusal", 1, LONGEST_CODE);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approving(refusal, ifMatch));
    }

    static Parsed<Request> nothing(Request request) {
        return request.optionalFields().build(() -> request);
    }

    static Parsed<Deciding> reasoned(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, LONGEST_REASON);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Deciding(reason, ifMatch));
    }

    static Parsed<ListRequest> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> payee = query.id(PAYEE, ParticipantId.PREFIX);
        Optional<String> run = query.id("run", RunId.PREFIX);
        Optional<String> from = query.text(FROM, 10);
        if (from.filter(text -> !text.equals("own")).isPresent()) {
            query.wrong(FROM, "format");
        }
        if (Stream.of(PAYEE, "run", FROM).filter(query::has).count() != 1) {
            query.wrong(PAYEE, "one_of_payee_run_from");
        }
        Optional<String> state = query.text("state", 20);
        if (state.filter(of -> !STATES.contains(of)).isPresent()) {
            query.wrong("state", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new ListRequest(
                payee.map(ParticipantId::new), run.map(RunId::new), state, limit, cursor));
    }
}
