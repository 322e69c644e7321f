package sign

import (
	"bytes"

	"demarc/words"
)

const (
	maxSections = 256     // cross-reference sections: the file and its updates
	maxObjects  = 500_000 // cross-reference entries, all sections together
	tailLength  = 2048    // where startxref is looked for
)

var (
	errNotPDF = words.Errorf("this is not a PDF: it does not begin with %s", "%PDF-")
	errTail   = words.Errorf("the end of the PDF is missing or damaged: no cross-reference table is named there")
	errXref   = words.Errorf("the cross-reference table of the PDF is damaged")
	// errRevisions marks a file that was saved more often than is followed here.
	errRevisions = words.Errorf("the PDF was saved more than %d times, and the program follows no more", maxSections)
	// errStreams marks a well-made PDF of a form that this package cannot extend or follow.
	errStreams = words.Errorf("the PDF keeps its cross-reference in compressed form; only files with a classic table, as this program writes them, can be signed and checked")
)

// pdfEntry says where an object stands. The zero entry is a free or absent one.
type pdfEntry struct{ offset, gen int }

// pdfDocument is a PDF as its newest cross-reference section shows it.
type pdfDocument struct {
	data    []byte
	entries map[int]pdfEntry
	trailer pdfValue
	start   int // offset of the newest cross-reference section
	budget  int // bytes that may still be read as objects
}

// readDocument follows the chain of cross-reference tables from the end of data.
// It reads no object but the catalogue, which must be there.
func readDocument(data []byte) (*pdfDocument, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errNotPDF
	}
	start, err := findStart(data)
	if err != nil {
		return nil, err
	}
	d := &pdfDocument{data: data, entries: map[int]pdfEntry{}, start: start, budget: 16*len(data) + 1<<16}
	seen, total := map[int]bool{}, 0
	for at, first := start, true; ; first = false {
		if seen[at] {
			return nil, errXref
		}
		if len(seen) >= maxSections {
			return nil, errRevisions
		}
		seen[at] = true
		trailer, err := d.readSection(at, &total)
		if err != nil {
			return nil, err
		}
		if first {
			d.trailer = trailer
		}
		prev := trailer.get("Prev")
		if prev.kind == pdfNull {
			break
		}
		if prev.kind != pdfNumber || prev.num < 0 || prev.num >= len(data) {
			return nil, errXref
		}
		at = prev.num
	}
	if root := d.catalog(); root.kind != pdfDict {
		return nil, words.Errorf("the PDF has no readable catalogue")
	}
	return d, nil
}

// findStart reads the offset after the last startxref.
func findStart(data []byte) (int, error) {
	from := max(0, len(data)-tailLength)
	i := bytes.LastIndex(data[from:], []byte("startxref"))
	if i < 0 {
		return 0, errTail
	}
	p := newParser(data, from+i+len("startxref"), len(data))
	start, ok := p.integer()
	if !ok || start >= len(data) || !bytes.HasPrefix(bytes.TrimLeft(data[p.pos:], "\r\n \t"), []byte("%%EOF")) {
		return 0, errTail
	}
	return start, nil
}

// readSection reads one table and its trailer. Sections come newest first, so
// an entry that is already known stays. A table that lists an object twice is
// refused: readers disagree on which entry counts.
func (d *pdfDocument) readSection(at int, total *int) (pdfValue, error) {
	p := newParser(d.data, at, len(d.data))
	if !p.keyword("xref") {
		_, number := p.integer()
		_, generation := p.integer()
		if number && generation && p.keyword("obj") {
			return pdfValue{}, errStreams
		}
		return pdfValue{}, errXref
	}
	listed := map[int]bool{}
	for !p.keyword("trailer") {
		first, ok := p.integer()
		count, counted := p.integer()
		if !ok || !counted || first > maxObjects || count > maxObjects {
			return pdfValue{}, errXref
		}
		if *total += count; *total > maxObjects {
			return pdfValue{}, errXref
		}
		p.skipSpace()
		for n := first; n < first+count; n++ {
			entry, err := p.entry()
			if err != nil {
				return pdfValue{}, err
			}
			if listed[n] {
				return pdfValue{}, errXref
			}
			listed[n] = true
			if _, known := d.entries[n]; !known {
				d.entries[n] = entry
			}
		}
	}
	trailer, err := p.value(0)
	if err != nil || trailer.kind != pdfDict {
		return pdfValue{}, errXref
	}
	if trailer.get("XRefStm").kind != pdfNull {
		return pdfValue{}, errStreams
	}
	return trailer, nil
}

// entry reads one line of a table: always twenty bytes.
func (p *pdfParser) entry() (pdfEntry, error) {
	if p.pos+20 > p.limit {
		return pdfEntry{}, errXref
	}
	line := p.data[p.pos : p.pos+20]
	q := newParser(line, 0, len(line))
	offset, ok := q.integer()
	gen, numbered := q.integer()
	if !ok || !numbered || q.pos != 16 || line[10] != ' ' || line[16] != ' ' {
		return pdfEntry{}, errXref
	}
	p.pos += 20
	switch line[17] {
	case 'n':
		return pdfEntry{offset, gen}, nil
	case 'f':
		return pdfEntry{}, nil
	}
	return pdfEntry{}, errXref
}

// has tells whether there is an object with that number.
func (d *pdfDocument) has(number int) bool { return d.entries[number] != (pdfEntry{}) }

// object reads the object with that number. stream tells whether a stream
// follows the value.
func (d *pdfDocument) object(number int) (v pdfValue, stream bool, err error) {
	entry := d.entries[number]
	if entry.offset <= 0 || entry.offset >= len(d.data) || d.budget <= 0 {
		return pdfValue{}, false, words.Errorf("object %d is missing", number)
	}
	p := newParser(d.data, entry.offset, min(len(d.data), entry.offset+d.budget))
	defer func() { d.budget -= p.pos - entry.offset }()
	n, _ := p.integer()
	gen, _ := p.integer()
	if n != number || gen != entry.gen || !p.keyword("obj") {
		return pdfValue{}, false, words.Errorf("object %d is not where the cross-reference table says", number)
	}
	if v, err = p.value(0); err != nil {
		return pdfValue{}, false, words.Errorf("object %d cannot be read", number)
	}
	if p.keyword("stream") {
		return v, true, nil
	}
	if !p.keyword("endobj") {
		return pdfValue{}, false, words.Errorf("object %d has no end", number)
	}
	return v, false, nil
}

// resolve follows a reference; what cannot be read is null.
func (d *pdfDocument) resolve(v pdfValue) pdfValue {
	if v.kind != pdfRef {
		return v
	}
	target, _, err := d.object(v.num)
	if err != nil || target.kind == pdfRef {
		return pdfValue{}
	}
	return target
}

// readable tells whether an entry is absent or of that kind: what cannot be read
// must not be replaced either.
func (d *pdfDocument) readable(dict pdfValue, key string, kind pdfKind) bool {
	v := dict.get(key)
	return v.kind == pdfNull || d.resolve(v).kind == kind
}

func (d *pdfDocument) catalog() pdfValue {
	root := d.trailer.get("Root")
	if root.kind != pdfRef {
		return pdfValue{}
	}
	return d.resolve(root)
}

// raw returns a value as it is written in the file.
func (d *pdfDocument) raw(v pdfValue) []byte { return d.data[v.pos:v.end] }

// pages lists the object numbers of the pages in reading order.
func (d *pdfDocument) pages() ([]int, error) {
	var pages []int
	seen := map[int]bool{}
	var walk func(node pdfValue, depth int) error
	walk = func(node pdfValue, depth int) error {
		if node.kind != pdfRef || seen[node.num] || depth > maxDepth {
			return words.Errorf("the page tree of the PDF is damaged")
		}
		seen[node.num] = true
		v, _, err := d.object(node.num)
		if err != nil {
			return err
		}
		if !v.get("Type").isName("Pages") {
			pages = append(pages, node.num)
			return nil
		}
		for _, kid := range d.resolve(v.get("Kids")).items {
			if err := walk(kid, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return pages, walk(d.catalog().get("Pages"), 0)
}
