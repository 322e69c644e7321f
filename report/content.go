package report

import (
	"bytes"
	"compress/flate"
	"fmt"
	"hash"
	"hash/adler32"
	"slices"
)

// contents are what is drawn on the pages. Of thousands of pages only the one
// that is drawn on is held as it is: what was drawn is packed when another page
// is turned to, and can be added to later, as the page numbers are.
type contents struct {
	pages []content
	at    int    // the page that is drawn on, from 0
	open  []byte // what was drawn on it and is not put away

	packer *flate.Writer
	packed bytes.Buffer
}

// content is one page's: a deflate stream without its end, and the checksum of
// what it unpacks to.
type content struct {
	data []byte
	sum  hash.Hash32
}

func newContents() *contents {
	packer, _ := flate.NewWriter(nil, flate.BestSpeed) // the level exists
	return &contents{packer: packer}
}

// add begins a page behind the others.
func (c *contents) add() {
	c.putAway()
	c.pages = append(c.pages, content{sum: adler32.New()})
	c.at = len(c.pages) - 1
}

// turnTo goes on with a page, counted from 0.
func (c *contents) turnTo(page int) {
	c.putAway()
	c.at = page
}

// draw adds operators to the page.
func (c *contents) draw(operators []byte) {
	c.open = append(append(c.open, operators...), '\n')
}

// putAway moves what was drawn to its page.
func (c *contents) putAway() {
	if len(c.open) == 0 {
		return
	}
	page := &c.pages[c.at]
	page.sum.Write(c.open)
	c.packed.Reset()
	c.packer.Reset(&c.packed)
	c.packer.Write(c.open) // a buffer takes everything
	c.packer.Flush()
	page.data = append(slices.Grow(page.data, c.packed.Len()), c.packed.Bytes()...)
	c.open = c.open[:0]
}

// size is about what the pages' streams take.
func (c *contents) size() (total int) {
	for _, page := range c.pages {
		total += len(page.data) + 64
	}
	return total
}

// zlibHead says that what follows was packed for speed (RFC 1950); lastBlock
// is a deflate stream's end, an empty stored block (RFC 1951).
const (
	zlibHead  = "\x78\x01"
	lastBlock = "\x01\x00\x00\xff\xff"
)

// appendStream writes a page's content as a stream's dictionary and data.
func (c *contents) appendStream(out []byte, page int) []byte {
	p := c.pages[page]
	return appendStream(out, "/Filter /FlateDecode ", []byte(zlibHead), p.data, []byte(lastBlock), p.sum.Sum(nil))
}

func appendStream(out []byte, filter string, parts ...[]byte) []byte {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	out = fmt.Appendf(out, "<<%s/Length %d>>\nstream\n", filter, length)
	for _, part := range parts {
		out = append(out, part...)
	}
	return append(out, "\nendstream"...)
}
