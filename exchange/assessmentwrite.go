package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// Encode writes the assessment. The same assessment gives the same bytes, those
// of its whole as JSON; but the long lists are written element by element, so
// that a large estate's are never held as text.
func (a *Assessment) Encode(w io.Writer) error {
	p := newParts(w)
	p.value(a.AssessmentBasis, "}")
	p.text(`,"totals":`)
	p.value(a.Totals, "")
	p.text(`,"findings":[`)
	writeList(p, a.Findings)
	p.text(`],"cells":[`)
	writeList(p, a.Cells)
	p.text("]}\n")
	if p.err == nil {
		p.err = p.out.Flush()
	}
	return p.err
}

// parts writes JSON values behind one another; after an error, nothing more.
type parts struct {
	out     *bufio.Writer
	buffer  bytes.Buffer
	encoder *json.Encoder
	err     error
}

func newParts(w io.Writer) *parts {
	p := &parts{out: bufio.NewWriterSize(w, 64<<10)}
	p.encoder = json.NewEncoder(&p.buffer)
	p.encoder.SetEscapeHTML(false)
	return p
}

// value writes a value without its end.
func (p *parts) value(v any, end string) {
	if p.err != nil {
		return
	}
	p.buffer.Reset()
	if p.err = p.encoder.Encode(v); p.err == nil {
		_, p.err = p.out.Write(bytes.TrimSuffix(p.buffer.Bytes(), []byte(end+"\n")))
	}
}

func (p *parts) text(text string) {
	if p.err == nil {
		_, p.err = p.out.WriteString(text)
	}
}

func writeList[T any](p *parts, elements list[T]) {
	for i := range elements {
		if i > 0 {
			p.text(",")
		}
		p.value(&elements[i], "")
	}
}
