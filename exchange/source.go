package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"demarc/words"
)

const (
	largestFile = 64 << 20
	largestRow  = 1 << 20
	mostColumns = 2000
	// sniffed is how much of a file is looked at before it is read: what it is,
	// how it is encoded, where its header ends.
	sniffed = 64 << 10
)

var errTooLarge = words.Errorf("the file is larger than the 64 MiB that are read as a table: save only the inventory's rows, or split it")

// The names of encodings as a person is told them.
const (
	utf8Name    = "UTF-8"
	utf16LEName = "UTF-16LE"
	utf16BEName = "UTF-16BE"
	legacyName  = "Windows-1252"
)

// table is an opened file with separated values, its header already read.
type table struct {
	records  *splitter
	header   []string // white space squeezed; "" where a column has no header
	line     int      // where the header began
	encoding string
}

// openTable finds out how a table was saved and reads its header. Size is the
// file's size in bytes, or negative where it is not known.
func openTable(r io.Reader, size int64) (*table, error) {
	if size > largestFile {
		return nil, errTooLarge
	}
	raw := bufio.NewReaderSize(&bounded{r: r, left: largestFile}, sniffed)
	head, err := raw.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, readError(err)
	}
	if err := refuseBinary(head); err != nil {
		return nil, err
	}
	t := &table{}
	in, err := t.decode(raw, head)
	if err != nil {
		return nil, err
	}
	if t.records, err = newSplitter(in); err != nil {
		return nil, err
	}
	return t, t.readHeader()
}

func (t *table) readHeader() error {
	row, err := t.records.header()
	if err == io.EOF {
		return words.Errorf("the file is empty")
	}
	if err != nil {
		return err
	}
	if t.line = row.line; row.cells() > mostColumns {
		return &Problem{Line: t.line, Reason: words.Say("the header has %d columns, and no more than %d are read", row.cells(), mostColumns)}
	}
	for i := range row.cells() {
		t.header = append(t.header, norm.NFC.String(squeeze(row.cell(i))))
	}
	return nil
}

// column names a column for a person, counting from 0.
func (t *table) column(i int) string {
	if i < len(t.header) && t.header[i] != "" {
		return t.header[i]
	}
	return fmt.Sprintf("column %d", i+1)
}

// savedAs is the encoding that was met so far.
func (t *table) savedAs() string {
	if t.records.legacy {
		return legacyName
	}
	return t.encoding
}

// bounded reads no more than a table may have, so that a stream whose size
// nobody knows ends too.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLarge
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left+1)])
	b.left -= int64(n)
	if b.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

func readError(err error) error {
	if errors.Is(err, errTooLarge) {
		return errTooLarge
	}
	return words.Errorf("the file cannot be read: %w", err)
}

// What people hand over instead of a table, by first bytes.
var notTables = []struct {
	start string
	what  words.Said
}{
	{"PK\x03\x04", words.Say("an Excel workbook or another packed file: save it as CSV first")},
	{"\xD0\xCF\x11\xE0", words.Say("an old Excel workbook: save it as CSV first")},
	{"%PDF-", words.Say("a PDF: export the table as CSV first")},
	{"SQLite format 3", words.Say("a database: export the table as CSV first")},
	{"\x1f\x8b", words.Say("packed: unpack it first")},
	{"{\\rtf", words.Say("a word processor's document: save the table as CSV first")},
}

func refuseBinary(head []byte) error {
	for _, kind := range notTables {
		if bytes.HasPrefix(head, []byte(kind.start)) {
			return words.Errorf("the file is %s", kind.what)
		}
	}
	return nil
}

// decode gives the file's text as UTF-8, or as Windows-1252 where the bytes are
// not valid UTF-8: both keep separators and quotes as single bytes, and which
// of the two it is shows only as the rows are read.
func (t *table) decode(raw *bufio.Reader, head []byte) (*bufio.Reader, error) {
	endian, mark := utf16In(head)
	t.encoding = utf8Name
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		mark = 3
	case endian == unicode.LittleEndian && mark >= 0:
		t.encoding = utf16LEName
	case mark >= 0:
		t.encoding = utf16BEName
	case bytes.IndexByte(head, 0) >= 0:
		return nil, words.Errorf("the file is no text: save the table as CSV first")
	}
	if _, err := raw.Discard(max(mark, 0)); err != nil {
		return nil, readError(err)
	}
	if t.encoding == utf8Name {
		return raw, nil
	}
	decoder := unicode.UTF16(endian, unicode.IgnoreBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(raw, decoder), sniffed), nil
}

// utf16In tells whether the text is UTF-16, in which order its bytes are, and
// how long its byte order mark is; a negative length means that it is not.
// Without a mark it is known by the zero bytes of its Latin letters, which all
// fall on one side.
func utf16In(head []byte) (order unicode.Endianness, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return unicode.LittleEndian, 2
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return unicode.BigEndian, 2
	}
	pairs := len(head) / 2
	even, odd := 0, 0
	for i := range pairs {
		if head[2*i] == 0 {
			even++
		}
		if head[2*i+1] == 0 {
			odd++
		}
	}
	switch {
	case pairs > 1 && odd*2 > pairs && even == 0:
		return unicode.LittleEndian, 0
	case pairs > 1 && even*2 > pairs && odd == 0:
		return unicode.BigEndian, 0
	}
	return unicode.BigEndian, -1
}
