package dev.surety.onboarding.inbox;

import dev.surety.files.UploadNews;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.Imports;
import dev.surety.onboarding.app.imports.WorkOnImport;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles the wakes of imports and the bucket's messages about their files, and hands all others on. A message is only
 * a reason to look: a hostile writer to the queue cannot invent a file.
 */
public final class ImportWakes implements Inbox {
    private final WorkOnImport imports;
    private final Inbox others;

    public ImportWakes(WorkOnImport imports, Inbox others) {
        this.imports = imports;
        this.others = others;
    }

    @Override
    public Handled handle(JsonNode message) {
        Optional<List<String>> keys = UploadNews.keys(message);
        if (keys.isPresent()) {
            keys.get().forEach(key -> ImportFiles.chain(key).ifPresent(imports::hear));
            return Handled.DONE;
        }
        Optional<ChainId> chain = message.path("chain")
                .stringValueOpt()
                .map(ChainId::parse)
                .filter(of -> of.type().equals(Imports.TYPE));
        if (chain.isEmpty()) {
            return others.handle(message);
        }
        return imports.wake(chain.get(), message.path("number").asInt(0)) ? Handled.DONE : Handled.AGAIN;
    }
}
