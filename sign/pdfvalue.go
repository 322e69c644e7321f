package sign

import (
	"bytes"
	"strconv"

	"demarc/words"
)

type pdfKind uint8

const (
	pdfNull pdfKind = iota
	pdfBool
	pdfNumber
	pdfName
	pdfString
	pdfArray
	pdfDict
	pdfRef
)

// pdfValue is one parsed PDF value. It remembers where it stood (pos to end,
// offsets in the file), because a signature is about positions and because an
// update copies untouched values byte for byte.
type pdfValue struct {
	kind     pdfKind
	pos, end int
	text     []byte     // decoded name or string; number or boolean as written
	num, gen int        // reference; num also holds the value of an integer
	items    []pdfValue // of an array; of a dictionary, in step with keys
	keys     []string
}

// get returns the value of a dictionary's key, null when there is none.
func (v pdfValue) get(key string) pdfValue {
	for i, k := range v.keys {
		if k == key {
			return v.items[i]
		}
	}
	return pdfValue{}
}

func (v pdfValue) isName(name string) bool {
	return v.kind == pdfName && string(v.text) == name
}

// sameValue tells whether two values mean the same, wherever they stand.
func sameValue(a, b pdfValue) bool {
	if a.kind != b.kind || a.num != b.num || a.gen != b.gen ||
		len(a.items) != len(b.items) || !bytes.Equal(a.text, b.text) {
		return false
	}
	place := func(i int) (int, bool) { return i, true }
	if a.kind == pdfDict {
		places := make(map[string]int, len(b.keys))
		for i, key := range b.keys {
			places[key] = i
		}
		place = func(i int) (int, bool) { j, ok := places[a.keys[i]]; return j, ok }
	}
	for i := range a.items {
		if j, ok := place(i); !ok || !sameValue(a.items[i], b.items[j]) {
			return false
		}
	}
	return true
}

const (
	maxDepth  = 50      // nested arrays and dictionaries
	maxValues = 250_000 // in one object: a page tree of that many leaves
	maxKeys   = 4096    // in one dictionary (ISO 32000-1, annex C, names 4095)
)

var errSyntax = words.Errorf("a part of the PDF cannot be read")

// pdfParser reads values from data[pos:limit]. limit and left keep its work
// and its memory within bounds on hostile input.
type pdfParser struct {
	data       []byte
	pos, limit int
	left       int // values that may still be made
}

func newParser(data []byte, pos, limit int) *pdfParser {
	return &pdfParser{data: data, pos: pos, limit: min(limit, len(data)), left: maxValues}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// peek returns the next byte, 0 at the end.
func (p *pdfParser) peek() byte {
	if p.pos < p.limit {
		return p.data[p.pos]
	}
	return 0
}

func (p *pdfParser) skipSpace() {
	for p.pos < p.limit {
		switch c := p.data[p.pos]; {
		case isSpace(c):
			p.pos++
		case c == '%':
			for p.pos < p.limit && p.data[p.pos] != '\n' && p.data[p.pos] != '\r' {
				p.pos++
			}
		default:
			return
		}
	}
}

// word reads a run of regular characters, which may be empty.
func (p *pdfParser) word() []byte {
	start := p.pos
	for p.pos < p.limit && isRegular(p.data[p.pos]) {
		p.pos++
	}
	return p.data[start:p.pos]
}

// keyword consumes w when it stands next as a whole word.
func (p *pdfParser) keyword(w string) bool {
	p.skipSpace()
	start := p.pos
	if string(p.word()) == w {
		return true
	}
	p.pos = start
	return false
}

// integer reads an unsigned integer of at most ten digits.
func (p *pdfParser) integer() (int, bool) {
	p.skipSpace()
	start := p.pos
	for p.pos < p.limit && isDigit(p.data[p.pos]) {
		p.pos++
	}
	n, err := strconv.Atoi(string(p.data[start:min(p.pos, start+11)]))
	if err != nil || p.pos-start > 10 {
		p.pos = start
		return 0, false
	}
	return n, true
}

func (p *pdfParser) value(depth int) (pdfValue, error) {
	p.skipSpace()
	p.left--
	if depth > maxDepth || p.left < 0 || p.pos >= p.limit {
		return pdfValue{}, errSyntax
	}
	var v pdfValue
	var err error
	start := p.pos
	switch c := p.peek(); {
	case c == '/':
		v, err = p.name()
	case c == '(':
		v, err = p.literal()
	case c == '<' && p.pos+1 < p.limit && p.data[p.pos+1] == '<':
		v, err = p.dictionary(depth)
	case c == '<':
		v, err = p.hexadecimal()
	case c == '[':
		v, err = p.array(depth)
	default:
		v, err = p.scalar()
	}
	v.pos, v.end = start, p.pos
	return v, err
}

// scalar reads a number, a reference, a boolean or null.
func (p *pdfParser) scalar() (pdfValue, error) {
	word := p.word()
	switch string(word) {
	case "true", "false":
		return pdfValue{kind: pdfBool, text: word}, nil
	case "null":
		return pdfValue{}, nil
	}
	if !bytes.ContainsAny(word, "0123456789") || len(bytes.Trim(word, "+-.0123456789")) > 0 {
		return pdfValue{}, errSyntax
	}
	v := pdfValue{kind: pdfNumber, text: word}
	n, err := strconv.Atoi(string(word[:min(len(word), 20)]))
	if err != nil {
		return v, nil
	}
	v.num = n
	after := p.pos
	if gen, ok := p.integer(); ok && isDigit(word[0]) && p.keyword("R") {
		return pdfValue{kind: pdfRef, num: n, gen: gen}, nil
	}
	p.pos = after
	return v, nil
}

func (p *pdfParser) array(depth int) (pdfValue, error) {
	v := pdfValue{kind: pdfArray}
	p.pos++
	for {
		p.skipSpace()
		if p.peek() == ']' {
			p.pos++
			return v, nil
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
}

// dictionary refuses a repeated key: readers disagree on which one counts.
func (p *pdfParser) dictionary(depth int) (pdfValue, error) {
	v := pdfValue{kind: pdfDict}
	seen := map[string]bool{}
	p.pos += 2
	for {
		p.skipSpace()
		if p.peek() == '>' && p.pos+1 < p.limit && p.data[p.pos+1] == '>' {
			p.pos += 2
			return v, nil
		}
		if p.peek() != '/' || len(v.keys) == maxKeys {
			return v, errSyntax
		}
		name, err := p.name()
		if err != nil || seen[string(name.text)] {
			return v, errSyntax
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		seen[string(name.text)] = true
		v.keys = append(v.keys, string(name.text))
		v.items = append(v.items, item)
	}
}
