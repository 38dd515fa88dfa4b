package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import java.util.ArrayList;
import java.util.List;

/**
 * Which payments of a run stand in which file and group. A run has groups of pages; a group of a file holds pages of
 * one of them. Cuts are between pages, so each page is composed once and as a whole.
 */
public final class FileLayout {
    private final int mostPerFile;
    private final int mostPerGroup;
    private final List<FilePart> files = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private int inFile;

    private FileLayout(int mostPerFile, int mostPerGroup) {
        this.mostPerFile = mostPerFile;
        this.mostPerGroup = mostPerGroup;
    }

    /**
     * Pages of one group of the run, from one until before another.
     *
     * @param group its place in the run, from 0
     * @param count of payments
     */
    public record Part(int group, int fromPage, int toPage, int count) {}

    /** A file has at least one group, and each of its groups at least one payment. */
    public record FilePart(List<Part> groups) {
        public FilePart {
            groups = List.copyOf(groups);
        }

        public int count() {
            return groups.stream().mapToInt(Part::count).sum();
        }
    }

    /**
     * The files of a run, in its order. Each is as full as the next page allows.
     *
     * @param pages the number of payments of each page, by group of the run; no page is larger than a file or group
     */
    public static List<FilePart> of(List<List<Integer>> pages, int mostPerFile, int mostPerGroup) {
        var layout = new FileLayout(mostPerFile, mostPerGroup);
        for (int group = 0; group < pages.size(); group++) {
            layout.add(group, pages.get(group));
        }
        layout.endFile();
        return List.copyOf(layout.files);
    }

    private void add(int group, List<Integer> pages) {
        int from = 0;
        int inPart = 0;
        for (int page = 0; page < pages.size(); page++) {
            int count = pages.get(page);
            Invariants.hold(count <= Math.min(mostPerFile, mostPerGroup), "a page fits into a file and into a group");
            boolean fillsFile = inFile + count > mostPerFile;
            if (fillsFile || inPart + count > mostPerGroup) {
                endPart(new Part(group, from, page, inPart));
                from = page;
                inPart = 0;
            }
            if (fillsFile) {
                endFile();
            }
            inPart += count;
            inFile += count;
        }
        endPart(new Part(group, from, pages.size(), inPart));
    }

    private void endPart(Part part) {
        if (part.count() > 0) {
            parts.add(part);
        }
    }

    private void endFile() {
        if (!parts.isEmpty()) {
            files.add(new FilePart(parts));
        }
        parts.clear();
        inFile = 0;
    }

    /** The id under which the bank knows a file: ours, in characters that banks take. */
    public static String messageId(String fileId) {
        return fileId.replace('_', '-');
    }

    /** @param number of the group in the file, from 1 */
    public static String groupId(String fileId, int number) {
        return messageId(fileId) + "-" + number;
    }
}
