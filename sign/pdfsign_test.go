package sign_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"demarc/sign"
)

// What a signed file says comes back word for word.
func TestSignedWordsComeBack(t *testing.T) {
	for _, text := range []string{
		"plain", "Jörg Größe", "報告書に署名 山田太郎", "emoji 😀🏳️‍🌈", `brackets ((( \ )) and \n`, "two\nlines\tand a tab",
		"", "þÿ", "ends in a backslash \\", strings.Repeat("long ", 4000), "/ByteRange [0 10 20 30] /Contents <00>",
	} {
		t.Run(fmt.Sprintf("%.20q", text), func(t *testing.T) {
			s := statement()
			s.Name, s.Statement = text, text+"!"
			report := mustVerdict(t, sign.IntactUntrusted, mustSign(t, smallPDF(t), mustIdentity(t, false), s), nil)
			if got := report.Signatures[0]; got.Name != text || got.Statement != text+"!" {
				t.Errorf("name %q, statement %q", got.Name, got.Statement)
			}
		})
	}
}

func TestSigningExtendsTheFile(t *testing.T) {
	pdf := richPDF(t)
	signed := mustSign(t, pdf, mustIdentity(t, false), statement())
	if !bytes.HasPrefix(signed, pdf) {
		t.Error("the given bytes are not the beginning of the signed file")
	}
	update := signed[len(pdf):]
	for _, text := range []string{
		"/SubFilter /ETSI.CAdES.detached", "/M (D:20260314092653+00'00')", "/SigFlags 3", "/Version /1.7",
		"/Perms <<\n/DocMDP ", "/TransformParams /P 2 /V /1.2", "/Outlines ", "/PageMode /UseOutlines", "/ID [<",
		"/A <</S /URI /URI (https://example.org/a\\(b\\)c)>>>> ", "/Rect [60.00 60.00 260.00 120.00]",
	} {
		if !bytes.Contains(update, []byte(text)) {
			t.Errorf("the update lacks %s", text)
		}
	}
	if len(update) > 2*16<<10+8<<10 {
		t.Errorf("the update has %d bytes", len(update))
	}
}

// RSA has no randomness, so everything else shows here.
func TestSigningIsDeterministic(t *testing.T) {
	first := mustSign(t, richPDF(t), mustIdentity(t, true), statement())
	if !bytes.Equal(first, mustSign(t, richPDF(t), mustIdentity(t, true), statement())) {
		t.Error("the same input gave other bytes")
	}
}

func TestSigningLeavesItsInputAlone(t *testing.T) {
	pdf := smallPDF(t)
	roomy := append(make([]byte, 0, len(pdf)+1<<20), pdf...)
	mustSign(t, roomy, mustIdentity(t, false), statement())
	if !bytes.Equal(roomy, pdf) || !bytes.Equal(roomy[:cap(roomy)][len(pdf):], make([]byte, cap(roomy)-len(pdf))) {
		t.Error("the given slice was written to")
	}
}

func TestSigningOnAPage(t *testing.T) {
	pages := []string{"page 1", "page 2", "page 5"}
	for i, page := range []int{0, 1, -1} {
		s := statement()
		s.Page = page
		signed := mustSign(t, richPDF(t), mustIdentity(t, false), s)
		file := writeFile(t, "signed.pdf", signed)
		number := pages[i][len("page "):]
		out := mustRun(t, "mutool", "show", file, "pages/"+number+"/Annots")
		if !strings.Contains(out, " 0 R") {
			t.Errorf("%s has no signature field among its annotations: %s", pages[i], out)
		}
	}
}

func TestSigningRefuses(t *testing.T) {
	id := mustIdentity(t, false)
	pdf := smallPDF(t)
	file := writeFile(t, "plain.pdf", pdf)
	streams, encrypted := file+".streams", file+".encrypted"
	mustRun(t, "qpdf", "--object-streams=generate", file, streams)
	mustRun(t, "qpdf", "--object-streams=disable", "--encrypt", "", "owner", "256", "--", file, encrypted)
	certified := mustSign(t, pdf, id, statement())
	// A certificate of another making that forbids everything.
	closed := bytes.Replace(certified, []byte("/P 2 /V"), []byte("/P 1 /V"), 1)
	huge := *id
	for range 50 {
		huge.Chain = append(huge.Chain, id.Certificate)
	}
	with := func(change func(*sign.PDFSignature)) sign.PDFSignature {
		s := statement()
		change(&s)
		return s
	}
	approve := with(func(s *sign.PDFSignature) { s.Certify = false })
	tests := []struct {
		name string
		pdf  []byte
		id   *sign.Identity
		s    sign.PDFSignature
		text string
	}{
		{"empty", nil, id, statement(), "not a PDF"},
		{"text", []byte("hello"), id, statement(), "not a PDF"},
		{"cut", pdf[:len(pdf)-20], id, statement(), "end of the PDF"},
		{"compressed cross-reference", mustRead(t, streams), id, statement(), "compressed form"},
		{"encrypted", mustRead(t, encrypted), id, statement(), "without password"},
		{"certified twice", certified, id, statement(), "only the first signature"},
		{"no changes allowed", closed, id, approve, "no further change"},
		{"long chain", pdf, &huge, statement(), "16384 are reserved"},
		{"page after the last", pdf, id, with(func(s *sign.PDFSignature) { s.Page = 1 }), "has 1 pages"},
		{"page before the first", pdf, id, with(func(s *sign.PDFSignature) { s.Page = -2 }), "no page"},
		{"place without number", pdf, id, with(func(s *sign.PDFSignature) { s.Rect[1] = math.NaN() }), "not on a page"},
		{"place at infinity", pdf, id, with(func(s *sign.PDFSignature) { s.Rect[3] = math.Inf(1) }), "not on a page"},
		{"damaged table", bytes.Replace(pdf, []byte("xref\n0"), []byte("xref\nX"), 1), id, statement(), "cross-reference"},
		{"damaged catalogue", bytes.Replace(pdf, []byte("/Type /Catalog"), []byte("(Type /Catalog"), 1), id, statement(), "catalogue"},
		{"unreadable form", bytes.Replace(pdf, []byte("/Names <<\n"), []byte("/AcroForm 9 0 R"), 1), id, statement(), "cannot be signed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			signed, err := sign.SignPDF(test.pdf, test.id, test.s)
			if signed != nil || !errors.Is(err, sign.ErrCannotSign) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("%d bytes and the error %v, want %q", len(signed), err, test.text)
			}
		})
	}
}
