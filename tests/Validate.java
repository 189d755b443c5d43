import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about every file, as PDF/A-3a and as PDF/UA-1: one line that says so, and one per rule that is broken. */
class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files)
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1})
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                     PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult found = validator.validate(parser);
                    say(file, flavour, found.isCompliant() ? "compliant" : "broken");
                    for (TestAssertion rule : found.getTestAssertions())
                        say(file, flavour, rule.getRuleId().getClause() + ": " + rule.getMessage());
                }
    }

    static void say(String file, PDFAFlavour flavour, String what) {
        System.out.println(new File(file).getName() + "\t" + flavour.getId() + "\t" + what.replaceAll("\\s+", " "));
    }
}
