package dev.surety.onboarding.app.export;

import dev.surety.files.StoredFiles.Written;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.export.Export.File;
import dev.surety.onboarding.domain.export.Export.State;
import dev.surety.onboarding.domain.export.Export;
import dev.surety.onboarding.domain.export.ExportRules.Changed;
import dev.surety.onboarding.domain.export.ExportRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.secrets.Secrets;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the files of exports, and lets them go when their time is over. An entry comes before each file. A worker that
 * dies leaves a file that is never given out; the deadline has another one write a file of its own.
 */
public final class WriteExport {
    private static final String SECRET = "exports";

    private final Journal journal;
    private final PersonFile content;
    private final ExportFiles files;
    private final Secrets secrets;
    private final Clocks worlds;

    public WriteExport(
            Journal journal, PersonFile content, ExportFiles files, Secrets secrets, Clocks worlds) {
        this.journal = journal;
        this.content = content;
        this.files = files;
        this.secrets = secrets;
        this.worlds = worlds;
    }

    /**
     * Does an export's next step, if it is time.
     *
     * @param number of the entry that left the deadline; 0 in a nudge
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        StateChain chain = journal.state(id);
        Optional<Entry> last = chain.last().filter(entry -> number == 0 || entry.number() == number);
        if (last.isEmpty()) {
            return true;
        }
        Export export = Exports.from(last.get());
        ParticipantState of = participant(id.marketplace(), export).state();
        Instant now = worlds.now(id.marketplace(), of.mode());
        if (number > 0 && last.get().due().filter(due -> now.isBefore(due.at())).isPresent()) {
            return false;
        }
        Optional<Changed> next = ExportRules.work(export, chain.version() + 1, now);
        next.ifPresent(step -> step(chain, step, of.mode(), now));
        return true;
    }

    private Participant participant(MarketplaceId marketplace, Export export) {
        return Participant.find(journal, CreateParticipant.chain(marketplace, export.participant()))
                .orElseThrow();
    }

    private void step(StateChain chain, Changed next, Mode mode, Instant now) {
        boolean isMine = append(chain, next, mode, now);
        // Another worker took the place, and goes on.
        if (isMine && next.after().state() == State.WRITING) {
            Changed ended = ended(chain.id(), next.after(), now);
            StateChain begun = journal.state(chain.id());
            if (begun.version() == next.after().attempt()) {
                append(begun, ended, mode, worlds.now(chain.id().marketplace(), mode));
            }
        }
    }

    /** A participant may be closed while its file is written. */
    private Changed ended(ChainId id, Export export, Instant now) {
        Optional<Changed> written =
                isClosed(id, export) ? Optional.empty() : Optional.of(written(id, export, now));
        return written.filter(_ -> !isClosed(id, export))
                .orElseGet(() -> ExportRules.failed(export, ExportRules.DATA_DESTROYED, now));
    }

    private boolean isClosed(ChainId id, Export export) {
        return participant(id.marketplace(), export).state().isClosed();
    }

    private Changed written(ChainId id, Export export, Instant now) {
        var key = new SigningKey(secrets.get(SECRET).current());
        PersonFile.Subject of =
                content.subject(CreateParticipant.chain(id.marketplace(), export.participant()));
        try {
            Written file = files.write(id, export, out -> content.write(out, id, of, key, now));
            return ExportRules.ready(
                    export,
                    new File(
                            file.bytes(), file.sha256(), of.last().number(), key.id(), key.publicKey(),
                            now.plus(Export.LIFETIME)),
                    now);
        } catch (NamingChains.TooMany e) {
            return ExportRules.failed(export, ExportRules.TOO_LARGE, now);
        }
    }

    /** An end without a file destroys the files before its entry says so. */
    private boolean append(StateChain chain, Changed changed, Mode mode, Instant now) {
        State state = changed.after().state();
        if (state == State.GONE || state == State.FAILED) {
            files.destroy(chain.id(), changed.after());
        }
        var key = CommandKey.ofFact("export", chain.id().toString(), Integer.toString(chain.version()));
        return journal.append(chain, Exports.draft(chain, changed, mode, now, Actor.TIMER, key))
                        instanceof Append.Done(var _, var fresh)
                && fresh;
    }
}
