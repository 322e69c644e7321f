package cli

import (
	"crypto/x509"
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
	identity := command.Flags().String("identity", "", "identity to sign with (PKCS#12)")
	state := command.Flags().String("state", "draft", "state of the report: draft, for_accuracy or final")
	accept := command.Flags().String("accept-omissions", "", "why the report is final although something is missing; both are stated in it")
	edition := command.Flags().String("edition", "full", "edition of the report: full, auditor or redacted")
	release := command.Flags().StringArray("release", nil, "a field that the redacted edition shows, as asset/NAME/name; may be repeated")
	asset := command.Flags().String("asset", "", "only one asset: its sheet, findings and evidence")
	owner := command.Flags().String("owner", "", "only what one party owns, to be acknowledged or declined")
	plan := command.Flags().Bool("plan", false, "only the plan of action")
	language := command.Flags().String("language", "en", "language of the report: en")
	countersign := command.Flags().Bool("countersign", false, "prepare a field for the client's signature")
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
		if *language != "en" {
			return wrong("this version writes English (en) only, not %q", *language).plain()
		}
		if *countersign || *archive {
			return wrong("this version prepares neither archives nor countersignatures").plain()
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			options := engagement.ReportOptions{
				State: stage, AcceptOmissions: *accept, Edition: kind, Release: *release, Asset: *asset, Owner: *owner, Plan: *plan, Countersign: *countersign, Archive: *archive, Progress: a.progress("set pages", 1),
			}
			if *identity != "" {
				opened, err := a.openIdentity(*identity)
				if err != nil {
					return err
				}
				options.Identity = opened
			}
			done, err := s.Report(command.Context(), *out, options)
			if err != nil {
				return err
			}
			return a.reported(done)
		})
	}
	return command
}

// noteMissing lists the characters that the report shows as boxes, and where
// each stands first.
func (a *app) noteMissing(missing []report.MissingGlyph) {
	if len(missing) == 0 {
		return
	}
	const listed = 10
	var texts []string
	for _, m := range missing[:min(len(missing), listed)] {
		texts = append(texts, fmt.Sprintf("%c (U+%04X, in %s)", m.Rune, m.Rune, m.Where))
	}
	more := ""
	if len(missing) > listed {
		more = fmt.Sprintf(" and %d more", len(missing)-listed)
	}
	a.note("the typeface lacks %s, which the report shows as boxes: %s%s", plural(len(missing), "character", "characters"), strings.Join(texts, ", "), more)
}

func missingJSON(missing []report.MissingGlyph) []map[string]any {
	list := make([]map[string]any, len(missing))
	for i, m := range missing {
		list[i] = map[string]any{"character": string(m.Rune), "where": m.Where}
	}
	return list
}

func (a *app) reported(done *engagement.Reported) error {
	a.noteMissing(done.Missing)
	data := map[string]any{"path": done.Path, "pages": done.Pages, "bytes": done.Bytes, "head": done.Head, "signed": done.Signed, "verdict": done.Verdict, "missing_characters": missingJSON(done.Missing)}
	signed := "not signed"
	if done.Signed {
		signed = "signed, and intact when read back"
	}
	return a.done(data, "wrote %s: %s, %s", done.Path, plural(done.Pages, "page", "pages"), signed)
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
	return group("identity", "Identities to sign reports with", a.identityNew(), a.identityShow())
}

func (a *app) identityNew() *cobra.Command {
	var subject sign.Subject
	command := &cobra.Command{Use: "new FILE.p12 --name NAME", Short: "Make an identity", Args: exactly("FILE.p12")}
	flags := command.Flags()
	flags.StringVar(&subject.Name, "name", "", "who signs")
	flags.StringVar(&subject.Organisation, "org", "", "organisation")
	flags.StringVar(&subject.Email, "email", "", "e-mail address")
	rsa := flags.Bool("rsa", false, "an RSA key of 3072 bits, for older validators")
	command.RunE = func(_ *cobra.Command, args []string) error {
		passphrase, err := a.fresh(a.identitySecret(args[0]))
		if err != nil {
			return err
		}
		identity, err := engagement.NewIdentity(args[0], subject, *rsa, passphrase, time.Now())
		if err != nil {
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
		"algorithm": certificate.PublicKeyAlgorithm.String(), "issuer": certificate.Issuer.String(),
	}
}

func (a *app) identityShow() *cobra.Command {
	return &cobra.Command{Use: "show FILE.p12", Short: "Show an identity", Args: exactly("FILE.p12"), RunE: func(_ *cobra.Command, args []string) error {
		identity, err := a.openIdentity(args[0])
		if err != nil {
			return err
		}
		data := identityJSON(identity)
		usable := ""
		if err := identity.CheckUsable(time.Now()); err != nil {
			usable = err.Error()
		}
		data["usable"], data["trouble"] = usable == "", usable
		return a.answer(data, func(w io.Writer) {
			for _, key := range []string{"name", "organisation", "email", "fingerprint", "not_before", "not_after", "algorithm", "issuer"} {
				fmt.Fprintf(w, "%-13s %s\n", strings.ReplaceAll(key, "_", " "), oneLine(fmt.Sprint(data[key])))
			}
			if usable != "" {
				fmt.Fprintf(w, "%-13s %s\n", "cannot sign", usable)
			}
		})
	}}
}

func (a *app) openIdentity(path string) (*sign.Identity, error) {
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
