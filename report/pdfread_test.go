package report

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// setText is one line of text as it stands on a page: its left end and its
// baseline in points from the upper left corner, or for turned text from where
// it begins.
type setText struct {
	x, y, size, width float64
	face              face
	text              string
	turned            bool
}

// setBox is a filled rectangle, its upper left corner first.
type setBox struct {
	x, y, w, h float64
	colour     string
}

// setLink is a rectangle that leads to a place on a page (from 1).
type setLink struct {
	left, top, right, bottom float64
	page                     int
	y                        float64 // of the place, from the page's upper edge
}

type setPage struct {
	width, height float64
	texts         []setText
	boxes         []setBox
	links         []setLink
	paths         int // curves and polygons that were painted
}

var (
	pageObject    = regexp.MustCompile(`(?s)(\d+) 0 obj\n<</Type /Page\n(.*?)endobj`)
	contentsOf    = regexp.MustCompile(`/Contents (\d+) 0 R`)
	mediaBoxOf    = regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)
	annotationOf  = regexp.MustCompile(`/Rect \[([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+)\] /Border \[0 0 0\] /Dest \[(\d+) 0 R /XYZ 0 ([\d.-]+) null\]`)
	streamObject  = regexp.MustCompile(`(\d+) 0 obj\n<</Filter /FlateDecode /Length (\d+)>>\nstream\n`)
	fontEntry     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	fontOfObject  = regexp.MustCompile(`(?s)(\d+) 0 obj\n<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8(\w+)`)
	errorNoStream = "page %d has no content"
)

// readPages reads a finished report back: what stands where, as its content
// streams say.
func readPages(tb testing.TB, pdf []byte) []setPage {
	tb.Helper()
	faces := facesOf(pdf)
	streams := map[string][]byte{}
	for _, at := range streamObject.FindAllSubmatchIndex(pdf, -1) {
		length := int(numberOf(string(pdf[at[4]:at[5]])))
		streams[string(pdf[at[2]:at[3]])] = pdf[at[1] : at[1]+length]
	}
	objects := pageObject.FindAllSubmatch(pdf, -1)
	numbers := map[string]int{}
	pages := make([]setPage, len(objects))
	for i, object := range objects {
		numbers[string(object[1])] = i + 1
		pages[i].width, pages[i].height = upright.width, upright.height
		if box := mediaBoxOf.FindSubmatch(object[2]); box != nil {
			pages[i].width, pages[i].height = numberOf(string(box[1])), numberOf(string(box[2]))
		}
	}
	measure, err := newTypeface(mustFonts(tb))
	if err != nil {
		tb.Fatal(err)
	}
	for i, object := range objects {
		contents := contentsOf.FindSubmatch(object[2])
		if contents == nil || streams[string(contents[1])] == nil {
			tb.Fatalf(errorNoStream, i+1)
		}
		reader := &contentReader{page: &pages[i], faces: faces, measure: measure}
		reader.read(inflate(tb, streams[string(contents[1])]))
		for _, a := range annotationOf.FindAllSubmatch(object[2], -1) {
			to := numbers[string(a[5])]
			pages[i].links = append(pages[i].links, setLink{
				left: numberOf(string(a[1])), top: pages[i].height - numberOf(string(a[2])),
				right: numberOf(string(a[3])), bottom: pages[i].height - numberOf(string(a[4])),
				page: to, y: pages[to-1].height - numberOf(string(a[6])),
			})
		}
	}
	return pages
}

func facesOf(pdf []byte) map[string]face {
	names := map[string]string{}
	for _, font := range fontOfObject.FindAllSubmatch(pdf, -1) {
		names[string(font[1])] = string(font[2])
	}
	faces := map[string]face{}
	for _, resource := range fontEntry.FindAllSubmatch(pdf, -1) {
		for f := range faceCount { // fallbacks read as the regular weight
			if names[string(resource[2])] == faceName(f) {
				faces[string(resource[1])] = f
			}
		}
	}
	return faces
}

func inflate(tb testing.TB, data []byte) []byte {
	tb.Helper()
	reader, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

func numberOf(text string) float64 {
	value, _ := strconv.ParseFloat(text, 64)
	return value
}

// graphics is what q saves and Q brings back.
type graphics struct {
	matrix [6]float64
	fill   string
	face   face
	size   float64
}

// contentReader follows the operators of a content stream.
type contentReader struct {
	page    *setPage
	faces   map[string]face
	measure *typeface
	now     graphics
	saved   []graphics
	stack   []string // operands
	box     *setBox
	x, y    float64 // of the text
}

func (r *contentReader) read(content []byte) {
	r.now.matrix = [6]float64{1, 0, 0, 1, 0, 0}
	for at := 0; at < len(content); {
		switch c := content[at]; {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			at++
		case c == '(':
			text, end := stringAt(content, at+1)
			r.stack = append(r.stack, text)
			at = end
		default:
			end := at + 1
			for end < len(content) && !strings.ContainsRune(" \n\r\t(", rune(content[end])) {
				end++
			}
			r.token(string(content[at:end]))
			at = end
		}
	}
}

// stringAt reads a string in brackets up to its end, undoing the escapes.
func stringAt(content []byte, at int) (string, int) {
	var out []byte
	for ; content[at] != ')'; at++ {
		if content[at] == '\\' {
			at++
			if content[at] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, content[at])
	}
	return string(out), at + 1
}

func (r *contentReader) token(token string) {
	if c := token[0]; c == '/' || c == '[' || c == '-' || c == '.' || (c >= '0' && c <= '9') {
		r.stack = append(r.stack, token)
		return
	}
	r.operator(token)
	r.stack = r.stack[:0]
}

func (r *contentReader) operand(fromEnd int) float64 { return numberOf(r.stack[len(r.stack)-fromEnd]) }

func (r *contentReader) operator(name string) {
	switch name {
	case "q":
		r.saved = append(r.saved, r.now)
	case "Q":
		r.now, r.saved = r.saved[len(r.saved)-1], r.saved[:len(r.saved)-1]
	case "cm":
		var m [6]float64
		for i := range m {
			m[i] = r.operand(6 - i)
		}
		r.now.matrix = product(m, r.now.matrix)
	case "rg":
		r.now.fill = fmt.Sprintf("%02x%02x%02x", channel(r.operand(3)), channel(r.operand(2)), channel(r.operand(1)))
	case "Tf":
		r.now.face, r.now.size = r.faces[r.stack[0][1:]], r.operand(1)
	case "Td":
		r.x, r.y = r.operand(2), r.operand(1)
	case "Tj":
		r.show(r.stack[0])
	case "re":
		x, y := r.place(r.operand(4), r.operand(3))
		r.box = &setBox{x, r.page.height - y - r.operand(1), r.operand(2), r.operand(1), r.now.fill}
	case "f", "S":
		if r.box != nil && name == "f" {
			r.page.boxes = append(r.page.boxes, *r.box)
		} else if r.box == nil {
			r.page.paths++
		}
		r.box = nil
	}
}

func (r *contentReader) show(text string) {
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = uint16(text[2*i])<<8 | uint16(text[2*i+1])
	}
	plain := string(utf16.Decode(units))
	x, y := r.place(r.x, r.y)
	r.page.texts = append(r.page.texts, setText{
		x: x, y: r.page.height - y, size: r.now.size, width: r.measure.width(r.now.face, r.now.size, plain),
		face: r.now.face, text: plain, turned: r.now.matrix[0] == 0,
	})
}

func (r *contentReader) place(x, y float64) (float64, float64) {
	m := r.now.matrix
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

func product(a, b [6]float64) [6]float64 {
	return [6]float64{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3], a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

func channel(v float64) int { return int(v*255 + 0.5) }

// section is the chapter that a page's running head names.
func (p setPage) section() string {
	for i, text := range p.texts {
		if (text.text == "DRAFT" || text.text == "ENTWURF") && i+1 < len(p.texts) && p.texts[i+1].size == styleFolio.size {
			return p.texts[i+1].text
		}
	}
	return "Cover"
}

// find returns the first text that says so.
func (p setPage) find(text string) (setText, bool) {
	for _, t := range p.texts {
		if t.text == text {
			return t, true
		}
	}
	return setText{}, false
}

// words are all texts of a page, in the order in which they were set.
func (p setPage) words() string {
	texts := make([]string, len(p.texts))
	for i, t := range p.texts {
		texts[i] = t.text
	}
	return strings.Join(texts, " ")
}

// inSize is the page with the texts of one size alone.
func (p setPage) inSize(size float64) setPage {
	p.texts = slices.DeleteFunc(slices.Clone(p.texts), func(text setText) bool { return text.size != size })
	return p
}
