package exchange

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"demarc/words"
)

// splitter cuts a text into records.
//
// It stands in place of encoding/csv, which cannot say on which line the field
// with an unclosed quote began, reads a row of any length before it can be
// refused, does not know lines that end in a lone CR, and either stops at a
// quote inside an unquoted text (5" disk) or, when lazy, swallows the rest of
// the file after an unclosed one. On text that encoding/csv accepts, both agree.
type splitter struct {
	in        *bufio.Reader
	separator byte
	loneCR    bool
	line      int  // of the next byte
	legacy    bool // a row was met that is no UTF-8
	row       record
	// ahead are records that were looked at and not yet given out, and failed
	// the error that was met behind them.
	ahead  []record
	failed error
}

// record is one row. It is valid until the next one is read.
type record struct {
	line int
	text []byte // of all cells, one after the other
	ends []int
}

func newSplitter(in *bufio.Reader) (*splitter, error) {
	head, err := in.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, readError(err)
	}
	s := &splitter{in: in, line: 1}
	var skip int
	s.separator, s.loneCR, skip = layout(head)
	if skip > 0 {
		s.line++
	}
	_, err = in.Discard(skip)
	return s, err
}

// next returns the next record that is not blank, or io.EOF. Any other error is
// the sentence that refuses the table.
func (s *splitter) next() (*record, error) {
	if len(s.ahead) > 0 {
		first := s.ahead[0]
		s.ahead = s.ahead[1:]
		return &first, nil
	}
	if s.failed != nil {
		return nil, s.failed
	}
	return s.read()
}

// read reads on in the file, past blank records.
func (s *splitter) read() (*record, error) {
	for {
		if err := s.scan(); err != nil {
			return nil, err
		}
		s.legacy = s.legacy || !utf8.Valid(s.row.text)
		if !s.row.blank() {
			return &s.row, nil
		}
	}
}

// place is where in a field the splitter stands.
type place int

const (
	atStart place = iota
	inPlain
	inQuotes
	afterQuotes
)

// scan reads one record into s.row.
func (s *splitter) scan() error {
	s.row = record{line: s.line, text: s.row.text[:0], ends: s.row.ends[:0]}
	at, quoteLine := atStart, 0
	for size := 0; ; size++ {
		c, err := s.in.ReadByte()
		switch {
		case err == io.EOF && size == 0:
			return io.EOF
		case err == io.EOF && at == inQuotes:
			return unclosed(quoteLine)
		case err == io.EOF:
			s.row.endCell()
			return nil
		case err != nil:
			return readError(err)
		case c == 0:
			return &Problem{Line: s.line, Reason: words.Say("a zero byte shows that the file is no text: save the table as CSV first")}
		case size == largestRow:
			return s.tooLong(at, quoteLine)
		case at == inQuotes:
			if c != '"' {
				s.keepQuoted(c)
			} else if s.follows('"') {
				s.row.text = append(s.row.text, c)
			} else {
				at = afterQuotes
			}
		case c == s.separator:
			s.row.endCell()
			at = atStart
		case s.endsRecord(c):
			s.row.endCell()
			s.line++
			return nil
		case c == '"' && at == atStart:
			at, quoteLine = inQuotes, s.line
		case at == afterQuotes:
			if c != ' ' && c != '\t' && c != '\r' {
				return unclosed(quoteLine)
			}
		default:
			s.row.text = append(s.row.text, c)
			at = inPlain
		}
	}
}

// keepQuoted keeps one byte of a quoted text, in which every line break of the
// file's own kind becomes LF.
func (s *splitter) keepQuoted(c byte) {
	switch {
	case c == '\r' && s.follows('\n'), c == '\r' && s.loneCR:
		c = '\n'
		s.line++
	case c == '\n':
		s.line++
	}
	s.row.text = append(s.row.text, c)
}

func (s *splitter) endsRecord(c byte) bool {
	return c == '\n' || c == '\r' && (s.follows('\n') || s.loneCR)
}

// follows takes the next byte if it is the one asked for.
func (s *splitter) follows(c byte) bool {
	next, err := s.in.Peek(1)
	if err != nil || next[0] != c {
		return false
	}
	_, err = s.in.Discard(1)
	return err == nil
}

func unclosed(line int) error {
	return &Problem{Line: line, Reason: words.Say("the quoted field that begins here is never closed properly: close its quote, or double the quotes inside it")}
}

func (s *splitter) tooLong(at place, quoteLine int) error {
	if at == inQuotes && quoteLine < s.line {
		return &Problem{Line: quoteLine, Reason: words.Say("the quoted field that begins here makes its row larger than 1 MiB: its quote may never be closed")}
	}
	return &Problem{Line: s.row.line, Reason: words.Say("the row that begins here is larger than 1 MiB: this is no inventory, or its lines are not ended")}
}

func (r *record) endCell()   { r.ends = append(r.ends, len(r.text)) }
func (r *record) cells() int { return len(r.ends) }

// cell returns a cell's text, counting from 0, and "" beyond the last one. Text
// that is no UTF-8 is taken for Windows-1252, cell by cell: so one damaged cell
// does not garble a whole file.
func (r *record) cell(i int) string {
	if i >= len(r.ends) {
		return ""
	}
	start := 0
	if i > 0 {
		start = r.ends[i-1]
	}
	raw := r.text[start:r.ends[i]]
	if utf8.Valid(raw) {
		return string(raw)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return string(bytes.ToValidUTF8(raw, []byte("�")))
	}
	return string(decoded)
}

func (r *record) blank() bool {
	for i := range r.cells() {
		if strings.TrimSpace(r.cell(i)) != "" {
			return false
		}
	}
	return true
}

// separatorName names a separator for a person.
func separatorName(c byte) string {
	switch c {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "bar"
	}
	return fmt.Sprintf("%q", c)
}
