package engagement

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"path/filepath"
	"regexp"

	"demarc/history"
	"demarc/sign"
	"demarc/store"
	"demarc/words"
)

// maxPDF bounds the reports that are verified, in bytes.
const maxPDF = 512 << 20

// VerifiedPDF is what could be found out about a report.
type VerifiedPDF struct {
	sign.PDFReport
	// Head is the commit that the report was made from, and Engagement the id of
	// the engagement, as it states itself.
	Head, Engagement string
	// Found says whether the engagement that was named has that commit; nil
	// where none was named. ChangedSince tells what was changed after it.
	Found        *bool
	ChangedSince []string
	CommitsSince int
	// Data is what came of counting its numbers again; nil where nobody asked.
	Data *CheckedData
}

var (
	headKeyword       = regexp.MustCompile(`(?:^|[ ,;])demarc-head=([0-9a-f]{64})(?:$|[ ,;])`)
	stateKeyword      = regexp.MustCompile(`(?:^|[ ,;])demarc-state=([a-z_]+)(?:$|[ ,;])`)
	engagementKeyword = regexp.MustCompile(`(?:^|[ ,;])demarc-engagement=([0-9a-f-]{36})(?:$|[ ,;])`)
)

// VerifyPDF checks a report: its signatures, and with a session whether it was
// made from that engagement and what has changed since.
func VerifyPDF(l *words.Language, path string, roots *x509.CertPool, s *Session) (*VerifiedPDF, error) {
	pdf, err := readBounded(path, maxPDF)
	if err != nil {
		return nil, unreadable(filepath.Base(path), err)
	}
	verified := &VerifiedPDF{PDFReport: sign.VerifyPDF(pdf, roots)}
	if found := headKeyword.FindStringSubmatch(verified.Info["Keywords"]); found != nil {
		verified.Head = found[1]
	}
	if found := engagementKeyword.FindStringSubmatch(verified.Info["Keywords"]); found != nil {
		verified.Engagement = found[1]
	}
	if s != nil {
		if err := s.HoldAgainst(l, verified); err != nil {
			return nil, err
		}
	}
	return verified, nil
}

// HoldAgainst finds out whether a report that was verified without a session
// was made from this engagement, and tells in a language what has changed since.
func (s *Session) HoldAgainst(l *words.Language, verified *VerifiedPDF) error {
	graph, head, err := s.graph()
	if err != nil {
		return err
	}
	made, err := history.ParseID(verified.Head)
	found := err == nil && graph.Contains(head, made)
	if found {
		for _, id := range graph.Missing(made, head) {
			sentences, err := s.tellAlone(l, id)
			if err != nil {
				return err
			}
			verified.ChangedSince = append(verified.ChangedSince, sentences...)
			verified.CommitsSince++
		}
	}
	verified.Found = &found
	return nil
}

// EngagementVerdict is the one-word result of checking an engagement.
type EngagementVerdict string

// The verdicts. Tampered: what is stored does not follow from the history, or
// the history not from itself. Damaged: the file cannot be read as a whole.
const (
	Intact   EngagementVerdict = "intact"
	Tampered EngagementVerdict = "tampered"
	Damaged  EngagementVerdict = "damaged"
)

// VerifiedEngagement is what could be found out about an engagement.
type VerifiedEngagement struct {
	Verdict                  EngagementVerdict
	Commits, Records, Erased int
	Head                     string
	Problems                 []string
	// Signed is who signed how many commits; Stated are the authors of those that
	// nobody signed, whose names are only what was typed.
	Signed []store.Signed
	// SetBack is how many commits are dated before one that they follow.
	SetBack int
	Stated  []store.Stated
	// Report is the signed report that the engagement was held against, if any.
	Report *VerifiedPDF
}

// HoldAgainstReport checks that an engagement that is intact in itself still
// has the commit that a signed report was made from: one that was rewritten, or
// rolled back to an earlier copy, has not. A report that proves nothing of this
// engagement is refused.
func (v *VerifiedEngagement) HoldAgainstReport(path, report string, roots *x509.CertPool, options Options) error {
	options.ReadOnly = true
	s, err := Open(path, options)
	if err != nil {
		return err
	}
	defer s.Close()
	if v.Report, err = VerifyPDF(nil, report, roots, s); err != nil {
		return err
	}
	switch name := filepath.Base(report); {
	case v.Report.Verdict != sign.IntactTrusted && v.Report.Verdict != sign.IntactUntrusted:
		return wrongInput("%s has no signature that holds, so that nothing follows from it", name).hint("`demarc verify %s` says more", name)
	case v.Report.Engagement != "" && v.Report.Engagement != s.state.Engagement.ID:
		return wrongInput("%s is the report of another engagement", name)
	case !*v.Report.Found:
		v.Verdict = Tampered
		v.Problems = append(v.Problems, "the commit that "+name+" was made from is not in its history: it was rewritten or rolled back since")
	}
	return nil
}

// VerifyEngagement checks an engagement's chain of commits, every digest, and
// that its records are what the commits made them. A damaged file is a verdict,
// one that is missing or in use an error.
func VerifyEngagement(ctx context.Context, path string, options Options) (*VerifiedEngagement, error) {
	file, err := store.Open(path, store.Options{ReadOnly: true, Passphrase: options.Passphrase})
	if errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrNotDemarc) {
		return &VerifiedEngagement{Verdict: Damaged, Problems: []string{err.Error()}}, nil
	}
	if err != nil {
		return nil, storeError(err)
	}
	defer file.Close()
	found, err := file.Verify(ctx)
	if err != nil {
		return &VerifiedEngagement{Verdict: Damaged, Problems: []string{err.Error()}}, ctx.Err()
	}
	verified := &VerifiedEngagement{
		Verdict: Intact, Commits: found.Commits, Records: found.Records, Erased: found.Erased, Head: found.Head.String(), Problems: found.Problems,
		Signed: found.Signed, Stated: found.Stated, SetBack: found.SetBack,
	}
	if len(found.Problems) > 0 {
		verified.Verdict = Tampered
	}
	return verified, nil
}

// ReadRoots reads root certificates: any number in PEM form, or one in DER, as a
// .cer file is.
func ReadRoots(path string) (*x509.CertPool, error) {
	pem, err := readBounded(path, 8<<20)
	if err != nil {
		return nil, unreadable(filepath.Base(path), err)
	}
	roots := x509.NewCertPool()
	if one, err := x509.ParseCertificate(pem); err == nil {
		roots.AddCert(one)
		return roots, nil
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, wrongInput("%s holds no certificate in PEM form", filepath.Base(path))
	}
	return roots, nil
}

// IsPDF reports whether a file begins like a PDF.
func IsPDF(path string) bool {
	start, err := readStart(path, 1024)
	return err == nil && bytes.Contains(start, []byte("%PDF-"))
}

// Head is the newest commit.
func (s *Session) Head() (history.Entry, error) {
	for entry, err := range s.file.Log() {
		return entry, storeError(err)
	}
	return history.Entry{}, unavailable(nil, "%s has no history", s.name())
}
