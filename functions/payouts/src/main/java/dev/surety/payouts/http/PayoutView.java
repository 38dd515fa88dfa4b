package dev.surety.payouts.http;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.payout.InFile;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCode;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutTimes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A payout as the API shows it. */
public final class PayoutView {
    private static final Pattern NACHA = Pattern.compile("[0-9]{15}");

    private final Destinations destinations;
    private final Codes codes;
    private final Present present;

    public PayoutView(Destinations destinations, Codes codes, Present present) {
        this.destinations = destinations;
        this.codes = codes;
        this.present = present;
    }

    public ObjectNode of(PayoutChain chain, Caller caller) {
        Payout payout = chain.payout();
        PayoutOrder order = payout.order();
        ObjectNode view = Json.object().put("id", chain.id().value());
        view.put("run", order.run().map(Object::toString).orElse(null))
                .put("retryOf", order.retryOf().map(Object::toString).orElse(null))
                .put("payee", order.payee().map(ParticipantId::value).orElse(null))
                .put("from", order.from());
        view.set("amount", Json.tree(order.amount()));
        view.set("fee", Json.tree(order.fee()));
        view.put("rail", order.rail());
        view.putObject("method")
                .put("id", order.to().method())
                .put("masked", destinations.find(chain.marketplace(), order)
                        .map(Destinations.Account::masked)
                        .orElse(null))
                .put("fingerprint", order.to().fingerprint());
        view.put("file", chain.file().map(place -> place.file().value()).orElse(null))
                .put("group", chain.file().map(InFile::group).orElse(null))
                .put("state", payout.state());
        settled(view, chain, payout);
        view.set("approvals", approvals(chain, caller));
        view.set("code", code(payout, caller).<ObjectNode>map(PayoutView::code).orElse(null));
        view.set("refusal", refusal(payout, caller).orElse(null));
        var commands = view.putArray("commands");
        commands(payout).forEach(commands::add);
        return view.put("version", chain.version()).put("createdAt", Times.text(chain.chain().first().at()));
    }

    private void settled(ObjectNode view, PayoutChain chain, Payout payout) {
        view.put("paidBasis", payout instanceof Payout.Paid paid ? paid.basis().name().toLowerCase(Locale.ROOT) : null)
                .put("bookedOn", debit(payout).map(debit -> debit.bookedOn().toString()).orElse(null))
                .put("expectedOn", expectedOn(chain, payout).map(LocalDate::toString).orElse(null));
        view.putObject("trace")
                .put("endToEndId", payout.order().reference())
                .put("bankReference", payout.order().reference())
                .put("rail", trace(payout).orElse(null))
                .put("nachaTrace", trace(payout).filter(of -> NACHA.matcher(of).matches()).orElse(null));
        if (payout instanceof Payout.Returned returned) {
            Credit credit = returned.credit();
            ObjectNode back = view.putObject("returned");
            back.set("amount", Json.tree(credit.amount()));
            back.set("credited", Json.tree(credit.credited()));
            back.put("reason", credit.code()).put("on", credit.on().toString());
        } else {
            view.putNull("returned");
        }
    }

    /** Stays as it was, whatever becomes of the payout. Payees see no names of staff. */
    private static ObjectNode approvals(PayoutChain chain, Caller caller) {
        int needed = 0;
        ArrayNode by = Json.object().putArray("by");
        for (PayoutFold.Dated dated : chain.events()) {
            if (dated.event() instanceof PayoutEvent.Requested requested) {
                needed = requested.needed();
            }
            if (dated.event() instanceof PayoutEvent.Approved(var person)) {
                by.addObject().put("person", person).put("at", Times.text(dated.at()));
            }
        }
        ObjectNode approvals = Json.object().put("needed", needed).put("given", by.size());
        if (!caller.isParticipant()) {
            approvals.set("by", by);
        }
        return approvals;
    }

    private static Optional<Debit> debit(Payout payout) {
        return switch (payout) {
            case Payout.Paid paid -> Optional.of(paid.debit());
            case Payout.Returned returned -> returned.debit();
            case Payout.Sent sent -> sent.asked().debit();
            default -> Optional.empty();
        };
    }

    private static Optional<String> trace(Payout payout) {
        return switch (payout) {
            case Payout.Sent sent -> Optional.of(sent.trace());
            case Payout.Paid paid -> Optional.of(paid.trace());
            case Payout.Returned returned -> Optional.of(returned.trace());
            default -> Optional.empty();
        };
    }

    /** The day, in the marketplace's zone, on which the rail has booked at the latest. */
    private Optional<LocalDate> expectedOn(PayoutChain chain, Payout payout) {
        String zone = present.find(chain.marketplace())
                .map(MarketplaceSettings::timeZone)
                .orElse("UTC");
        return payout.open().map(asked -> PayoutTimes.presumedAt(asked)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElseGet(() -> LocalDate.ofInstant(asked.since().plus(PayoutTimes.ANSWER), ZoneId.of(zone))));
    }

    private Optional<PayoutCode> code(Payout payout, Caller caller) {
        Optional<String> code = payout instanceof Payout.Unknown unknown ? Optional.of(unknown.why()) : payout.code();
        return code.map(of -> caller.isParticipant() && PayoutCode.isSecret(of)
                ? PayoutCode.UNDER_REVIEW
                : explained(of));
    }

    /** The bank announced that it does not make it, and no statement has proved that yet. */
    private static Optional<ObjectNode> refusal(Payout payout, Caller caller) {
        return announced(payout).map(refusal -> Json.object()
                .put("code", caller.isParticipant() && PayoutCode.isSecret(refusal.code())
                        ? PayoutCode.UNDER_REVIEW.code()
                        : refusal.code())
                .put("since", Times.text(refusal.since())));
    }

    private static Optional<Payout.Refusal> announced(Payout payout) {
        return payout instanceof Payout.Paid paid
                ? paid.refused()
                : payout.open().flatMap(Payout.Asked::refused);
    }

    /** A code that no table has goes to a person. */
    private PayoutCode explained(String code) {
        return codes.find(code)
                .orElseGet(() -> new PayoutCode(code, "no", "marketplace", "Ask the bank what it means.", true));
    }

    private static ObjectNode code(PayoutCode code) {
        return Json.object()
                .put("code", code.code())
                .put("retryable", code.retryable())
                .put("whoActs", code.whoActs())
                .put("nextStep", code.nextStep());
    }

    private List<String> commands(Payout payout) {
        return switch (payout) {
            case Payout.AwaitingApproval _ -> List.of("approve", "reject", "cancel");
            case Payout.Scheduled _ -> List.of("cancel");
            case Payout.Sent sent when Optional.of(sent.asked())
                    .filter(Payout.Asked::isUnbooked)
                    .flatMap(Payout.Asked::refused)
                    .filter(refusal -> !refusal.by().isEmpty())
                    .isPresent() ->
                List.of("approve");
            case Payout.Failed failed -> again(failed.reason());
            case Payout.Returned returned when returned.debit().isPresent() -> again(returned.credit().code());
            case Payout.Returned _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                List.of();
        };
    }

    private List<String> again(String code) {
        return codes.isRetryable(code) ? List.of("retry") : List.of();
    }
}
