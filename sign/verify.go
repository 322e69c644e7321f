package sign

import (
	"bytes"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"demarc/words"
)

// Verdict is the one-word result of a verification.
type Verdict string

// The verdicts, most favourable first. Both intact ones mean that every byte of
// the file is as it was signed; trusted, that each certificate leads to one of
// the roots given and was valid at the time that the signature states.
const (
	IntactTrusted       Verdict = "intact_trusted"
	IntactUntrusted     Verdict = "intact_untrusted"
	ChangedAfterSigning Verdict = "changed_after_signing" // the signed bytes are intact, and others follow
	Tampered            Verdict = "tampered"              // signed bytes, or a signature, were edited
	Unsigned            Verdict = "unsigned"
	Malformed           Verdict = "malformed"     // no PDF that can be read
	NotSupported        Verdict = "not_supported" // signed in a form that is neither proved nor refuted here
)

// SignatureReport is what one signature says, and what could be found out about
// it. Unless the verdict is intact or changed_after_signing, take nothing in it
// as proved.
type SignatureReport struct {
	Name            string    // as stated in the PDF; Subject is what the certificate says
	Statement       string    // the reason given for signing
	SignedAt        time.Time // UTC; zero when it cannot be read
	TimeSource      string    // ClockTime or StampedTime
	Fingerprint     string    // of the certificate, as [Identity.Fingerprint]
	Subject         string    // of the certificate, such as "CN=Ada,O=Example"
	SelfSigned      bool
	Trusted         bool
	CoversWholeFile bool
	Permissions     string   // what the signature allows afterwards: "no changes", "form filling and signing", "form filling, signing and annotations", "not stated"
	ChangesAfter    []string // changes since this signature that it does not allow, one sentence each
	// Stamp is the first document timestamp after the signature; nil without one.
	Stamp *TimestampReport
}

// Where the time of a signature comes from: what the signer's computer stated,
// alone or with a timestamp that says by when the signature was there.
const (
	ClockTime   = "signer's clock"
	StampedTime = "signer's clock, with an RFC 3161 timestamp"
)

// TimestampReport is what an authority says of when the file was as it is.
type TimestampReport struct {
	Time            time.Time // UTC
	Authority       string    // subject of its certificate
	Fingerprint     string    // of that certificate
	Trusted         bool      // its certificate leads to one of the roots given
	CoversWholeFile bool
	ChangesAfter    []string
}

// PDFReport is the result of VerifyPDF. Signatures are in the order of signing.
type PDFReport struct {
	Verdict    Verdict
	Signatures []SignatureReport
	// Timestamps are the document timestamps (RFC 3161), in their order.
	Timestamps []TimestampReport
	// Info holds the text entries of the document information dictionary (Title,
	// Keywords, Producer …) of the newest signed revision that is intact, and of
	// an unsigned file as it stands; otherwise it is empty.
	Info     map[string]string
	Problems []error // one sentence each
}

// VerifyPDF checks the signatures of a PDF that SignPDF made: at most 16, in a
// file of at most 500,000 objects. It takes any bytes and does not panic; time
// and memory are bounded by a multiple of the length. Without roots no signature
// is trusted.
//
// Signatures by others are checked for changed bytes where they are built alike
// and are otherwise reported as not_supported.
func VerifyPDF(pdf []byte, roots *x509.CertPool) (report PDFReport) {
	defer func() { // certificates and keys in the file are foreign bytes too
		if recover() != nil {
			report = PDFReport{Verdict: Malformed, Problems: []error{words.Errorf("the file is damaged in a way that stopped the check")}}
		}
	}()
	return verifyPDF(pdf, roots)
}

func verifyPDF(pdf []byte, roots *x509.CertPool) PDFReport {
	ranges, severed := findRanges(pdf)
	if len(ranges) > maxSignatures {
		return PDFReport{Verdict: NotSupported, Problems: []error{words.Errorf("the file has more than %d signatures", maxSignatures)}}
	}
	var signatures []*foundSignature
	for _, r := range ranges {
		if s := examine(pdf, r); s != nil {
			signatures = append(signatures, s)
		}
	}
	// A proved signature settles what the rest is: bytes that it vouches for, or
	// bytes that follow it. Ranges that lead nowhere matter only without one.
	if slices.ContainsFunc(signatures, func(s *foundSignature) bool { return s.flaw == nil }) {
		signatures = slices.DeleteFunc(signatures, func(s *foundSignature) bool { return s.document == nil })
	}
	if len(signatures) == 0 {
		return withoutSignature(pdf, severed)
	}
	var report PDFReport
	for _, s := range signatures {
		report.Signatures = append(report.Signatures, s.report(pdf, roots, &report.Problems))
	}
	report.judge(pdf, signatures)
	report.settleTimes(signatures)
	for i := len(signatures) - 1; i >= 0 && report.Info == nil && report.Verdict != Tampered; i-- {
		if signatures[i].flaw == nil {
			report.Info = signatures[i].document.info()
		}
	}
	return report
}

// judge draws the verdict: the worst that can be said of any signature.
func (r *PDFReport) judge(pdf []byte, signatures []*foundSignature) {
	tampered, foreign := false, false
	for _, s := range signatures {
		if s.flaw != nil {
			r.problem(s.flaw)
			foreign = true
			tampered = tampered || !errors.Is(s.flaw, errForeign)
		}
	}
	if newest := signatures[len(signatures)-1]; newest.covered == len(pdf) && newest.document != nil {
		for _, field := range newest.document.unexamined(signatures) {
			flaw := newest.document.damagedField(field)
			r.problem(flaw)
			foreign = true
			tampered = tampered || !errors.Is(flaw, errForeign)
		}
	}
	if tampered {
		r.Verdict = Tampered
		return
	}
	r.addChanges(pdf, signatures)
	r.Verdict = IntactTrusted
	for i, s := range r.Signatures {
		switch {
		case signatures[i].flaw == nil && len(s.ChangesAfter) > 0:
			r.Verdict = ChangedAfterSigning
			r.problem(words.Errorf("the file was changed after it was signed"))
			return
		case !s.Trusted && !signatures[i].isStamp():
			r.Verdict = IntactUntrusted
		}
	}
	if foreign {
		r.Verdict = NotSupported
	}
}

// addChanges compares each signed revision with the next, and the newest with
// the whole file.
func (r *PDFReport) addChanges(pdf []byte, signatures []*foundSignature) {
	for i, s := range signatures {
		var changes []string
		switch {
		case i+1 < len(signatures):
			changes = changesBySigning(signatures[:i+1], signatures[i+1])
		case s.covered < len(pdf):
			changes = changesByAppending(s.document, pdf, s.covered)
		}
		for j := 0; j <= i; j++ {
			r.Signatures[j].ChangesAfter = append(r.Signatures[j].ChangesAfter, changes...)
		}
	}
}

// damagedField says what to make of a signed field whose signature could not be
// found by its byte range.
func (d *pdfDocument) damagedField(field signatureField) error {
	filter := field.dictionary.get("SubFilter")
	r, ok := readRange(field.dictionary.get("ByteRange"))
	if filter.kind != pdfName || filter.isName(subFilter) || filter.isName(stampFilter) || ok && r.covered > len(d.data) {
		return words.Errorf("a signature of the file is damaged")
	}
	return words.Errorf("%w: %.40q", errForeign, filter.text)
}

func (r *PDFReport) problem(err error) { r.Problems = append(r.Problems, err) }

// withoutSignature judges a file in which no signature could be examined: there
// may be none, or one so damaged that only traces are left.
func withoutSignature(pdf []byte, severed bool) PDFReport {
	document, err := readDocument(pdf)
	switch {
	case errors.Is(err, errRevisions), errors.Is(err, errStreams) && bytes.Contains(pdf, []byte("/ByteRange")):
		return PDFReport{Verdict: NotSupported, Problems: []error{err}}
	case errors.Is(err, errStreams):
		return PDFReport{Verdict: Unsigned}
	case err != nil && severed:
		return PDFReport{Verdict: Tampered, Problems: []error{words.Errorf("the file was signed, and what its signature covered is no longer all there"), err}}
	case err != nil:
		return PDFReport{Verdict: Malformed, Problems: []error{err}}
	}
	fields, err := document.signatureFields()
	if err != nil {
		return PDFReport{Verdict: Malformed, Problems: []error{err}}
	}
	if len(fields) > 0 {
		flaw, verdict := document.damagedField(fields[0]), Tampered
		if errors.Is(flaw, errForeign) {
			verdict = NotSupported
		}
		return PDFReport{Verdict: verdict, Problems: []error{flaw}}
	}
	return PDFReport{Verdict: Unsigned, Info: document.info()}
}

// info reads the text entries of the document information dictionary.
func (d *pdfDocument) info() map[string]string {
	if d.trailer.get("Encrypt").kind != pdfNull {
		return nil
	}
	dict := d.resolve(d.trailer.get("Info"))
	info := make(map[string]string, len(dict.keys))
	for i, key := range dict.keys {
		if v := d.resolve(dict.items[i]); v.kind == pdfString {
			info[key] = decodeText(v.text)
		}
	}
	return info
}
