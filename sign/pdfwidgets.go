package sign

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"demarc/words"
)

// clientField is the name of the field that is prepared for the client.
const clientField = "Client"

// widget is a signature field with its place on a page.
type widget struct {
	name  string
	place Place
	value int    // object of its signature, 0 while it is empty
	words string // proposed for it, which stand as its description
}

// addSignature writes the signature, its field, the client's empty one where
// that is wanted, and all that must point to them. It returns where the
// signature dictionary begins.
func (u *pdfUpdate) addSignature(dictionary string, s PDFSignature) (start int, err error) {
	d := u.document
	catalog, changes := d.catalog(), map[string]string{}
	form := d.resolve(catalog.get("AcroForm"))
	formNumber := catalog.get("AcroForm").num
	if formNumber == 0 {
		formNumber = u.reserve()
		changes["AcroForm"] = reference(formNumber, 0)
	}
	signature := u.reserve()
	start = u.put(signature, dictionary)
	widgets := []widget{{d.freeFieldName(), Place{s.Page, s.Rect}, signature, ""}}
	if s.Client != nil {
		widgets = append(widgets, widget{clientField, s.Client.Place, 0, s.Client.Statement})
	}
	fields, pages, err := u.addWidgets(widgets)
	if err != nil {
		return 0, err
	}
	u.put(formNumber, d.rewrite(form, map[string]string{
		"Fields":   d.appendItem(d.resolve(form.get("Fields")), strings.Join(fields, " ")),
		"SigFlags": strconv.Itoa(signatureFlags),
	}))
	if err := u.hang(fields, pages); err != nil {
		return 0, err
	}
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

// addWidgets writes fields. It returns references to them and the pages that
// they are on, in their order.
func (u *pdfUpdate) addWidgets(widgets []widget) (fields []string, pages []int, err error) {
	for _, w := range widgets {
		page, err := u.document.pageNumber(w.place.Page)
		if err != nil {
			return nil, nil, err
		}
		fields = append(fields, reference(u.addWidget(w, page), 0))
		pages = append(pages, page)
	}
	return fields, pages, nil
}

// hang adds fields to the annotations of their pages, and writes each page once.
func (u *pdfUpdate) hang(fields []string, pages []int) error {
	d := u.document
	for i, page := range pages {
		if slices.Contains(pages[:i], page) {
			continue
		}
		dict, _, err := d.object(page)
		if err != nil {
			return err
		}
		if !d.readable(dict, "Annots", pdfArray) {
			return words.Errorf("the annotations of the page to sign on are damaged")
		}
		var added []string
		for j := i; j < len(fields); j++ {
			if pages[j] == page {
				added = append(added, fields[j])
			}
		}
		u.put(page, d.rewrite(dict, map[string]string{
			"Annots": d.appendItem(d.resolve(dict.get("Annots")), strings.Join(added, " ")),
		}))
	}
	return nil
}

// addWidget writes one field, with an appearance that draws nothing.
func (u *pdfUpdate) addWidget(w widget, page int) (field int) {
	field, appearance := u.reserve(), u.reserve()
	value, rect := "", w.place.Rect
	if w.value != 0 {
		value = " /V " + reference(w.value, 0)
	}
	if w.words != "" {
		value += " /TU " + PDFText(w.words)
	}
	u.put(field, fmt.Sprintf("<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /F %d /Rect [%s]\n/P %s%s /AP << /N %s >> >>",
		PDFText(w.name), widgetFlags, formatRect(rect), reference(page, u.document.entries[page].gen), value, reference(appearance, 0)))
	u.put(appearance, fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources << >> /Length 0 >>\nstream\n\nendstream",
		formatPoints(math.Abs(rect[2]-rect[0])), formatPoints(math.Abs(rect[3]-rect[1]))))
	return field
}
