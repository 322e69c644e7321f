package sign

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const maxChanges = 50 // described one by one; more are counted

// changesByAppending says in words what the bytes after a signature change. The
// list is never empty: bytes that change nothing are a change to the file.
func changesByAppending(signed *pdfDocument, pdf []byte, from int) []string {
	n := len(pdf) - from
	follow, are, change := plural(n, "byte")+" follow the signature", "are", "change"
	if n == 1 {
		follow, are, change = "1 byte follows the signature", "is", "changes"
	}
	if signed == nil {
		return []string{follow}
	}
	current, err := readDocument(pdf)
	if err != nil {
		return []string{fmt.Sprintf("%s and %s not an update that can be read: %s", follow, are, err)}
	}
	if changes := describeChanges(signed, current, current.changedObjects(signed)); len(changes) > 0 {
		return changes
	}
	return []string{fmt.Sprintf("%s and %s no object", follow, change)}
}

// changesBySigning says what an update that adds a signature changes beyond it.
// A later signature vouches for the bytes before it, but it does not excuse
// them: of what was signed earlier it may touch the form and one page's list of
// annotations, and these only by adding itself.
func changesBySigning(earlier []*foundSignature, next *foundSignature) []string {
	old := earlier[len(earlier)-1]
	if old.document == nil || next.document == nil {
		return []string{"a later signature cannot be compared with the file that was signed before"}
	}
	for _, s := range earlier {
		if old.document.permission(s.field) == permitNothing && !next.isStamp() {
			return []string{"a signature was added, and the certifying signature allows no changes"}
		}
	}
	changed := next.document.changedObjects(old.document)
	if len(changed) <= maxChanges {
		changed = slices.DeleteFunc(changed, func(number int) bool {
			return number != 0 && belongsToSigning(number, old.document, next)
		})
	}
	return describeChanges(old.document, next.document, changed)
}

// changedObjects lists, in order, the objects that stand elsewhere than in the
// older revision, with 0 for the trailer.
func (d *pdfDocument) changedObjects(old *pdfDocument) []int {
	var numbers []int
	for _, key := range []string{"Root", "Info", "Encrypt"} {
		if !sameValue(d.trailer.get(key), old.trailer.get(key)) {
			numbers = []int{0}
		}
	}
	all := maps.Clone(old.entries)
	maps.Copy(all, d.entries)
	for _, number := range slices.Sorted(maps.Keys(all)) {
		if number != 0 && d.entries[number] != old.entries[number] {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// belongsToSigning tells whether a changed object is part of what adding that
// signature takes, in a field of its own or in the one that was prepared.
func belongsToSigning(number int, old *pdfDocument, next *foundSignature) bool {
	v, stream, err := next.document.object(number)
	if err != nil {
		return false
	}
	prepared := old.has(next.field.number)
	if !old.has(number) {
		return addedBySigning(number, v, stream, prepared, old, next)
	}
	before, streamed, err := old.object(number)
	if err != nil || stream || streamed {
		return false
	}
	if prepared {
		return number == next.field.number && !next.isStamp() && wasFilled(before, v)
	}
	return changedBySigning(number, before, v, old, next)
}

// addedBySigning tells whether an object is one that a signature brings along.
func addedBySigning(number int, v pdfValue, stream, prepared bool, old *pdfDocument, next *foundSignature) bool {
	d, field := next.document, next.field
	form := d.catalog().get("AcroForm")
	if number == field.field.get("V").num {
		return !stream && onlyKeys(v, "Type", "Filter", "SubFilter", "ByteRange", "Contents", "Name", "Reason", "M", chainKey)
	}
	if prepared {
		return false // the prepared field has all that it needs
	}
	switch number {
	case field.number:
		return !stream && onlyKeys(v, "Type", "Subtype", "FT", "T", "F", "Rect", "P", "V", "AP") && onlyKeys(d.resolve(v.get("AP")), "N") &&
			!slices.Contains(old.fieldNames(), decodeText(v.get("T").text)) && (!next.isStamp() || takesNoRoom(v.get("Rect")))
	case d.resolve(field.field.get("AP")).get("N").num: // it may show nothing
		return stream && d.drawsNothing(number, v)
	case form.num:
		return !stream && formGrew(old, d, field.number)
	}
	return false
}

// changedBySigning tells whether an object changed only by the new field.
func changedBySigning(number int, before, v pdfValue, old *pdfDocument, next *foundSignature) bool {
	d, field := next.document, next.field
	switch number {
	case d.trailer.get("Root").num:
		return sameExcept(before, v, "AcroForm") && formGrew(old, d, field.number)
	case d.catalog().get("AcroForm").num:
		return formGrew(old, d, field.number)
	case field.field.get("P").num:
		return sameExcept(before, v, "Annots") &&
			grewBy(old.resolve(before.get("Annots")), d.resolve(v.get("Annots")), field.number)
	}
	return false
}

// wasFilled tells whether an empty signature field got a signature, and nothing else.
func wasFilled(before, after pdfValue) bool {
	return before.get("FT").isName("Sig") && before.get("V").kind == pdfNull && after.get("V").kind == pdfRef && sameExcept(before, after, "V")
}

// drawsNothing tells whether a form object is empty, for a reader that goes by
// its length as for one that looks for its end.
func (d *pdfDocument) drawsNothing(number int, v pdfValue) bool {
	length := v.get("Length")
	if !v.get("Subtype").isName("Form") || length.kind != pdfNumber || length.num != 0 || !onlyKeys(v, "Type", "Subtype", "BBox", "Resources", "Length") {
		return false
	}
	p := newParser(d.data, v.end, len(d.data))
	return p.keyword("stream") && p.keyword("endstream") && p.keyword("endobj")
}

func takesNoRoom(rect pdfValue) bool {
	return !slices.ContainsFunc(rect.items, func(side pdfValue) bool { return len(bytes.Trim(side.text, "0.")) > 0 })
}

// formGrew tells whether the form differs by that one field only.
func formGrew(old, current *pdfDocument, field int) bool {
	a, b := old.resolve(old.catalog().get("AcroForm")), current.resolve(current.catalog().get("AcroForm"))
	return sameExcept(a, b, "Fields", "SigFlags") &&
		grewBy(old.resolve(a.get("Fields")), current.resolve(b.get("Fields")), field)
}

// grewBy tells whether an array got a reference to that object at its end.
func grewBy(before, after pdfValue, number int) bool {
	n := len(before.items)
	if len(after.items) != n+1 || after.items[n].kind != pdfRef || after.items[n].num != number {
		return false
	}
	return slices.EqualFunc(before.items, after.items[:n], sameValue)
}

func onlyKeys(dict pdfValue, keys ...string) bool {
	return !slices.ContainsFunc(dict.keys, func(key string) bool { return !slices.Contains(keys, key) })
}

func sameExcept(a, b pdfValue, keys ...string) bool {
	return len(slices.DeleteFunc(differingKeys(a, b), func(key string) bool { return slices.Contains(keys, key) })) == 0
}

// differingKeys lists the keys whose values differ, sorted.
func differingKeys(a, b pdfValue) []string {
	var differing []string
	for _, key := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(a.keys, b.keys)))) {
		if !sameValue(a.get(key), b.get(key)) {
			differing = append(differing, key)
		}
	}
	return differing
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// describeChanges words the change of each object, in terms of pages where it can.
func describeChanges(old, current *pdfDocument, numbers []int) []string {
	labels := old.labels()
	var changes []string
	for i, number := range numbers {
		if i == maxChanges {
			return append(changes, fmt.Sprintf("%s more changed", plural(len(numbers)-i, "object")))
		}
		changes = append(changes, describeChange(old, current, number, labels))
	}
	return changes
}

func describeChange(old, current *pdfDocument, number int, labels map[int]string) string {
	if number == 0 {
		return "the file now has another catalogue, document information or encryption"
	}
	label := labels[number]
	if label == "" {
		label = fmt.Sprintf("object %d", number)
	}
	before, stood := old.entries[number]
	after := current.entries[number]
	switch {
	case after == (pdfEntry{}):
		return label + " was removed"
	case !stood || before == (pdfEntry{}):
		v, stream, err := current.object(number)
		if err != nil {
			return label + " was added and cannot be read"
		}
		return fmt.Sprintf("%s was added (%s)", label, kindOf(v, stream))
	}
	a, streamed, oldErr := old.object(number)
	b, stream, err := current.object(number)
	if oldErr != nil || err != nil {
		return label + " was replaced and cannot be read"
	}
	if stream || streamed {
		return label + " was replaced"
	}
	if keys := differingKeys(a, b); len(keys) > 0 {
		return fmt.Sprintf("%s was changed (%.200q)", label, strings.Join(keys, ", "))
	}
	return label + " was replaced"
}

// kindOf names an object for people, from the names it gives itself.
func kindOf(v pdfValue, stream bool) string {
	var parts []string
	for _, key := range []string{"Type", "Subtype"} {
		if name := v.get(key); name.kind == pdfName {
			parts = append(parts, fmt.Sprintf("%.40q", name.text))
		}
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, " ")
	case stream:
		return "a stream"
	}
	return "a value"
}

// labels names the objects that people know: pages, their content, the catalogue.
func (d *pdfDocument) labels() map[int]string {
	labels := map[int]string{
		d.trailer.get("Root").num:       "the catalogue",
		d.trailer.get("Info").num:       "the document information",
		d.catalog().get("AcroForm").num: "the form",
		d.catalog().get("Pages").num:    "the list of pages",
	}
	pages, _ := d.pages() // those found before any damage
	for i, number := range pages {
		labels[number] = fmt.Sprintf("page %d", i+1)
		page, _, _ := d.object(number)
		contents := page.get("Contents")
		for _, part := range append([]pdfValue{contents}, contents.items...) {
			if part.kind == pdfRef && labels[part.num] == "" {
				labels[part.num] = fmt.Sprintf("the content of page %d", i+1)
			}
		}
	}
	return labels
}
