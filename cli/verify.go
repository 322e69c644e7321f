package cli

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarc/engagement"
	"demarc/sign"
)

func (a *app) verifyCommand() *cobra.Command {
	command := &cobra.Command{Use: "verify FILE", Short: "Check a report (.pdf) or an engagement (.demarc)", Args: exactly("FILE")}
	against := command.Flags().String("engagement", "", "the engagement that a report should come from")
	report := command.Flags().String("report", "", "a signed report, whose commit the engagement should still have")
	trust := command.Flags().String("trust", "", "root certificates to trust (PEM)")
	command.RunE = func(command *cobra.Command, args []string) error {
		isEngagement := strings.EqualFold(filepath.Ext(args[0]), ".demarc") && !engagement.IsPDF(args[0])
		switch name := filepath.Base(args[0]); {
		case isEngagement && *against != "":
			return wrong("--engagement is for reports, and %s is an engagement", name).with("name the report: demarc verify %s --report FILE.pdf", name)
		case isEngagement && *trust != "" && *report == "":
			return wrong("--trust is for signatures, and %s has none", name).with("name a signed report with --report FILE.pdf")
		case !isEngagement && *report != "":
			return wrong("--report is for engagements, and %s is none", name).with("name the engagement: demarc verify %s --engagement FILE.demarc", name)
		}
		roots, err := readRoots(*trust)
		if err != nil {
			return err
		}
		if isEngagement {
			return a.verifyEngagement(command.Context(), args[0], *report, roots)
		}
		if *against == "" {
			verified, err := engagement.VerifyPDF(nil, args[0], roots, nil)
			if err != nil {
				return err
			}
			return a.verifiedPDF(command.Context(), args[0], verified)
		}
		return a.looking(*against, func(s *engagement.Session) error {
			verified, err := engagement.VerifyPDF(nil, args[0], roots, s)
			if err != nil {
				return err
			}
			return a.verifiedPDF(command.Context(), args[0], verified)
		})
	}
	return command
}

func (a *app) verifiedPDF(ctx context.Context, path string, v *engagement.VerifiedPDF) error {
	if err := a.library.CheckData(ctx, path, v); err != nil {
		return err
	}
	signatures := []map[string]any{}
	for _, s := range v.Signatures {
		signatures = append(signatures, map[string]any{
			"name": s.Name, "statement": s.Statement, "signed_at": rfc3339(s.SignedAt), "time_source": s.TimeSource, "fingerprint": s.Fingerprint,
			"subject": s.Subject, "self_signed": s.SelfSigned, "trusted": s.Trusted, "covers_whole_file": s.CoversWholeFile,
			"permissions": s.Permissions, "changes_after": notNil(s.ChangesAfter), "timestamp": stampJSON(s.Stamp),
		})
	}
	stamps := []map[string]any{}
	for i := range v.Timestamps {
		stamps = append(stamps, stampJSON(&v.Timestamps[i]))
	}
	data := map[string]any{
		"verdict": v.Verdict, "signatures": signatures, "timestamps": stamps, "problems": texts(v.Problems),
		"data_matches": v.Data.Matches, "data": saidTexts(v.Data.Said), "pages_set_again": v.Data.Pages,
		"engagement": map[string]any{"head": v.Head, "found": v.Found, "changed_since": notNil(v.ChangedSince)},
	}
	if err := a.answer(data, func(w io.Writer) { writeVerified(w, path, v) }); err != nil {
		return err
	}
	if v.Verdict != sign.IntactTrusted && v.Verdict != sign.IntactUntrusted || v.Found != nil && !*v.Found || v.Data.Matches != nil && !*v.Data.Matches {
		return errNo
	}
	return nil
}

func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func notNil(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

var verdictWords = map[sign.Verdict]string{
	sign.IntactTrusted:       "intact, signed by a certificate that is trusted",
	sign.IntactUntrusted:     "intact: nothing changed since it was signed; the certificate is not among trusted ones",
	sign.ChangedAfterSigning: "CHANGED after signing",
	sign.Tampered:            "TAMPERED: the signed bytes are not those that were signed",
	sign.Unsigned:            "not signed: nothing says whether it was changed",
	sign.Malformed:           "malformed: it cannot be read as a PDF",
	sign.NotSupported:        "signed in a way that this program does not check",
}

func writeVerified(w io.Writer, path string, v *engagement.VerifiedPDF) {
	fmt.Fprintf(w, "%s: %s\n", oneLine(filepath.Base(path)), verdictWords[v.Verdict])
	for _, s := range v.Signatures {
		fmt.Fprintf(w, "  signed by      %s (%s)\n", oneLine(s.Name), oneLine(s.Subject))
		if s.SelfSigned && !s.Trusted {
			fmt.Fprintln(w, "                 by a certificate that it made itself: it proves that nothing changed since, not who signed")
		}
		fmt.Fprintf(w, "  in the words   %s\n", oneLine(s.Statement))
		fmt.Fprintf(w, "  when           %s by the %s\n", orElse(rfc3339(s.SignedAt), "not stated,"), sign.ClockTime)
		writeStamp(w, s.Stamp)
		fmt.Fprintf(w, "  fingerprint    %s\n", s.Fingerprint)
		fmt.Fprintf(w, "  allows         %s\n", s.Permissions)
		for _, change := range s.ChangesAfter {
			fmt.Fprintf(w, "  changed after  %s\n", oneLine(change))
		}
	}
	for _, problem := range v.Problems {
		fmt.Fprintf(w, "  note           %s\n", oneLine(problem.Error()))
	}
	if v.Head != "" {
		fmt.Fprintf(w, "  made from      commit %s\n", v.Head)
	}
	writeData(w, v.Data)
	switch {
	case v.Found == nil:
	case !*v.Found:
		fmt.Fprintln(w, "  engagement     does not have that commit: this report does not come from it")
	case len(v.ChangedSince) == 0:
		fmt.Fprintln(w, "  engagement     has that commit, and nothing has changed since")
	default:
		fmt.Fprintf(w, "  engagement     has that commit; since then:\n")
		for _, sentence := range v.ChangedSince {
			fmt.Fprintf(w, "                 %s\n", oneLine(sentence))
		}
	}
}

func (a *app) verifyEngagement(ctx context.Context, path, report string, roots *x509.CertPool) error {
	options := engagement.Options{Passphrase: a.once(path)}
	v, err := engagement.VerifyEngagement(ctx, path, options)
	if err == nil && report != "" && v.Verdict == engagement.Intact {
		err = v.HoldAgainstReport(path, report, roots, options)
	}
	if err != nil {
		return err
	}
	data := map[string]any{"verdict": v.Verdict, "commits": v.Commits, "head": v.Head, "records": v.Records, "erased": v.Erased, "problems": notNil(v.Problems),
		"signed": signedJSON(v), "as_stated": statedJSON(v), "dated_back": v.SetBack}
	if v.Report != nil {
		data["report"] = map[string]any{"verdict": v.Report.Verdict, "head": v.Report.Head, "found": v.Report.Found, "changed_since": notNil(v.Report.ChangedSince)}
	}
	if err := a.answer(data, func(w io.Writer) {
		fmt.Fprintf(w, "%s: %s, %s, %s, head %s\n", oneLine(filepath.Base(path)), verdictOf(v), plural(v.Commits, "commit", "commits"), plural(v.Records, "record", "records"), orElse(v.Head, "unknown"))
		for _, problem := range v.Problems {
			fmt.Fprintf(w, "  %s\n", oneLine(problem))
		}
		writeAuthors(w, v)
		if v.SetBack > 0 {
			fmt.Fprintf(w, "  note           %s dated before the one followed: a clock was set back, or two differ\n", plural(v.SetBack, "commit is", "commits are"))
		}
		if v.Report != nil && len(v.Problems) == 0 {
			fmt.Fprintf(w, "  it has the commit that %s was made from; commits since then: %d\n", oneLine(filepath.Base(report)), v.Report.CommitsSince)
		}
	}); err != nil {
		return err
	}
	if v.Verdict != engagement.Intact || len(v.Problems) > 0 {
		return errNo
	}
	return nil
}

// verdictOf is the verdict with what is known by its digest alone.
func verdictOf(v *engagement.VerifiedEngagement) string {
	if v.Erased == 0 {
		return string(v.Verdict)
	}
	return fmt.Sprintf("%s, %s erased", v.Verdict, plural(v.Erased, "value", "values"))
}

func signedJSON(v *engagement.VerifiedEngagement) []map[string]any {
	list := []map[string]any{}
	for _, s := range v.Signed {
		list = append(list, map[string]any{"name": s.Name, "subject": s.Subject, "fingerprint": s.Fingerprint, "commits": s.Commits})
	}
	return list
}

func statedJSON(v *engagement.VerifiedEngagement) []map[string]any {
	list := []map[string]any{}
	for _, s := range v.Stated {
		list = append(list, map[string]any{"author": s.Author, "commits": s.Commits})
	}
	return list
}

// writeAuthors tells names that are proven from names that were typed.
func writeAuthors(w io.Writer, v *engagement.VerifiedEngagement) {
	for _, s := range v.Signed {
		fmt.Fprintf(w, "  signed by      %s: %s, certificate %s\n", oneLine(s.Name), plural(s.Commits, "commit", "commits"), s.Fingerprint)
	}
	for _, s := range v.Stated {
		fmt.Fprintf(w, "  as stated      %s: %s that nobody signed\n", oneLine(s.Author), plural(s.Commits, "commit", "commits"))
	}
}

// texts are what errors say.
func texts(errs []error) []string {
	list := make([]string, len(errs))
	for i, err := range errs {
		list[i] = err.Error()
	}
	return list
}
