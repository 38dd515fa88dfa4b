package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8. Markup in it is text like any other. */
final class TextFile {
    private TextFile() {}

    static String read(byte[] bytes) throws UnfitFile {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnfitFile(EvidenceFault.NOT_UTF8, "it is not text in UTF-8", e);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new UnfitFile(EvidenceFault.CONTROL_CHARACTERS, "it holds control characters");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
