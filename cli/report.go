package cli

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"demarc/assess"
	"demarc/engagement"
	"demarc/report"
	"demarc/sign"
)

func (a *app) reportCommand() *cobra.Command {
	command := &cobra.Command{Use: "report ENGAGEMENT -o FILE.pdf", Short: "Make the report, signed if an identity is given", Args: exactly("ENGAGEMENT")}
	out := command.Flags().StringP("output", "o", "", "the PDF to write")
	identity := command.Flags().String("identity", "", "identity to sign with (PKCS#12, or a token's pkcs11: address)")
	state := command.Flags().String("state", "draft", "state of the report: draft, for_accuracy or final")
	accept := command.Flags().String("accept-omissions", "", "why the report is final although something is missing; both are stated in it")
	edition := command.Flags().String("edition", "full", "edition of the report: full, auditor or redacted")
	release := command.Flags().StringArray("release", nil, "a field that the redacted edition shows, as asset/NAME/name; may be repeated")
	asset := command.Flags().String("asset", "", "only one asset: its sheet, findings and evidence")
	owner := command.Flags().String("owner", "", "only what one party owns, to be acknowledged or declined")
	plan := command.Flags().Bool("plan", false, "only the plan of action")
	language := command.Flags().String("language", "en", "language of the report: en, or another that the program has")
	countersign := command.Flags().Bool("countersign", false, "prepare a field for the client's signature")
	fonts := command.Flags().StringArray("font", nil, "a TrueType font for characters that the report's typeface lacks (may be repeated)")
	statement := command.Flags().String("statement", "", "what is signed, in place of the usual words: one paragraph of at most 1,000 characters")
	clientStatement := command.Flags().String("client-statement", "", "with --countersign, what is proposed to the client to sign: one paragraph of at most 1,000 characters")
	archive := command.Flags().Bool("archive", false, "PDF/A-1b with nothing attached, and the data beside it")
	command.RunE = func(command *cobra.Command, args []string) error {
		if *out == "" {
			return wrong("the report has no name").with("give one with -o FILE.pdf")
		}
		stage, known := assess.Parse(*state, report.States)
		if !known {
			return wrong("%q is no state of a report: it is %s", *state, assess.Words(report.States)).plain()
		}
		kind, known := assess.Parse(*edition, report.Editions)
		if !known {
			return wrong("%q is no edition of a report: it is %s", *edition, assess.Words(report.Editions)).plain()
		}
		worded, err := a.library.Language(*language)
		if err != nil {
			return err
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			options := engagement.ReportOptions{
				Language: worded, State: stage, AcceptOmissions: *accept, Edition: kind, Release: *release, Asset: *asset, Owner: *owner, Plan: *plan,
				Statement: *statement, Countersign: *countersign, ClientStatement: *clientStatement, Archive: *archive, Progress: a.progress("set pages", 1),
			}
			if err := a.typeGaps(s, &options, *fonts); err != nil {
				return err
			}
			if *identity != "" {
				opened, err := a.openIdentity(*identity)
				if err != nil {
					return err
				}
				options.Identity = opened
			}
			done, err := s.Report(command.Context(), *out, options)
			if errors.Is(err, engagement.ErrNotFinal) {
				return a.notFinal(s, args[0], err)
			}
			if err != nil {
				return err
			}
			return a.reported(done)
		})
	}
	return command
}

// typeGaps reads the fonts behind the report's own, and says before a page is
// set what still cannot be set as it is written, and where it stands.
func (a *app) typeGaps(s *engagement.Session, options *engagement.ReportOptions, fonts []string) error {
	for _, path := range fonts {
		font, err := engagement.ReadFont(path)
		if err != nil {
			return err
		}
		options.Fallback = append(options.Fallback, font)
	}
	gaps, err := gapsIn(s, *options)
	if err != nil {
		return err
	}
	var boxes, unshaped []string
	for _, gap := range gaps {
		place := strings.Join(gap.Places, "; ")
		if gap.More > 0 {
			place += fmt.Sprintf("; and %s more", plural(gap.More, "place", "places"))
		}
		text := fmt.Sprintf("%c (U+%04X, in %s)", gap.Rune, gap.Rune, oneLine(place))
		if gap.Unshaped {
			unshaped = append(unshaped, text)
		} else {
			boxes = append(boxes, text)
		}
	}
	a.noteGaps("the typeface lacks %s, which the report shows as boxes: %s; a font that has them can be named with --font FILE.ttf", boxes, "character", "characters")
	a.noteGaps("%s by itself, not joined as its readers write it: %s", unshaped, "letter is set", "letters are set, each")
	return nil
}

// gapsIn looks at what the report is made from: of a redacted one, what is left.
func gapsIn(s *engagement.Session, options engagement.ReportOptions) ([]engagement.TypeGap, error) {
	if options.Edition != report.Redacted {
		return s.TypeGaps(nil, options.Fallback)
	}
	proof, err := s.PrepareProof(options)
	if err != nil {
		return nil, err
	}
	return proof.TypeGaps(nil)
}

func (a *app) noteGaps(text string, gaps []string, one, many string) {
	const listed = 10
	if len(gaps) == 0 {
		return
	}
	named := strings.Join(gaps[:min(len(gaps), listed)], ", ")
	if len(gaps) > listed {
		named += fmt.Sprintf(" and %d more", len(gaps)-listed)
	}
	a.note(text, plural(len(gaps), one, many), named)
}

func missingJSON(missing []report.MissingGlyph) []map[string]any {
	list := make([]map[string]any, len(missing))
	for i, m := range missing {
		list[i] = map[string]any{"character": string(m.Rune), "where": m.Where, "unshaped": m.Unshaped}
	}
	return list
}

func (a *app) reported(done *engagement.Reported) error {
	data := map[string]any{"path": done.Path, "pages": done.Pages, "bytes": done.Bytes, "head": done.Head, "signed": done.Signed, "verdict": done.Verdict, "missing_characters": missingJSON(done.Missing)}
	signed := "not signed"
	if done.Signed {
		signed = "signed, and intact when read back"
	}
	beside := ""
	if done.Data != "" {
		data["data"], beside = done.Data, "; its data in "+done.Data
	}
	return a.done(data, "wrote %s: %s, %s%s", done.Path, plural(done.Pages, "page", "pages"), signed, beside)
}

// progress reports on a terminal only, at most ten times a second, and counts
// in units of so many.
func (a *app) progress(what string, unit int) func(done, total int) {
	terminal, ok := a.streams.Err.(*os.File)
	if !ok || a.flags.quiet || !term.IsTerminal(int(terminal.Fd())) {
		return nil
	}
	start, last := time.Now(), time.Time{}
	return func(done, total int) {
		if now := time.Now(); now.Sub(start) > 500*time.Millisecond && now.Sub(last) > 100*time.Millisecond || done == total && !last.IsZero() {
			last = now
			line := fmt.Sprintf("\r%s %d/%d ", what, done/unit, total/unit)
			fmt.Fprint(terminal, line)
			if done == total {
				fmt.Fprintf(terminal, "\r%*s\r", len(line), "")
			}
		}
	}
}

func (a *app) identityCommand() *cobra.Command {
	return group("identity", "Identities to sign reports with", a.identityNew(), a.identityImport(), a.identityShow())
}

func (a *app) identityNew() *cobra.Command {
	var subject sign.Subject
	command := &cobra.Command{Use: "new FILE.p12 --name NAME", Short: "Make an identity", Args: exactly("FILE.p12")}
	flags := command.Flags()
	flags.StringVar(&subject.Name, "name", "", "who signs")
	flags.StringVar(&subject.Organisation, "org", "", "organisation")
	flags.StringVar(&subject.Email, "email", "", "e-mail address")
	rsa := flags.Bool("rsa", false, "an RSA key of 3072 bits, for older validators")
	cer := certificateFlag(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		passphrase, err := a.fresh(a.identitySecret(args[0]))
		if err != nil {
			return err
		}
		identity, err := engagement.NewIdentity(args[0], subject, *rsa, passphrase, time.Now())
		if err != nil {
			return err
		}
		if err := writeCertificate(*cer, identity); err != nil {
			return err
		}
		return a.done(identityJSON(identity), "made the identity %s in %s; SHA-256 fingerprint %s", subject.Name, args[0], identity.Fingerprint())
	}
	return command
}

func identityJSON(identity *sign.Identity) map[string]any {
	certificate := identity.Certificate
	return map[string]any{
		"name": certificate.Subject.CommonName, "organisation": strings.Join(certificate.Subject.Organization, ", "), "email": strings.Join(certificate.EmailAddresses, ", "),
		"fingerprint": identity.Fingerprint(), "not_before": certificate.NotBefore.UTC().Format(time.RFC3339), "not_after": certificate.NotAfter.UTC().Format(time.RFC3339),
		"algorithm": certificate.PublicKeyAlgorithm.String(), "issuer": certificate.Issuer.String(), "chain": len(identity.Chain),
	}
}

func (a *app) identityShow() *cobra.Command {
	command := &cobra.Command{Use: "show FILE.p12", Short: "Show an identity", Args: exactly("FILE.p12")}
	cer := certificateFlag(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		identity, err := a.openIdentity(args[0])
		if err != nil {
			return err
		}
		if err := writeCertificate(*cer, identity); err != nil {
			return err
		}
		data := identityJSON(identity)
		usable := ""
		if err := identity.CheckUsable(time.Now()); err != nil {
			usable = err.Error()
		}
		data["usable"], data["trouble"] = usable == "", usable
		return a.answer(data, func(w io.Writer) {
			for _, key := range []string{"name", "organisation", "email", "fingerprint", "not_before", "not_after", "algorithm", "issuer", "chain"} {
				fmt.Fprintf(w, "%-13s %s\n", strings.ReplaceAll(key, "_", " "), oneLine(fmt.Sprint(data[key])))
			}
			if usable != "" {
				fmt.Fprintf(w, "%-13s %s\n", "cannot sign", usable)
			}
		})
	}
	return command
}

func (a *app) openIdentity(path string) (*sign.Identity, error) {
	if sign.IsTokenAddress(path) {
		return a.openToken(path)
	}
	if _, err := os.Stat(path); err != nil {
		return nil, wrong("there is no identity %s", filepath.Base(path)).with("make one with demarc identity new FILE.p12 --name NAME")
	}
	passphrase, err := a.known(a.identitySecret(path))
	if err != nil {
		return nil, err
	}
	return engagement.OpenIdentity(path, passphrase)
}

func readRoots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	return engagement.ReadRoots(path)
}
