package sign

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// pdfUpdate is an incremental update in the making: the old file untouched, then
// new and replaced objects, then a cross-reference table for these alone.
type pdfUpdate struct {
	document *pdfDocument
	out      bytes.Buffer
	written  map[int]pdfEntry
	size     int // one more than the highest object number in use
}

func newUpdate(d *pdfDocument) *pdfUpdate {
	u := &pdfUpdate{document: d, written: map[int]pdfEntry{}}
	if size := d.trailer.get("Size").num; size <= maxObjects {
		u.size = size
	}
	for number := range d.entries {
		u.size = max(u.size, number+1)
	}
	u.out.Write(d.data)
	if !bytes.HasSuffix(d.data, []byte("\n")) {
		u.out.WriteByte('\n')
	}
	return u
}

// reserve takes the next free object number.
func (u *pdfUpdate) reserve() int {
	u.size++
	return u.size - 1
}

// put writes an object and returns the offset at which its body begins.
func (u *pdfUpdate) put(number int, body string) int {
	entry := pdfEntry{offset: u.out.Len(), gen: u.document.entries[number].gen}
	u.written[number] = entry
	fmt.Fprintf(&u.out, "%d %d obj\n", number, entry.gen)
	start := u.out.Len()
	u.out.WriteString(body)
	u.out.WriteString("\nendobj\n")
	return start
}

// finish writes table and trailer. The file identifier keeps its first half and
// changes its second with every update (ISO 32000-1, 14.4); both come from a
// digest, so that the same input gives the same bytes.
func (u *pdfUpdate) finish() []byte {
	sum := sha256.Sum256(u.out.Bytes())
	second := fmt.Sprintf("<%X>", sum[:16])
	first := second
	if id := u.document.resolve(u.document.trailer.get("ID")); len(id.items) == 2 {
		first = string(u.document.raw(id.items[0]))
	}
	start := u.out.Len()
	u.out.WriteString("xref\n")
	numbers := slices.Sorted(maps.Keys(u.written))
	for len(numbers) > 0 {
		run := 1
		for run < len(numbers) && numbers[run] == numbers[0]+run {
			run++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[0], run)
		for _, number := range numbers[:run] {
			fmt.Fprintf(&u.out, "%010d %05d n \n", u.written[number].offset, u.written[number].gen)
		}
		numbers = numbers[run:]
	}
	trailer := u.document.rewrite(u.document.trailer, map[string]string{
		"Size": fmt.Sprint(u.size),
		"Prev": fmt.Sprint(u.document.start),
		"ID":   "[" + first + " " + second + "]",
	})
	fmt.Fprintf(&u.out, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return u.out.Bytes()
}

// rewrite returns a dictionary with some entries set; the others are copied as
// they are written. New entries come last, in the order of their names.
func (d *pdfDocument) rewrite(dict pdfValue, set map[string]string) string {
	var b strings.Builder
	b.WriteString("<<")
	for i, key := range dict.keys {
		if _, replaced := set[key]; !replaced {
			fmt.Fprintf(&b, "\n%s %s", encodeName(key), d.raw(dict.items[i]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(set)) {
		fmt.Fprintf(&b, "\n%s %s", encodeName(key), set[key])
	}
	b.WriteString("\n>>")
	return b.String()
}

func encodeName(name string) string {
	var b strings.Builder
	b.WriteByte('/')
	for _, c := range []byte(name) {
		if c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			fmt.Fprintf(&b, "#%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// appendItem returns an array, as it is written, with one more element.
func (d *pdfDocument) appendItem(array pdfValue, item string) string {
	var b strings.Builder
	b.WriteString("[")
	for _, old := range array.items {
		b.Write(d.raw(old))
		b.WriteByte(' ')
	}
	return b.String() + item + "]"
}
