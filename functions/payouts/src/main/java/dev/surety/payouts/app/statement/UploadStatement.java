package dev.surety.payouts.app.statement;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;

/** Announces a statement. The person who announces it gets a link, and puts the bytes there. */
public final class UploadStatement {
    private final StatementChains statements;
    private final StoredFiles files;
    private final Present present;

    UploadStatement(StatementChains statements, StoredFiles files, Present present) {
        this.statements = statements;
        this.files = files;
        this.present = present;
    }

    /** @param name only words; nothing is found or stored by it */
    public record Announced(String name, long bytes, Optional<String> sha256) {}

    public static String id(CommandEnvelope envelope) {
        return Id.derive(StatementChains.PREFIX, envelope.key().hash());
    }

    public Outcome<Uploaded<StatementFile>> announce(CommandEnvelope envelope, Announced announced, String person) {
        ChainId id = StatementChains.chain(envelope.caller().marketplace(), id(envelope));
        Instant now = present.now(id.marketplace());
        var file = StatementFile.uploading(announced.name(), announced.bytes(), announced.sha256(), person, now);
        var command = new StateCommand(
                statements.journal(),
                id,
                _ -> new Verdict.Allowed<>(statements.begins(id, file, envelope.caller().actor(), envelope.key())));
        return CommandLoop.run("a statement", envelope, command)
                .map(entry -> statements.told(id, entry));
    }

    /** Begins a statement that no request announced, as tests and fetched files do. */
    public boolean begin(ChainId id, StatementFile file) {
        StateChain chain = statements.journal().state(id);
        CommandKey key = CommandKey.ofFact(StatementChains.TYPE, id.toString());
        return statements.journal().append(chain, statements.begins(id, file, Actor.RECONCILER, key))
                instanceof Append.Done;
    }

    /** The link to which the bytes of a statement are put; empty once they are there. */
    public Optional<StoredFiles.Link> link(Uploaded<StatementFile> stored) {
        return stored.link(files);
    }
}
