package dev.surety.disputes.app.evidence;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.multipdf.PDFCloneUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;

/**
 * Draws the pages of a PDF on pages of ours: their content, and their annotations as they look. Links, scripts and
 * forms stay behind.
 */
final class PdfPages {
    private static final int MOST_ANNOTATIONS = 500;
    private static final float MOST_TIMES = 1.5f;

    private final PDDocument target;
    private final Cloner cloner;

    PdfPages(PDDocument target) {
        this.target = target;
        this.cloner = new Cloner(target);
    }

    /** Its constructor is for subclasses only. */
    private static final class Cloner extends PDFCloneUtility {
        Cloner(PDDocument target) {
            super(target);
        }
    }

    /** A page, or an annotation on it, and the place where it stands on the page that it comes from. */
    private record Part(PDFormXObject form, Matrix place) {}

    PageFlow.Mark mark(PDPage page, PageFlow.Frame frame) throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(content(page), new Matrix()));
        for (PDAnnotation annotation : page.getAnnotations()) {
            if (parts.size() > MOST_ANNOTATIONS) {
                break;
            }
            boolean isSeen = !annotation.isHidden() && !annotation.isNoView() && !annotation.isInvisible();
            PDAppearanceStream look = isSeen && !(annotation instanceof PDAnnotationPopup)
                    ? annotation.getNormalAppearanceStream()
                    : null;
            if (look != null) {
                annotation(annotation, look, parts);
            }
        }
        Matrix placed = upright(page, frame);
        return on -> {
            on.saveGraphicsState();
            on.transform(placed);
            for (Part part : parts) {
                draw(part, on);
            }
            on.restoreGraphicsState();
        };
    }

    private static void draw(Part part, PDPageContentStream on) throws IOException {
        on.saveGraphicsState();
        on.transform(part.place());
        on.drawForm(part.form());
        on.restoreGraphicsState();
    }

    private PDFormXObject content(PDPage page) throws IOException {
        var form = new PDFormXObject(new PDStream(target, page.getContents(), COSName.FLATE_DECODE));
        form.setFormType(1);
        form.setBBox(page.getCropBox());
        PDResources resources = page.getResources();
        if (resources != null) {
            form.setResources(new PDResources(cloner.cloneForNewDocument(resources.getCOSObject())));
        }
        COSDictionary group = page.getCOSObject().getCOSDictionary(COSName.GROUP);
        if (group != null) {
            form.getCOSObject().setItem(COSName.GROUP, cloner.cloneForNewDocument(group));
        }
        return form;
    }

    /** ISO 32000-2, 12.5.5: the box of its look, turned by its matrix, is fitted to its rectangle. */
    private void annotation(PDAnnotation annotation, PDAppearanceStream look, List<Part> parts) throws IOException {
        PDRectangle place = annotation.getRectangle();
        PDRectangle box = look.getBBox();
        if (place == null || box == null) {
            return;
        }
        Rectangle2D turned = box.transform(look.getMatrix()).getBounds2D();
        boolean isSeen = turned.getWidth() >= 0.01 && turned.getHeight() >= 0.01;
        if (!isSeen) {
            return;
        }
        float wide = place.getWidth() / (float) turned.getWidth();
        float high = place.getHeight() / (float) turned.getHeight();
        var matrix = new Matrix(
                wide,
                0,
                0,
                high,
                place.getLowerLeftX() - (float) turned.getX() * wide,
                place.getLowerLeftY() - (float) turned.getY() * high);
        if (!isFinite(matrix)) {
            return;
        }
        COSStream copy = cloner.cloneForNewDocument(look.getCOSObject());
        parts.add(new Part(new PDFormXObject(copy), matrix));
    }

    /** A page that names places beyond all numbers could not be written. */
    private static boolean isFinite(Matrix matrix) {
        return Float.isFinite(matrix.getScaleX())
                && Float.isFinite(matrix.getScaleY())
                && Float.isFinite(matrix.getTranslateX())
                && Float.isFinite(matrix.getTranslateY());
    }

    /** The matrix that turns a page as its reader sees it, and fits it into the frame. */
    private static Matrix upright(PDPage page, PageFlow.Frame frame) {
        PDRectangle box = page.getCropBox();
        float wide = box.getWidth();
        float high = box.getHeight();
        Matrix turned = switch (page.getRotation()) {
            case 90 -> new Matrix(0, -1, 1, 0, 0, wide);
            case 180 -> new Matrix(-1, 0, 0, -1, wide, high);
            case 270 -> new Matrix(0, 1, -1, 0, high, 0);
            default -> new Matrix();
        };
        boolean isOnSide = page.getRotation() % 180 != 0;
        Matrix fit = frame.fit(isOnSide ? high : wide, isOnSide ? wide : high, MOST_TIMES);
        var origin = Matrix.getTranslateInstance(-box.getLowerLeftX(), -box.getLowerLeftY());
        return origin.multiply(turned).multiply(fit);
    }
}
