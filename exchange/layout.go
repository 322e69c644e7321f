package exchange

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

var separatorLine = regexp.MustCompile(`^"?(?i:sep)=([^\w\s"]|\t)"?(\r\n|\n|\r)`)

// layout finds out from the beginning of a text which byte separates its
// values, whether lines end in a lone CR, and how many bytes a spreadsheet's
// "sep=" line takes.
func layout(head []byte) (separator byte, loneCR bool, skip int) {
	if m := separatorLine.FindSubmatch(head); m != nil && len(m[1]) == 1 {
		return m[1][0], string(m[2]) == "\r", len(m[0])
	}
	lines, loneCR := firstLines(head)
	return separatorOf(lines), loneCR, 0
}

const separators = ",;\t|"

// firstLine is one of the lines with which a text begins: how often each byte
// stands in it outside quotes, and the text itself.
type firstLine struct {
	counts [256]int
	text   []byte
}

// mostTitles bounds the lines above a header.
const mostTitles = 10

// firstLines are the lines that may be titles, and the header, without blank
// ones. A line that goes on beyond the text counts as far as it was seen.
func firstLines(head []byte) (lines []firstLine, loneCR bool) {
	var line firstLine
	start, ends := 0, 0
	quoted, fresh := false, true // fresh where a quote opens a field
	for i, c := range head {
		switch {
		case c == '"' && (quoted || fresh):
			quoted, fresh = !quoted, quoted // a second quote takes the end back
		case quoted:
		case c == '\n' || c == '\r':
			if ends++; ends == 1 {
				loneCR = c == '\r' && i+1 < len(head) && head[i+1] != '\n'
			}
			line.text = bytes.TrimSpace(head[start:i])
			if len(line.text) > 0 {
				lines = append(lines, line)
			}
			if len(lines) > mostTitles {
				return lines, loneCR
			}
			line, start, fresh = firstLine{}, i+1, true
		default:
			line.counts[c]++
			fresh = strings.IndexByte(separators, c) >= 0
		}
	}
	line.text = bytes.TrimSpace(head[start:])
	return append(lines, line), loneCR
}

// separatorOf is what stands most often in the header: the first line that has
// a separator at all, and does not only seem to, as a title with a comma above
// lines with semicolons does.
func separatorOf(lines []firstLine) byte {
	for i, line := range lines {
		c, found := line.separator()
		if !found {
			continue
		}
		if i+1 < len(lines) && lines[i+1].counts[c] == 0 && !line.holdsOurField(c) {
			if _, other := lines[i+1].separator(); other {
				continue
			}
		}
		return c
	}
	return separators[0]
}

// separator is the one that stands in a line most often.
func (l *firstLine) separator() (most byte, found bool) {
	most = separators[0]
	for _, c := range []byte(separators) {
		if l.counts[c] > l.counts[most] {
			most = c
		}
	}
	return most, l.counts[most] > 0
}

func (l *firstLine) holdsOurField(separator byte) bool {
	return slices.ContainsFunc(bytes.Split(l.text, []byte{separator}), func(cell []byte) bool {
		_, ours := fieldNamed(strings.Trim(string(cell), "\" \uFEFF"))
		return ours
	})
}

// header is the first record that may be one. Above it may stand lines with a
// single text, such as the sheet's title and its date: they are left out where
// a line with several texts follows.
func (s *splitter) header() (*record, error) {
	first, err := s.next()
	if err != nil || !first.mayBeTitle() {
		return first, err
	}
	s.ahead = append(s.ahead, first.clone())
	for len(s.ahead) <= mostTitles {
		row, err := s.read()
		if err != nil {
			s.failed = err
			break
		}
		s.ahead = append(s.ahead, row.clone())
		if row.filled() > 1 {
			s.ahead = s.ahead[len(s.ahead)-1:]
			break
		}
	}
	return s.next()
}

// mayBeTitle reports whether one text stands in a record, and is no header by
// itself.
func (r *record) mayBeTitle() bool {
	if r.filled() != 1 {
		return false
	}
	for i := range r.cells() {
		cell := clean(r.cell(i))
		_, ours := fieldNamed(cell)
		if ours || cell != "" && slices.Contains(phrasesLike(clueFor("name").phrases), lettersOf(cell)) {
			return false
		}
	}
	return true
}

func (r *record) filled() (cells int) {
	for i := range r.cells() {
		if clean(r.cell(i)) != "" {
			cells++
		}
	}
	return cells
}

func (r *record) clone() record {
	return record{line: r.line, text: slices.Clone(r.text), ends: slices.Clone(r.ends)}
}
