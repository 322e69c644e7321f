package sign

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"maps"
	"slices"

	"demarc/words"
)

// Contents gives a look into a PDF of this program's making: the files in it,
// and where it differs from another. It takes any bytes; time and memory are
// bounded by a multiple of their length and by what is asked for.
type Contents struct{ document *pdfDocument }

// OpenPDF opens a PDF as its newest revision shows it.
func OpenPDF(pdf []byte) (*Contents, error) {
	document, err := readDocument(pdf)
	if err != nil {
		return nil, err
	}
	if document.trailer.get("Encrypt").kind != pdfNull {
		return nil, words.Errorf("the PDF is encrypted")
	}
	return &Contents{document}, nil
}

// Language is the code of the language that the PDF says it is in.
func (c *Contents) Language() string {
	return decodeText(c.document.resolve(c.document.catalog().get("Lang")).text)
}

// EmbeddedFile returns a file in the PDF by its name, or nil where there is
// none. Of two with one name none is taken: readers disagree about which counts.
func (c *Contents) EmbeddedFile(name string, most int64) ([]byte, error) {
	number, err := c.embedded(name)
	if number == 0 {
		return nil, err
	}
	dict, raw, err := c.document.stream(number)
	if err != nil {
		return nil, err
	}
	file, err := unpacked(dict, raw, most)
	if err != nil {
		return nil, words.Errorf("the file %s in the PDF cannot be read: %w", name, err)
	}
	return file, nil
}

// FileHolds tells whether a file in the PDF is just what is written. It returns
// its packed bytes, or nil where it is not packed, and reads no further than
// they agree.
func (c *Contents) FileHolds(name string, write func(io.Writer) error) (packed []byte, holds bool, err error) {
	number, err := c.embedded(name)
	if number == 0 {
		return nil, false, err
	}
	dict, raw, err := c.document.stream(number)
	if err != nil {
		return nil, false, err
	}
	have, err := content(dict, raw)
	if err != nil {
		return nil, false, err
	}
	compared := &comparer{have: bufio.NewReader(have)}
	if err := write(compared); err != nil && !errors.Is(err, errDiffers) {
		return nil, false, err
	}
	if dict.get("Filter").kind == pdfNull {
		raw = nil
	}
	return raw, compared.ended(), nil
}

// PackedFile returns a file in the PDF by its name as it is packed, or nil where
// there is none, or it is not packed as this program packs.
func (c *Contents) PackedFile(name string) []byte {
	number, err := c.embedded(name)
	if err != nil || number == 0 {
		return nil
	}
	dict, raw, err := c.document.stream(number)
	if err != nil || !dict.get("Filter").isName("FlateDecode") || dict.get("DecodeParms").kind != pdfNull {
		return nil
	}
	return raw
}

// embedded finds the stream of a file in the PDF; 0 is none.
func (c *Contents) embedded(name string) (number int, err error) {
	d := c.document
	names := d.resolve(d.resolve(d.resolve(d.catalog().get("Names")).get("EmbeddedFiles")).get("Names")).items
	for i := 0; i+1 < len(names); i += 2 {
		file := d.resolve(names[i+1])
		if decodeText(d.resolve(names[i]).text) != name && decodeText(d.resolve(file.get("UF")).text) != name {
			continue
		}
		if number != 0 {
			return 0, words.Errorf("two files in the PDF are called %s", name)
		}
		if number = d.resolve(file.get("EF")).get("F").num; number == 0 {
			return 0, words.Errorf("the file %s in the PDF is damaged", name)
		}
	}
	return number, nil
}

// stream reads an object that is a stream: its dictionary and its bytes as they
// are kept.
func (d *pdfDocument) stream(number int) (dict pdfValue, raw []byte, err error) {
	dict, isStream, err := d.object(number)
	if err != nil {
		return dict, nil, err
	}
	length := d.resolve(dict.get("Length"))
	p := newParser(d.data, dict.end, len(d.data))
	if !isStream || dict.kind != pdfDict || length.kind != pdfNumber || length.num < 0 || !p.keyword("stream") {
		return dict, nil, words.Errorf("object %d is no stream that can be read", number)
	}
	if p.peek() == '\r' {
		p.pos++
	}
	if p.peek() == '\n' {
		p.pos++
	}
	start := p.pos
	if p.pos += length.num; length.num > len(d.data)-start || !p.keyword("endstream") {
		return dict, nil, words.Errorf("object %d is no stream that can be read", number)
	}
	return dict, d.data[start : start+length.num], nil
}

// content undoes the one filter that this program uses.
func content(dict pdfValue, raw []byte) (io.Reader, error) {
	filter := dict.get("Filter")
	if filter.kind == pdfNull {
		return bytes.NewReader(raw), nil
	}
	if !filter.isName("FlateDecode") || dict.get("DecodeParms").kind != pdfNull {
		return nil, words.Errorf("it is packed in a way that this program does not use")
	}
	reader, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, words.Errorf("it is damaged")
	}
	return reader, nil
}

// unpacked is a stream's content, of so many bytes at most.
func unpacked(dict pdfValue, raw []byte, most int64) ([]byte, error) {
	reader, err := content(dict, raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// What it says of its size is a hint alone: a lie of it costs no more than this.
	hint := max(4*int64(len(raw)), int64(dict.get("Params").get("Size").num))
	out.Grow(int(min(hint, 64*int64(len(raw)), most)) + bytes.MinRead)
	if _, err := out.ReadFrom(io.LimitReader(reader, most+1)); err != nil {
		return nil, words.Errorf("it is damaged")
	}
	if int64(out.Len()) > most {
		return nil, words.Errorf("it is larger than %d MiB", most>>20)
	}
	return out.Bytes(), nil
}

// Deviation says where a PDF differs from the one that it should begin with.
type Deviation struct {
	// Pages are the pages, from 1, that show something else.
	Pages []int
	// Missing and Added say how many pages there are too few or too many.
	Missing, Added int
	// Elsewhere says that something differs that belongs to no page alone:
	// typefaces, contents, properties, attached files.
	Elsewhere bool
	// Renumbered says that another program wrote the file anew: its pages are
	// objects of other numbers, and nothing can be compared.
	Renumbered bool
}

// None reports that nothing differs.
func (d Deviation) None() bool {
	return len(d.Pages) == 0 && d.Missing == 0 && d.Added == 0 && !d.Elsewhere
}

// maxContent bounds one content of a page or typeface, unpacked.
const maxContent = 64 << 20

// Deviation compares a PDF, object by object, with one as it was made; how
// either is packed is no matter. What signing adds is allowed for: a form with
// signatures, their places on pages, and a newer version.
func (c *Contents) Deviation(made *Contents) Deviation {
	var found Deviation
	is, should := c.document, made.document
	pages, err := should.pages()
	have, herr := is.pages()
	if err != nil || herr != nil {
		return Deviation{Elsewhere: true}
	}
	found.Missing, found.Added = max(0, len(pages)-len(have)), max(0, len(have)-len(pages))
	pageOf := map[int]int{}
	for i, number := range pages {
		pageOf[number] = i + 1
		if i < len(have) && have[i] != number {
			found.Elsewhere, found.Renumbered = true, found.Renumbered || !slices.Contains(pages, have[i])
		}
		if page, _, err := should.object(number); err == nil {
			pageOf[page.get("Contents").num] = i + 1
		}
	}
	if !sameValue(is.trailer.get("Root"), should.trailer.get("Root")) || !sameValue(is.trailer.get("Info"), should.trailer.get("Info")) {
		found.Elsewhere = true
	}
	differ, unpacker := map[int]bool{}, &unpacker{}
	// Most often a file begins with just the bytes that were made, and only what
	// later parts of it put in their place has to be looked at.
	begins := bytes.HasPrefix(is.data, should.data)
	for _, number := range slices.Sorted(maps.Keys(should.entries)) {
		entry := should.entries[number]
		if entry.offset == 0 || begins && is.entries[number] == entry || is.sameObject(should, number, unpacker) {
			continue
		}
		if page := pageOf[number]; page > 0 {
			differ[page] = true
		} else {
			found.Elsewhere = true
		}
	}
	found.Pages = slices.Sorted(maps.Keys(differ))
	return found
}

// sameObject tells whether an object says what it does in another file, but
// for what signing adds.
func (d *pdfDocument) sameObject(other *pdfDocument, number int, u *unpacker) bool {
	a, aStream, err := d.object(number)
	b, bStream, otherErr := other.object(number)
	if err != nil || otherErr != nil || aStream != bStream {
		return false
	}
	switch {
	case aStream:
		return d.sameStream(other, number, u)
	case number == other.trailer.get("Root").num:
		return sameExcept(a, b, "AcroForm", "Perms", "Version")
	case b.get("Type").isName("Page"):
		return sameExcept(a, b, "Annots") && d.onlySignaturesAdded(a, b)
	}
	return sameValue(a, b)
}

func (d *pdfDocument) sameStream(other *pdfDocument, number int, u *unpacker) bool {
	a, raw, err := d.stream(number)
	b, otherRaw, otherErr := other.stream(number)
	if err != nil || otherErr != nil || !sameExcept(a, b, "Length", "Filter") {
		return false
	}
	if sameValue(a.get("Filter"), b.get("Filter")) && bytes.Equal(raw, otherRaw) {
		return true
	}
	if b.get("Filter").kind == pdfNull && a.get("Filter").isName("FlateDecode") && a.get("DecodeParms").kind == pdfNull {
		return len(otherRaw) <= maxContent && u.unpacksTo(raw, otherRaw)
	}
	content, err := unpacked(a, raw, maxContent)
	otherContent, otherErr := unpacked(b, otherRaw, maxContent)
	return err == nil && otherErr == nil && bytes.Equal(content, otherContent)
}

// onlySignaturesAdded tells whether a page has the annotations of another, in
// their order, and then none but places of signatures.
func (d *pdfDocument) onlySignaturesAdded(page, other pdfValue) bool {
	have, want := d.resolve(page.get("Annots")).items, other.get("Annots").items
	if len(have) < len(want) {
		return false
	}
	for i := range want {
		if !sameValue(have[i], want[i]) {
			return false
		}
	}
	for _, added := range have[len(want):] {
		widget := d.resolve(added)
		if !widget.get("Subtype").isName("Widget") || !widget.get("FT").isName("Sig") {
			return false
		}
	}
	return true
}
