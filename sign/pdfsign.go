package sign

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarc/words"
)

// ErrCannotSign marks PDFs that SignPDF leaves alone; the text says why.
var ErrCannotSign = words.Errorf("this PDF cannot be signed")

// PDFSignature is what a signature says and where it is shown.
type PDFSignature struct {
	Name      string    // of the signer, as shown by PDF readers; any script
	Statement string    // what is being signed, shown as the reason
	Time      time.Time // by the signer's clock; written in UTC to the second
	Page      int       // from 0; -1 is the last page
	// Rect is the clickable area: left, bottom, right, top in points from the
	// lower left corner of the page. It draws nothing: what a reader sees there
	// is part of the page already.
	Rect [4]float64
	// Certify allows no later change but form filling and further signatures
	// (DocMDP, P=2). Only the first signature of a file can certify.
	Certify bool
	// Closed has the certifying signature allow no change at all but a document
	// timestamp (P=1).
	Closed bool
	// Client is where an empty field for the client is prepared, which
	// [Countersign] fills; nil prepares none. It takes a signature that certifies.
	Client *ClientField
}

// ClientField is where the client's signature shows, and the words proposed for
// it, which stand as the field's description.
type ClientField struct {
	Place
	Statement string
}

// Place is where a signature shows, in the terms of [PDFSignature].
type Place struct {
	Page int
	Rect [4]float64
}

const (
	contentsSize      = 16 << 10 // bytes reserved for the CMS
	subFilter         = "ETSI.CAdES.detached"
	stampFilter       = "ETSI.RFC3161"
	chainKey          = "DMRC_ChainSHA256" // digest of the CMS certificates, when there are several
	digitsPlaceholder = "0000000000"
	// A locked annotation that is printed; signature fields exist, append only.
	widgetFlags, signatureFlags = 4 | 128, 1 | 2
)

// SignPDF appends a PAdES B-B signature (ETSI.CAdES.detached) over the whole of
// a PDF with a classic cross-reference table, as one incremental update; the
// given bytes are the beginning of the result. The result is the same for the
// same input, but for the randomness in ECDSA. An identity that cannot be used
// at s.Time is refused with the error of [Identity.CheckUsable], a PDF that
// cannot be extended with ErrCannotSign.
func SignPDF(pdf []byte, id *Identity, s PDFSignature) ([]byte, error) {
	if err := id.CheckUsable(s.Time); err != nil {
		return nil, err
	}
	signed, err := signPDF(pdf, id, s)
	if err != nil {
		return nil, words.Errorf("%w: %w", ErrCannotSign, err)
	}
	return signed, nil
}

func signPDF(pdf []byte, id *Identity, s PDFSignature) ([]byte, error) {
	document, err := readDocument(pdf)
	if err != nil {
		return nil, err
	}
	if err := checkSignable(document, s); err != nil {
		return nil, err
	}
	dictionary, err := signatureDictionary(id, s)
	if err != nil {
		return nil, err
	}
	update := newUpdate(document)
	start, err := update.addSignature(dictionary, s)
	if err != nil {
		return nil, err
	}
	signed := update.finish()
	return signed, fillSignature(signed, start, id)
}

func checkSignable(d *pdfDocument, s PDFSignature) error {
	fields, err := checkExtendable(d)
	if err != nil {
		return err
	}
	if s.Certify && len(fields) > 0 {
		return words.Errorf("it is signed already, and only the first signature can certify")
	}
	for _, field := range fields {
		if d.permission(field) == permitNothing {
			return words.Errorf("its certifying signature allows no further change, so it cannot be signed again")
		}
	}
	if (s.Closed || s.Client != nil) && !s.Certify || s.Closed && s.Client != nil {
		return words.Errorf("a signature that does not certify, or allows no change, cannot prepare another")
	}
	sides := s.Rect[:]
	if s.Client != nil {
		sides = slices.Concat(sides, s.Client.Rect[:])
	}
	for _, side := range sides {
		if math.IsNaN(side) || math.Abs(side) > 1e6 {
			return words.Errorf("the place of the signature is not on a page")
		}
	}
	return nil
}

// checkExtendable says why a document can get no signature of any kind, and
// lists the fields that are signed already.
func checkExtendable(d *pdfDocument) ([]signatureField, error) {
	catalog := d.catalog()
	if d.trailer.get("Encrypt").kind != pdfNull {
		return nil, words.Errorf("it is encrypted; sign a copy without password protection")
	}
	fields, err := d.signatureFields()
	if err != nil {
		return nil, err
	}
	form := d.resolve(catalog.get("AcroForm"))
	if form.get("XFA").kind != pdfNull {
		return nil, words.Errorf("it holds an XFA form, which signing would break")
	}
	if !d.readable(catalog, "AcroForm", pdfDict) || !d.readable(form, "Fields", pdfArray) || !d.readable(catalog, "Perms", pdfDict) {
		return nil, words.Errorf("its form is damaged")
	}
	return fields, nil
}

// signatureDictionary writes the dictionary with room for ByteRange and Contents.
func signatureDictionary(id *Identity, s PDFSignature) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /%s\n", subFilter)
	fmt.Fprintf(&b, "/ByteRange [0 %[1]s %[1]s %[1]s]\n", digitsPlaceholder)
	fmt.Fprintf(&b, "/Contents <%s>\n", strings.Repeat("0", 2*contentsSize))
	fmt.Fprintf(&b, "/Name %s\n/Reason %s\n", PDFText(s.Name), PDFText(s.Statement))
	fmt.Fprintf(&b, "/M (D:%s+00'00')\n", s.Time.UTC().Format("20060102150405"))
	if len(id.Chain) > 0 {
		sum, err := certificatesDigest(id.Certificate, id.Chain)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "/%s <%x>\n", chainKey, sum)
	}
	if s.Certify {
		permission := permitSigning
		if s.Closed {
			permission = permitNothing
		}
		fmt.Fprintf(&b, "/Reference [<< /Type /SigRef /TransformMethod /DocMDP "+
			"/TransformParams << /Type /TransformParams /P %d /V /1.2 >> >>]\n", permission)
	}
	b.WriteString(">>")
	return b.String(), nil
}

// fillSignature sets ByteRange, signs what it covers, and sets Contents.
func fillSignature(signed []byte, start int, id *Identity) error {
	contents, err := setRange(signed, start)
	if err != nil {
		return err
	}
	cms, err := signCMS(id, rangeDigest(signed, contents.pos, contents.end))
	if err != nil {
		return err
	}
	if len(cms) > contentsSize {
		return words.Errorf("the signature with its %d certificates takes %d bytes and %d are reserved; use an identity with a shorter chain",
			1+len(id.Chain), len(cms), contentsSize)
	}
	hex.Encode(signed[contents.pos+1:], cms)
	return nil
}

// setRange writes what the signature dictionary at start covers, and returns the
// place of its contents.
func setRange(signed []byte, start int) (contents pdfValue, err error) {
	dictionary, err := newParser(signed, start, len(signed)).value(0)
	if err != nil {
		return contents, err
	}
	ranges, contents := dictionary.get("ByteRange"), dictionary.get("Contents")
	text := fmt.Sprintf("[0 %d %d %d", contents.pos, contents.end, len(signed)-contents.end)
	text += strings.Repeat(" ", ranges.end-ranges.pos-len(text)-1) + "]"
	copy(signed[ranges.pos:ranges.end], text)
	return contents, nil
}

// rangeDigest is the SHA-256 of a file without the bytes from start to end.
func rangeDigest(file []byte, start, end int) (sum [sha256.Size]byte) {
	h := sha256.New()
	h.Write(file[:start])
	h.Write(file[end:])
	h.Sum(sum[:0])
	return sum
}

func reference(number, gen int) string { return fmt.Sprintf("%d %d R", number, gen) }

func formatPoints(p float64) string { return strconv.FormatFloat(p, 'f', 2, 64) }

func formatRect(rect [4]float64) string {
	sides := make([]string, len(rect))
	for i, side := range rect {
		sides[i] = formatPoints(side)
	}
	return strings.Join(sides, " ")
}
