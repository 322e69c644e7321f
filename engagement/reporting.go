package engagement

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"demarc/report"
	"demarc/sign"
)

// ReportOptions say what report is made.
type ReportOptions struct {
	Identity *sign.Identity // nil: unsigned, and the cover says so
	Progress func(done, total int)
}

// Reported says what report was made.
type Reported struct {
	Path    string
	Pages   int
	Bytes   int
	Head    string
	Signed  bool
	Verdict sign.Verdict // of the file as it was read back
	// Missing are characters that no face has; they stand as a mark.
	Missing []report.MissingGlyph
}

// statement is what the signer of a draft puts their name to.
const statement = "I prepared this draft assessment from the information supplied and the samples listed."

// Report writes the draft as a PDF, signed if an identity is given, and reads
// it back before it appears under its name.
func (s *Session) Report(ctx context.Context, path string, options ReportOptions) (*Reported, error) {
	if !strings.EqualFold(filepath.Ext(path), ".pdf") {
		return nil, wrongInput("a report is a PDF, and %s is not called one", filepath.Base(path)).hint("end the name with .pdf")
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, wrongInput("%s is not a file that can be replaced", filepath.Base(path))
	}
	if options.Identity == nil && isSigned(path) {
		return nil, wrongInput("%s is signed, and would be replaced by a report without a signature", filepath.Base(path)).hint("choose another name, or sign with --identity")
	}
	input, err := s.reportInput(options)
	if err != nil {
		return nil, err
	}
	document, err := report.Write(ctx, input, options.Progress)
	if err != nil {
		return nil, unavailable(err, "the report could not be set: %v", err)
	}
	pdf, err := s.signed(document, options.Identity)
	if err != nil {
		return nil, err
	}
	check := sign.VerifyPDF(pdf, nil)
	want := sign.Unsigned
	if options.Identity != nil {
		want = sign.IntactUntrusted
	}
	if check.Verdict != want {
		return nil, unavailable(nil, "the report was read back before it was kept, and it is %s; nothing was written", check.Verdict)
	}
	if err := writeFile(path, pdf, 0o644); err != nil {
		return nil, err
	}
	return &Reported{
		Path: path, Pages: document.Pages, Bytes: len(pdf), Head: input.Head,
		Signed: options.Identity != nil, Verdict: check.Verdict, Missing: document.Missing,
	}, nil
}

// isSigned reports whether there is a PDF with a signature under a name.
func isSigned(path string) bool {
	pdf, err := readBounded(path, maxPDF)
	if err != nil {
		return false
	}
	verdict := sign.VerifyPDF(pdf, nil).Verdict
	return verdict != sign.Unsigned && verdict != sign.Malformed
}

func (s *Session) reportInput(options ReportOptions) (report.Input, error) {
	log, err := s.entries()
	if err != nil {
		return report.Input{}, err
	}
	input := report.Input{
		Evaluation: s.evaluation, Findings: s.evaluation.Findings(),
		Head: log[len(log)-1].ID.String(), Commits: len(log),
		Program: "Demarc " + s.library.Version, Now: s.now(), FixedClock: s.fixedClock(), Fonts: s.library.Fonts,
	}
	if options.Identity != nil {
		// A key that cannot sign is refused before a page is set.
		if err := options.Identity.CheckUsable(s.wallClock()); err != nil {
			return report.Input{}, &Error{Code: CodeInput, Message: err.Error(), Err: err}
		}
		certificate := options.Identity.Certificate
		input.Signer = &report.Signer{
			Name: certificate.Subject.CommonName, Fingerprint: options.Identity.Fingerprint(), Statement: statement,
			SelfSigned: slices.Equal(certificate.RawSubject, certificate.RawIssuer),
		}
		if len(certificate.Subject.Organization) > 0 {
			input.Signer.Organisation = certificate.Subject.Organization[0]
		}
		if len(certificate.EmailAddresses) > 0 {
			input.Signer.Email = certificate.EmailAddresses[0]
		}
	}
	return input, nil
}

// signed signs a document; signing goes by the real clock, whatever --now says.
func (s *Session) signed(document *report.Document, identity *sign.Identity) ([]byte, error) {
	if identity == nil {
		return document.PDF, nil
	}
	pdf, err := sign.SignPDF(document.PDF, identity, sign.PDFSignature{
		Name: identity.Certificate.Subject.CommonName, Statement: statement, Time: s.wallClock(),
		Page: document.SignaturePage, Rect: document.SignatureRect, Certify: true,
	})
	if err != nil {
		return nil, &Error{Code: CodeInput, Message: err.Error(), Err: err}
	}
	return pdf, nil
}
