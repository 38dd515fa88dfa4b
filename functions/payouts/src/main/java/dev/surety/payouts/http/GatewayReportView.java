package dev.surety.payouts.http;

import dev.surety.model.money.Money;
import dev.surety.payouts.app.report.GatewayLines;
import dev.surety.payouts.app.report.SettlementChains;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.report.GatewayLine;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gateways' reports and their rows as the API shows them. */
final class GatewayReportView {
    private GatewayReportView() {}

    static ObjectNode of(Uploaded<ReportFile> stored) {
        ReportFile file = stored.file();
        ObjectNode view = Json.object()
                .put("id", stored.id().id())
                .put("gateway", file.gateway())
                .put("name", file.name())
                .put("bytes", file.bytes())
                .put("state", file.state().word())
                .put("rows", file.rows());
        ObjectNode lines = view.putObject("lines");
        new TreeMap<>(file.lines()).forEach(lines::put);
        ArrayNode exceptions = view.putArray("exceptions");
        if (file.state() == UploadState.REJECTED) {
            var problem = file.problems().getLast();
            view.putObject("rejected").put("why", problem.what()).put("where", problem.where());
        } else {
            file.problems().forEach(problem ->
                    exceptions.addObject().put("what", problem.what()).put("where", problem.where()));
        }
        view.set("uploadedAt", Json.tree(file.uploadedAt()));
        return view.put("version", stored.chain().version());
    }

    /** @param posted by reference */
    static ObjectNode whole(Uploaded<ReportFile> stored, Map<String, SettlementChains.Stored> posted, Instant now) {
        ObjectNode view = of(stored);
        ArrayNode settlements = view.putArray("settlements");
        for (SettlementSums sums : stored.file().settlements()) {
            Optional<SettlementChains.Stored> of = Optional.ofNullable(posted.get(sums.reference()));
            settlements.add(settlement(of.map(one -> one.settlement().sums()).orElse(sums), of, now));
        }
        return view;
    }

    /** One that no report has whole is {@code open}: nothing of it is posted. */
    private static ObjectNode settlement(
            SettlementSums sums, Optional<SettlementChains.Stored> posted, Instant now) {
        Optional<Settlement> settlement = posted.map(SettlementChains.Stored::settlement);
        ObjectNode view = Json.object();
        posted.ifPresent(of -> view.put("id", of.id().id()));
        view.put("reference", sums.reference())
                .put("state", settlement.map(SettlementChains::state).orElse("open"))
                .put("on", sums.on().toString());
        ArrayNode kinds = view.putArray("kinds");
        new TreeMap<>(sums.kinds()).forEach((kind, of) -> kinds.addObject()
                .put("kind", kind)
                .put("rows", of.rows())
                .set("gross", Json.tree(of.gross())));
        view.set("gross", Json.tree(sums.gross()));
        view.set("fees", Json.tree(sums.fees()));
        view.set("net", Json.tree(sums.net()));
        boolean isAwaited = settlement.map(Settlement::isAwaited).orElse(true);
        settlement.flatMap(Settlement::bank).ifPresent(bank -> view.putObject("bank")
                .put("line", bank.line())
                .put("bookedOn", bank.bookedOn().toString()));
        if (settlement.isPresent() && isAwaited) {
            long days = ChronoUnit.DAYS.between(sums.on(), now.atZone(ZoneOffset.UTC).toLocalDate());
            view.put("awaitedDays", Math.max(0, days));
        }
        view.set("difference", Json.tree(isAwaited ? sums.net() : Money.zero(sums.currency())));
        return view;
    }

    static ObjectNode line(GatewayLines.Stored stored) {
        GatewayLine line = stored.line();
        ObjectNode view = Json.object()
                .put("id", stored.id())
                .put("report", line.report())
                .put("line", line.line())
                .put("kind", line.kind().word())
                .put("class", line.isExplained() ? ReportFile.EXPLAINED : ReportFile.UNMATCHED);
        if (!line.row().isEmpty()) {
            view.put("row", line.row());
        }
        line.payment().ifPresent(payment -> view.put("payment", payment));
        view.set("gross", Json.tree(line.gross()));
        view.set("fee", Json.tree(line.fee()));
        line.settlement().ifPresent(settlement -> view.put("settlement", settlement));
        view.put("date", line.date().toString());
        line.why().ifPresent(why -> view.put("why", StatementRequests.word(why)));
        view.set("suspense", Json.tree(line.suspense()));
        return view;
    }
}
