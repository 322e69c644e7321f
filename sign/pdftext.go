package sign

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

func (p *pdfParser) name() (pdfValue, error) {
	p.pos++
	raw := p.word()
	if bytes.IndexByte(raw, '#') < 0 {
		return pdfValue{kind: pdfName, text: raw}, nil
	}
	text := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			var b [1]byte
			if _, err := hex.Decode(b[:], raw[i+1:i+3]); err != nil {
				return pdfValue{}, errSyntax
			}
			text = append(text, b[0])
			i += 2
			continue
		}
		text = append(text, raw[i])
	}
	return pdfValue{kind: pdfName, text: text}, nil
}

// hexadecimal reads <48656C6C6F>; white space within is allowed and an odd last
// digit is taken as followed by 0.
func (p *pdfParser) hexadecimal() (pdfValue, error) {
	p.pos++
	length := bytes.IndexByte(p.data[p.pos:p.limit], '>')
	if length < 0 {
		p.pos = p.limit
		return pdfValue{}, errSyntax
	}
	digits := make([]byte, 0, length+1)
	for _, c := range p.data[p.pos : p.pos+length] {
		if !isSpace(c) {
			digits = append(digits, c)
		}
	}
	p.pos += length + 1
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	text := make([]byte, len(digits)/2)
	if _, err := hex.Decode(text, digits); err != nil {
		return pdfValue{}, errSyntax
	}
	return pdfValue{kind: pdfString, text: text}, nil
}

// literal reads (a string (with nesting) and \escapes).
func (p *pdfParser) literal() (pdfValue, error) {
	var text []byte
	p.pos++
	for nested := 1; p.pos < p.limit; {
		c := p.data[p.pos]
		p.pos++
		switch c {
		case '\\':
			text = p.escape(text)
			continue
		case '\r': // a bare or paired carriage return reads as a line feed
			if p.peek() == '\n' {
				p.pos++
			}
			c = '\n'
		case '(':
			nested++
		case ')':
			if nested--; nested == 0 {
				return pdfValue{kind: pdfString, text: text}, nil
			}
		}
		text = append(text, c)
	}
	return pdfValue{}, errSyntax
}

// escape reads what follows a backslash in a literal string.
func (p *pdfParser) escape(text []byte) []byte {
	c := p.peek()
	if c >= '0' && c <= '7' {
		n := 0
		for i := 0; i < 3 && p.peek() >= '0' && p.peek() <= '7'; i++ {
			n = n*8 + int(p.peek()-'0')
			p.pos++
		}
		return append(text, byte(n))
	}
	p.pos++
	switch c {
	case 'n':
		return append(text, '\n')
	case 'r':
		return append(text, '\r')
	case 't':
		return append(text, '\t')
	case 'b':
		return append(text, '\b')
	case 'f':
		return append(text, '\f')
	case '\r': // an escaped line end stands for nothing
		if p.peek() == '\n' {
			p.pos++
		}
		return text
	case '\n':
		return text
	}
	return append(text, c)
}

// pdfDocHigh holds the characters of PDFDocEncoding from 0x80 to 0xA0, and
// pdfDocLow those from 0x18 to 0x1F; elsewhere it agrees with Latin-1
// (ISO 32000-1, annex D.2).
const (
	pdfDocLow  = "˘ˇˆ˙˝˛˚˜"
	pdfDocHigh = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€"
)

// decodeText reads a PDF text string: UTF-16BE or UTF-8 behind their byte order
// marks, PDFDocEncoding otherwise. What cannot be decoded becomes U+FFFD.
func decodeText(raw []byte) string {
	if rest, ok := bytes.CutPrefix(raw, []byte{0xFE, 0xFF}); ok {
		units := make([]uint16, 0, len(rest)/2)
		for i := 0; i+1 < len(rest); i += 2 {
			units = append(units, uint16(rest[i])<<8|uint16(rest[i+1]))
		}
		return string(utf16.Decode(units))
	}
	if rest, ok := bytes.CutPrefix(raw, []byte{0xEF, 0xBB, 0xBF}); ok {
		return strings.ToValidUTF8(string(rest), string(utf8.RuneError))
	}
	low, high := []rune(pdfDocLow), []rune(pdfDocHigh)
	text := make([]rune, len(raw))
	for i, c := range raw {
		switch {
		case c >= 0x18 && c <= 0x1F:
			text[i] = low[c-0x18]
		case c >= 0x80 && c <= 0xA0:
			text[i] = high[c-0x80]
		default:
			text[i] = rune(c)
		}
	}
	return string(text)
}

// PDFText writes a PDF text string: a literal when all is printable ASCII,
// UTF-16BE in hexadecimal otherwise.
func PDFText(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return "(" + strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString(">")
	return b.String()
}
