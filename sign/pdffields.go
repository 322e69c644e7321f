package sign

import (
	"fmt"
	"slices"

	"demarc/words"
)

const maxFields = 10_000

// signatureField is a form field that holds a signature.
type signatureField struct {
	number     int      // object of the field, 0 when written in place
	field      pdfValue // its dictionary
	dictionary pdfValue // the signature dictionary, null when it cannot be read
}

// signatureFields lists the signed signature fields of the form.
func (d *pdfDocument) signatureFields() ([]signatureField, error) {
	var found []signatureField
	left := maxFields
	var walk func(v pdfValue, inherited bool, depth int) error
	walk = func(v pdfValue, inherited bool, depth int) error {
		if left--; left < 0 || depth > maxDepth {
			return words.Errorf("the form of the PDF is damaged")
		}
		field := d.resolve(v)
		signature := field.get("FT").isName("Sig") || inherited && field.get("FT").kind == pdfNull
		if signature && field.get("V").kind != pdfNull {
			found = append(found, signatureField{v.num, field, d.resolve(field.get("V"))})
		}
		for _, kid := range d.resolve(field.get("Kids")).items {
			if err := walk(kid, signature, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	for _, v := range d.fields() {
		if err := walk(v, false, 0); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// fields are the entries of the form's field list.
func (d *pdfDocument) fields() []pdfValue {
	return d.resolve(d.resolve(d.catalog().get("AcroForm")).get("Fields")).items
}

// What a certifying signature allows afterwards (ISO 32000-1, table 254).
const (
	permitNothing = 1
	permitSigning = 2
)

// permission is what a certifying signature allows afterwards (ISO 32000-1,
// table 254): 1 nothing, 2 filling forms and signing, 3 annotations as well.
// It is 0 for a signature that does not certify.
func (d *pdfDocument) permission(f signatureField) int {
	certifying := d.resolve(d.catalog().get("Perms")).get("DocMDP")
	if certifying.kind != pdfRef || !sameValue(certifying, f.field.get("V")) {
		return 0
	}
	for _, item := range d.resolve(f.dictionary.get("Reference")).items {
		entry := d.resolve(item)
		if !entry.get("TransformMethod").isName("DocMDP") {
			continue
		}
		if p := d.resolve(entry.get("TransformParams")).get("P"); p.kind == pdfNumber {
			return p.num
		}
		return 2
	}
	return 0
}

// fieldNames are the names of the form's fields.
func (d *pdfDocument) fieldNames() []string {
	var names []string
	for _, v := range d.fields() {
		names = append(names, decodeText(d.resolve(v).get("T").text))
	}
	return names
}

// freeFieldName is Signature1, or the first number that no field uses.
func (d *pdfDocument) freeFieldName() string {
	used := d.fieldNames()
	for n := 1; ; n++ {
		if name := fmt.Sprintf("Signature%d", n); !slices.Contains(used, name) {
			return name
		}
	}
}

// pageNumber returns the object of a page, counted from 0; -1 is the last.
func (d *pdfDocument) pageNumber(index int) (int, error) {
	pages, err := d.pages()
	if err != nil {
		return 0, err
	}
	if index == -1 {
		index = len(pages) - 1
	}
	if index < 0 || index >= len(pages) {
		return 0, words.Errorf("it has %d pages, so there is no page %d to sign on", len(pages), index+1)
	}
	return pages[index], nil
}

// version is the newer of header and catalogue, such as 1.3.
func (d *pdfDocument) version() string {
	header := string(d.data[len("%PDF-"):min(len(d.data), len("%PDF-1.7"))])
	return max(header, string(d.catalog().get("Version").text))
}
