package sign

import (
	"time"

	"demarc/words"
)

// Why a report takes no countersignature. Each comes wrapped in a sentence that
// says more.
var (
	ErrNoClientField = words.Errorf("no field for a countersignature was prepared in it; make the report with --countersign")
	ErrFilled        = words.Errorf("it is countersigned already")
	ErrClosed        = words.Errorf("its signature allows no change, so it cannot be countersigned; make the report with --countersign")
	ErrNotIntact     = words.Errorf("its signature does not hold")
	ErrNotSigned     = words.Errorf("it is not signed; sign the report first")
)

// Countersignature is what the client's signature says.
type Countersignature struct {
	Name      string
	Statement string    // empty: the words that were proposed for the field
	Addition  string    // comes behind the statement
	Time      time.Time // by the signer's clock
}

// Countersign fills the field that was prepared for the client, as one
// incremental update that changes nothing else; the given bytes are the
// beginning of the result. A file that is not intact, or has no such field, is
// refused with an error that wraps ErrCannotSign and says why.
func Countersign(pdf []byte, id *Identity, c Countersignature) ([]byte, error) {
	if err := id.CheckUsable(c.Time); err != nil {
		return nil, err
	}
	if err := MayCountersign(pdf); err != nil {
		return nil, err
	}
	if signedWith(pdf, id) {
		return nil, words.Errorf("%w: it is signed with this very identity; the client signs with one of their own", ErrCannotSign)
	}
	signed, err := countersign(pdf, id, c)
	if err != nil {
		return nil, words.Errorf("%w: %w", ErrCannotSign, err)
	}
	return signed, nil
}

// MayCountersign says why a file takes no countersignature, whoever signs; nil
// where it takes one.
func MayCountersign(pdf []byte) error {
	err := checkIntact(pdf)
	if err == nil {
		var document *pdfDocument
		if document, err = readDocument(pdf); err == nil {
			_, err = document.clientField()
		}
	}
	if err != nil {
		return words.Errorf("%w: %w", ErrCannotSign, err)
	}
	return nil
}

// signedWith reports a file whose first signature is by the same certificate.
func signedWith(pdf []byte, id *Identity) bool {
	signatures := VerifyPDF(pdf, nil).Signatures
	return len(signatures) > 0 && signatures[0].Fingerprint == id.Fingerprint()
}

// checkIntact refuses to add anything to a file that does not verify.
func checkIntact(pdf []byte) error {
	report := VerifyPDF(pdf, nil)
	switch report.Verdict {
	case IntactTrusted, IntactUntrusted:
		return nil
	case Unsigned:
		return ErrNotSigned
	}
	if n := len(report.Problems); n > 0 { // the verdict's reason comes last
		return words.Errorf("%w: %w", ErrNotIntact, report.Problems[n-1])
	}
	return ErrNotIntact
}

func countersign(pdf []byte, id *Identity, c Countersignature) ([]byte, error) {
	document, err := readDocument(pdf)
	if err != nil {
		return nil, err
	}
	field, err := document.clientField()
	if err != nil {
		return nil, err
	}
	statement := c.Statement
	if statement == "" {
		statement = decodeText(document.resolve(field).get("TU").text)
	}
	if c.Addition != "" {
		statement += " " + c.Addition
	}
	dictionary, err := signatureDictionary(id, PDFSignature{Name: c.Name, Statement: statement, Time: c.Time})
	if err != nil {
		return nil, err
	}
	update := newUpdate(document)
	signature := update.reserve()
	start := update.put(signature, dictionary)
	update.put(field.num, document.rewrite(document.resolve(field), map[string]string{"V": reference(signature, 0)}))
	signed := update.finish()
	return signed, fillSignature(signed, start, id)
}

// clientField finds the reference to the empty field that was prepared.
func (d *pdfDocument) clientField() (pdfValue, error) {
	fields, err := checkExtendable(d)
	if err != nil {
		return pdfValue{}, err
	}
	for _, field := range fields {
		if d.permission(field) == permitNothing {
			return pdfValue{}, ErrClosed
		}
	}
	for _, v := range d.fields() {
		switch field := d.resolve(v); {
		case v.kind != pdfRef || !field.get("FT").isName("Sig") || decodeText(field.get("T").text) != clientField:
		case field.get("V").kind != pdfNull:
			return pdfValue{}, ErrFilled
		default:
			return v, nil
		}
	}
	return pdfValue{}, ErrNoClientField
}
