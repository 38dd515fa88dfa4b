package dev.surety.payouts.app.run;

import dev.surety.messages.pain.FileLayout.FilePart;
import dev.surety.messages.pain.FileLayout;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.FileRail;
import dev.surety.payouts.app.file.BeginFiles;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.FilePages;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.domain.file.FileKind;
import dev.surety.payouts.domain.file.FileOrder.Part;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.RunEvent.PartOfRun;
import dev.surety.payouts.domain.run.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The files of a run whose rail is handed files: laid out once all its items are debited, each then a chain. */
final class FileRun implements FilePages {
    private final RunChains runs;
    private final GroupChains groups;
    private final FileChains files;
    private final BeginFiles beginning;

    FileRun(RunChains runs, GroupChains groups, FileChains files, BeginFiles beginning) {
        this.runs = runs;
        this.groups = groups;
        this.files = files;
        this.beginning = beginning;
    }

    /** The next event of a run whose groups are all done; nothing while its files are being made. */
    Optional<RunEvent> next(RunChain run) {
        Run of = run.run();
        Optional<FileRail> rail = rail(run);
        if (of.files().isEmpty()) {
            List<PartOfRun> layout = rail.map(files -> layout(run, files)).orElse(List.of());
            return Optional.of(layout.isEmpty() ? new RunEvent.Executed(of.counts()) : new RunEvent.Filed(layout));
        }
        MarketplaceId marketplace = run.chain().id().marketplace();
        List<Stored> made = of.files().stream()
                .flatMap(part -> files.find(marketplace, part.file()).stream())
                .filter(file -> file.file().isMade())
                .toList();
        if (made.size() < of.files().size()) {
            return Optional.empty();
        }
        long count = made.stream().mapToLong(file -> file.file().count()).sum();
        long sum = made.stream()
                .mapToLong(file -> file.file().sum().amountMinor())
                .reduce(0, Math::addExact);
        return Optional.of(new RunEvent.Executed(of.counts().filed(count, sum)));
    }

    private Optional<FileRail> rail(RunChain run) {
        return SendPayout.files(
                runs.settings(run.chain().id().marketplace()), run.run().order().rail());
    }

    /** Counts the payees that are listed, so that a file may hold fewer payments, and never more, than it may. */
    private List<PartOfRun> layout(RunChain run, FileRail rail) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        List<List<Integer>> pages = IntStream.range(0, run.run().groups().orElse(0))
                .mapToObj(group -> GroupChains.chain(marketplace, run.id(), group))
                .map(group -> pages(groups.payees(group).orElseThrow().size()))
                .toList();
        List<FilePart> layout = FileLayout.of(pages, rail.mostPerFile(), rail.mostPerGroup());
        return IntStream.range(0, layout.size())
                .mapToObj(file -> new PartOfRun(
                        FileOrder.idOf(run.id(), file + 1),
                        layout.get(file).groups().stream()
                                .map(part -> new Part(part.group(), part.fromPage(), part.toPage()))
                                .toList()))
                .toList();
    }

    private static List<Integer> pages(int payees) {
        return IntStream.iterate(payees, left -> left > 0, left -> left - GroupChains.PAGE)
                .mapToObj(left -> Math.min(left, GroupChains.PAGE))
                .toList();
    }

    /** Begins the files that the run's entry names, unless they have begun. */
    void begin(RunChain run) {
        Run of = run.run();
        MarketplaceId marketplace = run.chain().id().marketplace();
        for (PartOfRun part : of.files()) {
            var order = new FileOrder(
                    Optional.of(run.id()),
                    Optional.empty(),
                    of.order().rail(),
                    of.order().account(),
                    of.order().currency().code(),
                    false,
                    part.parts(),
                    List.copyOf(of.makers()));
            FileKind kind = rail(run).map(FileKind::of).orElse(FileKind.SEPA);
            beginning.begin(marketplace, part.file(), order.as(kind), runs.now(marketplace));
        }
    }

    @Override
    public List<PayoutId> payouts(MarketplaceId marketplace, RunId run, int group, int page) {
        List<JsonNode> rows = groups.rows(GroupChains.chain(marketplace, run, group), page);
        return rows.stream()
                .filter(RowJson::isItem)
                .map(row -> RunItem.payout(run, RowJson.payee(row)))
                .toList();
    }
}
