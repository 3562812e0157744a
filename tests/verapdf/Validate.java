import java.io.File;
import java.util.Map;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files: arguments are pairs of a profile ("ua1", "3a") and a path. Prints one line for each failed rule. */
public final class Validate {
    private Validate() {
    }

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[i]);
            if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("no such profile: " + arguments[i]);
            }
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(arguments[i + 1]), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                TreeSet<String> lines = new TreeSet<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        lines.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " "
                                + assertion.getMessage().replaceAll("\\s+", " ") + " | "
                                + assertion.getLocation().getContext());
                    }
                }
                for (String line : lines) {
                    System.out.println("FAILED\t" + (i / 2) + "\t" + line);
                }
                System.out.println("RESULT\t" + (i / 2) + "\t" + (result.isCompliant() ? "compliant" : "not compliant")
                        + "\t" + result.getTotalAssertions());
            }
        }
    }
}
