package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.process.FundEscrow.Means;
import dev.surety.escrow.app.process.RefundPayment.Share;
import dev.surety.escrow.app.process.RefundPayment;
import dev.surety.escrow.app.process.TakePayment;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the requests for the funding of one escrow, and for payments of several. */
final class PaymentRequests {
    static final int MOST_ESCROWS = 20;

    private static final Set<String> METHODS = Set.of(
            "card_ok",
            "card_declined",
            "card_insufficient_funds",
            "card_3ds",
            "card_timeout_done",
            "card_timeout_declined",
            "card_timeout_lost",
            "card_chargeback",
            "debit_slow",
            "refund_fails");

    private PaymentRequests() {}

    record FundEscrowRequest(Means means, Optional<String> reason, Optional<Integer> ifMatch) {}

    record RefundRequest(RefundPayment.Request wanted, String reason, Optional<Integer> ifMatch) {}

    record ListRequest(ParticipantId payer, int limit, Optional<String> cursor) {}

    static Parsed<FundEscrowRequest> fund(Request request) {
        Fields body = request.fields();
        Optional<Means> means = means(body);
        TransitionRequests.fixed(body, request, Side.PAYER);
        Optional<String> reason = TransitionRequests.forcedReason(body, request);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new FundEscrowRequest(means.orElseThrow(), reason, ifMatch));
    }

    static Parsed<TakePayment.Request> create(Request request) {
        Fields body = request.fields();
        Optional<String> payer = body.id("payer", ParticipantId.PREFIX);
        Optional<Means> means = means(body);
        List<String> escrows = body.texts("escrows", MOST_ESCROWS, 40);
        boolean wellFormed = escrows.stream().allMatch(id -> Id.isWellFormed(EscrowId.PREFIX, id));
        boolean distinct = escrows.stream().distinct().count() == escrows.size();
        if (body.has("escrows") && (escrows.isEmpty() || !wellFormed || !distinct)) {
            body.wrong("escrows", "format");
        }
        return body.build(() -> new TakePayment.Request(
                new ParticipantId(payer.orElseThrow()),
                escrows.stream().map(EscrowId::new).toList(),
                means.orElseThrow()));
    }

    /**
     * A refund of the whole payment: an amount for the escrows to bear in proportion, or shares, or all that is left.
     */
    static Parsed<RefundRequest> refund(Request request) {
        Fields body = request.fields();
        Optional<Money> amount = body.optionalMoney("amount");
        List<Share> shares = shares(body);
        if (body.has("amount") && body.has("escrows")) {
            body.wrong("amount", "not_with_escrows");
        }
        Optional<String> reference = body.optionalText("reference", 1, 100);
        TransitionRequests.fixed(body, request, Side.PAYEE);
        Optional<String> reason = body.text("reason", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new RefundRequest(
                new RefundPayment.Request(amount, shares, reference), reason.orElseThrow(), ifMatch));
    }

    private static List<Share> shares(Fields body) {
        if (!body.has("escrows")) {
            return List.of();
        }
        List<Fields> given = body.objects("escrows", MOST_ESCROWS);
        List<Share> shares = new ArrayList<>();
        for (Fields share : given) {
            Optional<String> id = share.id("id", EscrowId.PREFIX);
            Optional<Money> amount = share.optionalMoney("amount");
            share.finish();
            id.ifPresent(of -> shares.add(new Share(new EscrowId(of), amount)));
        }
        boolean distinct = shares.stream().map(Share::escrow).distinct().count() == shares.size();
        if (given.isEmpty() || !distinct) {
            body.wrong("escrows", "format");
        }
        return shares;
    }

    static Parsed<ListRequest> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> payer = query.id("payer", ParticipantId.PREFIX);
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        if (payer.isEmpty()) {
            query.wrong("payer", "missing");
        }
        return query.build(() -> new ListRequest(new ParticipantId(payer.orElseThrow()), limit, cursor));
    }

    private static Optional<Means> means(Fields body) {
        Optional<String> method = body.choice("method", METHODS);
        Optional<String> returnUrl = body.optionalText("returnUrl", 1, 500);
        if (returnUrl.isPresent() && !isUrl(returnUrl.get())) {
            body.wrong("returnUrl", "format");
        }
        return method.map(name -> new Means(name, returnUrl));
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return uri.isAbsolute() && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
