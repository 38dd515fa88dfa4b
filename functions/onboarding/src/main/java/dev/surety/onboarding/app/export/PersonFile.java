package dev.surety.onboarding.app.export;

import dev.surety.files.AnnouncedFile.Arrived;
import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.ledger.Line;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Currency;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.app.export.NamingChains.Naming;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.domain.business.Business;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes everything that the stack has about a participant, as far as the law lets the participant read it. The
 * manifest says what is left out, and where it can be read.
 */
public final class PersonFile {
    /** All documents together; a worker has little room on its disk. */
    static final long MOST_BYTES = 300_000_000;

    private static final String DOCUMENT = Documents.TYPE;

    private final Journal journal;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final StoredFiles files;
    private final PersonViews views;
    private final AccountLines lines;

    public PersonFile(
            Journal journal,
            JournalIndexes hints,
            Marketplaces marketplaces,
            Vault vault,
            StoredFiles files,
            PersonViews views,
            AccountLines lines) {
        this.journal = journal;
        this.hints = hints;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.files = files;
        this.views = views;
        this.lines = lines;
    }

    /** The participant as the file tells it. */
    record Subject(Chain chain) {
        ChainId id() {
            return chain.id();
        }

        Entry last() {
            return chain.entries().getLast();
        }
    }

    Subject subject(ChainId participant) {
        return new Subject(journal.load(participant));
    }

    /** @param export the chain that asked for the file */
    void write(OutputStream out, ChainId export, Subject of, SigningKey key, Instant now) throws IOException {
        var zip = new SignedZip(out, now);
        var person = Participant.of(journal, of.last());
        var history = new PersonHistory(journal, of.chain().entries());
        Map<String, List<Integer>> named = history.texts();
        Map<String, ObjectNode> texts = vault.findAll(of.id(), named.keySet());
        zip.json("participant.json", participant(person, texts));
        zip.rows("payout-methods.json", rows -> views.methods(person).forEach(rows));
        zip.rows("decisions.json", rows -> history.decisions(texts, rows));
        zip.rows("history.json", history::entries);
        zip.rows("texts.json", rows -> named.forEach((commitment, entries) -> text(
                commitment, entries, texts, rows)));
        var found = new Found();
        zip.rows("journal.json", rows -> new NamingChains(journal, hints).forEach(of.id(), naming -> {
            found.see(naming, of.id());
            references(naming, of.id()).forEach(rows);
        }));
        zip.rows("documents.json", rows -> found.last(DOCUMENT).forEach(last -> rows.accept(document(last))));
        zip.rows("identity-checks.json", rows -> found.last(IdentityChecks.TYPE).forEach(last -> rows.accept(
                check(last))));
        zip.rows("ledger.json", rows -> lines.of(of.id(), currencies(of.id(), found)).map(PersonFile::line).forEach(
                rows));
        documents(zip, found.last(DOCUMENT));
        zip.sign(manifest(export, of, now), key);
    }

    private ObjectNode participant(Participant person, Map<String, ObjectNode> texts) {
        ObjectNode content = Json.object();
        content.set("participant", views.participant(person));
        ArrayNode proofs = content.putArray("proofs");
        person.state().proven().list().forEach(proof -> proofs.add(Json.tree(proof)));
        ArrayNode persons = content.putArray("persons");
        for (Person of : person.state().business().map(Business::persons).orElse(List.of())) {
            ObjectNode row = (ObjectNode) Json.tree(of);
            row.remove("words");
            persons.add(row.set("profile", texts.get(of.words())));
        }
        return content;
    }

    private static void text(
            String commitment, List<Integer> entries, Map<String, ObjectNode> texts, Consumer<ObjectNode> rows) {
        ObjectNode text = texts.get(commitment);
        if (text != null) {
            ObjectNode row = Json.object().put("commitment", commitment);
            ArrayNode numbers = row.putArray("entries");
            entries.forEach(numbers::add);
            rows.accept(row.set("text", text));
        }
    }

    private static Stream<ObjectNode> references(Naming naming, ChainId participant) {
        return naming.entries().stream().map(entry -> {
            ObjectNode row = Json.object()
                    .put("type", entry.chain().type())
                    .put("id", entry.chain().id())
                    .put("role", naming.role());
            row.setAll(PersonHistory.row(entry));
            ArrayNode amounts = row.putArray("amounts");
            own(entry, participant).forEach(posting -> amounts.addObject()
                    .put("account", posting.account().kind().code())
                    .put("amount", posting.money().amountMinor())
                    .put("currency", posting.money().currency().toString()));
            return row;
        });
    }

    private static Stream<Posting> own(Entry entry, ChainId participant) {
        return entry.postings().stream()
                .filter(posting -> posting.account().kind().isParticipants()
                        && posting.account().holder().equals(participant.id()));
    }

    private static ObjectNode line(Line line) {
        return Json.object()
                .put("account", line.account().kind().code())
                .put("amount", line.amountMinor())
                .put("currency", line.account().currency().toString())
                .put("at", Times.text(line.at()))
                .put("event", line.event())
                .put("type", line.chain().type())
                .put("id", line.chain().id())
                .put("number", line.number());
    }

    private static ObjectNode document(Entry last) {
        var row = (ObjectNode) Json.tree(Documents.from(last));
        row.remove(List.of("decidedBy", "isTold", "participant"));
        return Json.object().put("id", last.chain().id()).setAll(row);
    }

    private static ObjectNode check(Entry last) {
        var row = (ObjectNode) Json.tree(IdentityChecks.from(last));
        row.remove(List.of("asked", "askAt", "told", "participant"));
        return Json.object().put("id", last.chain().id()).setAll(row);
    }

    private Set<Currency> currencies(ChainId participant, Found found) {
        Set<Currency> all = new HashSet<>(found.currencies);
        marketplaces.find(participant.marketplace())
                .map(MarketplaceSettings::currencies)
                .ifPresent(codes -> codes.forEach(code -> all.add(Currency.of(code))));
        return all;
    }

    private void documents(SignedZip zip, List<Entry> last) throws IOException {
        long left = MOST_BYTES;
        for (Entry entry : last) {
            Document document = Documents.from(entry);
            String key = DocumentFiles.key(entry.chain(), document);
            if (!document.isShowable()
                    || !(document.file().look(files, key, Document.MOST_BYTES).orElse(null)
                            instanceof Arrived.Same(var bytes))) {
                continue;
            }
            left -= bytes.length;
            if (left < 0) {
                throw new NamingChains.TooMany();
            }
            zip.bytes("documents/" + entry.chain().id() + "." + document.file().type().ending(), bytes);
        }
    }

    private static ObjectNode manifest(ChainId export, Subject of, Instant now) {
        ObjectNode manifest = Json.object()
                .put("export", export.id())
                .put("marketplace", of.id().marketplace().value())
                .put("participant", of.id().id())
                .put("writtenAt", Times.text(now));
        manifest.putObject("entry")
                .put("chain", of.id().toString())
                .put("number", of.last().number())
                .put("at", Times.text(of.last().at()))
                .put("hash", of.chain().lastHash());
        LeftOut.list(manifest.putArray("leftOut"));
        return manifest;
    }

    /** The last entries of documents and checks, and the currencies of all postings, as the journal is gone through. */
    private static final class Found {
        private final Map<String, List<Entry>> last = new LinkedHashMap<>();
        private final Set<Currency> currencies = new HashSet<>();

        void see(Naming naming, ChainId participant) {
            String type = naming.chain().id().type();
            if (type.equals(DOCUMENT) || type.equals(IdentityChecks.TYPE)) {
                last.computeIfAbsent(type, _ -> new ArrayList<>())
                        .add(naming.chain().entries().getLast());
            }
            naming.chain().entries().stream()
                    .flatMap(entry -> own(entry, participant))
                    .forEach(posting -> currencies.add(posting.money().currency()));
        }

        List<Entry> last(String type) {
            return last.getOrDefault(type, List.of());
        }
    }
}
