package dev.surety.disputes.http;

import dev.surety.disputes.app.evidence.EvidenceWords;
import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.AnnouncedFile;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Requests about banks' cases, read field by field. */
final class ChargebackRequests {
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_STATE = 30;
    private static final int LONGEST_HASH = 30;

    private ChargebackRequests() {}

    /** @param byDue whether those that wait for an answer are wanted, the most urgent first */
    record Listed(
            Optional<State> state, Optional<PaymentId> payment, boolean byDue, int limit, Optional<String> cursor) {}

    /**
     * Either an item, or all that the payee has submitted in our own dispute.
     *
     * @param file empty if the evidence is words alone
     */
    record Added(
            Optional<DisputeId> fromDispute,
            Optional<EvidenceKind> kind,
            Optional<AnnouncedFile> file,
            EvidenceWords words,
            Optional<Integer> ifMatch) {}

    record Submit(boolean evenIfIncomplete, Optional<Integer> ifMatch) {}

    record Approve(String hash, Optional<Integer> ifMatch) {}

    record Plain(Optional<Integer> ifMatch) {}

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> code = query.text("state", LONGEST_STATE);
        Optional<State> state = code.flatMap(of ->
                Arrays.stream(State.values()).filter(known -> known.code().equals(of)).findFirst());
        if (code.isPresent() && state.isEmpty()) {
            query.wrong("state", "format");
        }
        Optional<String> payment = query.id("payment", PaymentId.PREFIX);
        Optional<String> order = query.text("order", LONGEST_STATE);
        if (order.filter(of -> !of.equals("due")).isPresent()) {
            query.wrong("order", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        if (order.isPresent() && cursor.isPresent()) {
            query.wrong("cursor", "unknown");
        }
        return query.build(
                () -> new Listed(state, payment.map(PaymentId::new), order.isPresent(), limit, cursor));
    }

    static Parsed<Added> add(Request request) {
        Fields body = request.fields();
        Optional<String> from =
                body.has("fromDispute") ? body.id("fromDispute", DisputeId.PREFIX) : Optional.empty();
        boolean isNew = !body.has("fromDispute");
        if (!isNew) {
            List.of("kind", "words", "file").forEach(member -> besideDispute(body, member));
        }
        if (isNew && !body.has("kind")) {
            body.wrong("kind", "kind_or_dispute");
        }
        Optional<EvidenceKind> kind = isNew && body.has("kind")
                ? body.choice("kind", EvidenceRequests.KINDS).flatMap(EvidenceKind::find)
                : Optional.empty();
        Optional<String> words = isNew ? body.optionalText("words", 1, EvidenceWords.MOST_WORDS) : Optional.empty();
        Optional<Fields> file = isNew && body.has("file") ? body.object("file") : Optional.empty();
        Optional<AnnouncedFile> announced = file.flatMap(EvidenceRequests::file);
        Optional<String> name = file.flatMap(of -> of.optionalText("name", 1, EvidenceWords.LONGEST_NAME));
        file.ifPresent(Fields::finish);
        if (isNew && file.isEmpty() && words.isEmpty()) {
            body.wrong("words", "file_or_words");
        }
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Added(
                from.map(DisputeId::new), kind, announced, new EvidenceWords(name, words), ifMatch));
    }

    /** All of a dispute's evidence is taken as it is. */
    private static void besideDispute(Fields body, String member) {
        body.ignore(member);
        if (body.has(member)) {
            body.wrong(member, "not_with_dispute");
        }
    }

    static Parsed<Submit> submit(Request request) {
        Fields body = request.optionalFields();
        boolean even = body.has("evenIfIncomplete") && body.flag("evenIfIncomplete").orElse(false);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Submit(even, ifMatch));
    }

    static Parsed<Approve> approve(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", LONGEST_HASH, LONGEST_HASH);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approve(hash.orElseThrow(), ifMatch));
    }

    static Parsed<Plain> plain(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Plain(ifMatch));
    }
}
