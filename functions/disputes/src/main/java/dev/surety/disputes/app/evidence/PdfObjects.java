package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;

/** Looks at every object of a PDF for those that act or carry other files (ISO 32000-2, 7.11, 12.6 and 13). */
final class PdfObjects {
    private static final int MOST_OBJECTS = 500_000;

    private static final Map<String, EvidenceFault> KEYS = Map.of(
            "JS", EvidenceFault.ACTIVE_CONTENT,
            "JavaScript", EvidenceFault.ACTIVE_CONTENT,
            "XFA", EvidenceFault.ACTIVE_CONTENT,
            "RichMediaContent", EvidenceFault.ACTIVE_CONTENT,
            "EmbeddedFiles", EvidenceFault.EMBEDDED_FILES,
            "EF", EvidenceFault.EMBEDDED_FILES);

    /** Actions that do more than show another place, and annotations that play. */
    private static final Set<String> ACTS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound",
            "Screen",
            "3D",
            "RichMedia",
            "RichMediaExecute");

    private final COSDocument document;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();

    PdfObjects(COSDocument document) {
        this.document = document;
    }

    void check() throws IOException {
        open(document.getTrailer());
        drain();
        for (COSObjectKey key : List.copyOf(document.getXrefTable().keySet())) {
            open(document.getObjectFromPool(key));
            drain();
        }
    }

    private void open(COSBase object) throws UnfitFile {
        COSBase target = object instanceof COSObject reference ? reference.getObject() : object;
        if ((target instanceof COSDictionary || target instanceof COSArray) && seen.add(target)) {
            open.add(target);
        }
        if (seen.size() > MOST_OBJECTS) {
            throw new UnfitFile(EvidenceFault.EXPANDS_TOO_FAR, "it has more than " + MOST_OBJECTS + " objects");
        }
    }

    private void drain() throws UnfitFile {
        while (!open.isEmpty()) {
            COSBase next = open.remove();
            if (next instanceof COSArray array) {
                for (COSBase each : array) {
                    open(each);
                }
            } else if (next instanceof COSDictionary dictionary) {
                judge(dictionary);
                for (COSBase each : dictionary.getValues()) {
                    open(each);
                }
            }
        }
    }

    private static void judge(COSDictionary dictionary) throws UnfitFile {
        for (COSName key : dictionary.keySet()) {
            EvidenceFault fault = KEYS.get(key.getName());
            if (fault != null) {
                throw new UnfitFile(fault, "it holds " + key.getName());
            }
        }
        for (COSName of : List.of(COSName.S, COSName.SUBTYPE)) {
            if (dictionary.getDictionaryObject(of) instanceof COSName name) {
                if (ACTS.contains(name.getName())) {
                    throw new UnfitFile(EvidenceFault.ACTIVE_CONTENT, "it holds " + name.getName());
                }
                if (name.getName().equals("FileAttachment")) {
                    throw new UnfitFile(EvidenceFault.EMBEDDED_FILES, "it holds another file");
                }
            }
        }
    }
}
