package sign

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
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
}

const (
	contentsSize      = 16 << 10 // bytes reserved for the CMS
	subFilter         = "ETSI.CAdES.detached"
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
	catalog := d.catalog()
	if d.trailer.get("Encrypt").kind != pdfNull {
		return words.Errorf("it is encrypted; sign a copy without password protection")
	}
	fields, err := d.signatureFields()
	if err != nil {
		return err
	}
	if s.Certify && len(fields) > 0 {
		return words.Errorf("it is signed already, and only the first signature can certify")
	}
	for _, field := range fields {
		if d.permission(field) == 1 {
			return words.Errorf("its certifying signature allows no further change, so it cannot be signed again")
		}
	}
	form := d.resolve(catalog.get("AcroForm"))
	if form.get("XFA").kind != pdfNull {
		return words.Errorf("it holds an XFA form, which signing would break")
	}
	if !d.readable(catalog, "AcroForm", pdfDict) || !d.readable(form, "Fields", pdfArray) || !d.readable(catalog, "Perms", pdfDict) {
		return words.Errorf("its form is damaged")
	}
	for _, side := range s.Rect {
		if math.IsNaN(side) || math.Abs(side) > 1e6 {
			return words.Errorf("the place of the signature is not on a page")
		}
	}
	return nil
}

// signatureDictionary writes the dictionary with room for ByteRange and Contents.
func signatureDictionary(id *Identity, s PDFSignature) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /%s\n", subFilter)
	fmt.Fprintf(&b, "/ByteRange [0 %[1]s %[1]s %[1]s]\n", digitsPlaceholder)
	fmt.Fprintf(&b, "/Contents <%s>\n", strings.Repeat("0", 2*contentsSize))
	fmt.Fprintf(&b, "/Name %s\n/Reason %s\n", encodeText(s.Name), encodeText(s.Statement))
	fmt.Fprintf(&b, "/M (D:%s+00'00')\n", s.Time.UTC().Format("20060102150405"))
	if len(id.Chain) > 0 {
		sum, err := certificatesDigest(id.Certificate, id.Chain)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "/%s <%x>\n", chainKey, sum)
	}
	if s.Certify {
		b.WriteString("/Reference [<< /Type /SigRef /TransformMethod /DocMDP " +
			"/TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>]\n")
	}
	b.WriteString(">>")
	return b.String(), nil
}

// addSignature writes the signature, its field and all that must point to them.
// It returns where the signature dictionary begins.
func (u *pdfUpdate) addSignature(dictionary string, s PDFSignature) (start int, err error) {
	d := u.document
	page, err := d.pageNumber(s.Page)
	if err != nil {
		return 0, err
	}
	catalog, changes := d.catalog(), map[string]string{}
	form := d.resolve(catalog.get("AcroForm"))
	formNumber := catalog.get("AcroForm").num
	if formNumber == 0 {
		formNumber = u.reserve()
		changes["AcroForm"] = reference(formNumber, 0)
	}
	signature, field, appearance := u.reserve(), u.reserve(), u.reserve()
	start = u.put(signature, dictionary)
	u.put(field, fmt.Sprintf("<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /F %d /Rect [%s]\n/P %s /V %s /AP << /N %s >> >>",
		encodeText(d.freeFieldName()), widgetFlags, formatRect(s.Rect),
		reference(page, d.entries[page].gen), reference(signature, 0), reference(appearance, 0)))
	u.put(appearance, fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources << >> /Length 0 >>\nstream\n\nendstream",
		formatPoints(math.Abs(s.Rect[2]-s.Rect[0])), formatPoints(math.Abs(s.Rect[3]-s.Rect[1]))))
	u.put(formNumber, d.rewrite(form, map[string]string{
		"Fields":   d.appendItem(d.resolve(form.get("Fields")), reference(field, 0)),
		"SigFlags": strconv.Itoa(signatureFlags),
	}))
	dict, _, err := d.object(page)
	if err != nil {
		return 0, err
	}
	if !d.readable(dict, "Annots", pdfArray) {
		return 0, words.Errorf("the annotations of the page to sign on are damaged")
	}
	u.put(page, d.rewrite(dict, map[string]string{
		"Annots": d.appendItem(d.resolve(dict.get("Annots")), reference(field, 0)),
	}))
	if s.Certify {
		changes["Perms"] = d.rewrite(d.resolve(catalog.get("Perms")), map[string]string{"DocMDP": reference(signature, 0)})
	}
	if d.version() < "1.7" { // versions compare as text until there is a 10.0
		changes["Version"] = "/1.7"
	}
	if len(changes) > 0 {
		u.put(d.trailer.get("Root").num, d.rewrite(catalog, changes))
	}
	return start, nil
}

// fillSignature sets ByteRange, signs what it covers, and sets Contents.
func fillSignature(signed []byte, start int, id *Identity) error {
	dictionary, err := newParser(signed, start, len(signed)).value(0)
	if err != nil {
		return err
	}
	ranges, contents := dictionary.get("ByteRange"), dictionary.get("Contents")
	text := fmt.Sprintf("[0 %d %d %d", contents.pos, contents.end, len(signed)-contents.end)
	text += strings.Repeat(" ", ranges.end-ranges.pos-len(text)-1) + "]"
	copy(signed[ranges.pos:ranges.end], text)

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
