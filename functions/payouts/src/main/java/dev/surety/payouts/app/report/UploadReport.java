package dev.surety.payouts.app.report;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import java.util.List;
import java.util.Optional;

/** Announces a report. The person who announces it gets a link, and puts the bytes there. */
public final class UploadReport {
    private final ReportChains reports;
    private final StoredFiles files;
    private final Present present;

    UploadReport(ReportChains reports, StoredFiles files, Present present) {
        this.reports = reports;
        this.files = files;
        this.present = present;
    }

    /** @param name only words; nothing is found or stored by it */
    public record Announced(String gateway, String name, long bytes, Optional<String> sha256) {}

    public Outcome<Uploaded<ReportFile>> announce(CommandEnvelope envelope, Announced announced, String person) {
        ChainId id = ReportChains.chain(
                envelope.caller().marketplace(),
                Id.derive(ReportChains.PREFIX, envelope.key().hash()));
        var command = new StateCommand(reports.journal(), id, _ -> verdict(envelope, announced, person, id));
        return CommandLoop.run("a gateway's report", envelope, command)
                .map(entry -> reports.told(id, entry));
    }

    private Verdict<Draft> verdict(
            CommandEnvelope envelope, Announced announced, String person, ChainId id) {
        Optional<MarketplaceSettings> settings = present.find(id.marketplace());
        Optional<GatewayReportFormat> format =
                settings.flatMap(of -> of.moneyOut().gatewayReport(announced.gateway()));
        if (settings.isEmpty() || format.isEmpty()) {
            return new Verdict.Denied<>(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/gateway", "unknown_gateway"))));
        }
        var file = ReportFile.uploading(
                announced.name(),
                announced.bytes(),
                announced.sha256(),
                person,
                present.now(id.marketplace(), settings.get()),
                format.get());
        return new Verdict.Allowed<>(reports.begins(id, file, envelope.caller().actor(), envelope.key()));
    }

    /** The link to which the bytes of a report are put; empty once they are there. */
    public Optional<StoredFiles.Link> link(Uploaded<ReportFile> stored) {
        return stored.link(files);
    }
}
