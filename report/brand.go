package report

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

// brandColour is the firm's colour where one is stated that can be read.
func brandColour(text string) rgb {
	if v, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 24); err == nil && len(text) == len("#1d5bb8") {
		return hex(uint32(v))
	}
	return accent
}

// tone puts the firm's colour in the place of ours.
func (b *book) tone(c rgb) rgb {
	if c == accent {
		return b.brand
	}
	return c
}

// logo is the firm's, if it is a picture as they are kept: the library would
// refuse to make a report with another.
func logo(text string) []byte {
	picture, err := base64.StdEncoding.DecodeString(text)
	const depth, kind, interlace = 24, 25, 28
	if err != nil || len(picture) <= interlace || picture[depth] != 8 || picture[kind] != 2 || picture[interlace] != 0 {
		return nil
	}
	config, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || config.Width > 2000 || config.Height > 2000 {
		return nil
	}
	if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
		return nil
	}
	return picture
}

// The cover's place for the logo, in points.
const (
	brandTop    = 26.0
	brandWidth  = 150.0
	brandHeight = 42.0
)

// coverBrand shows whose report it is, and which edition.
func (b *book) coverBrand(width float64) {
	if word := b.editionWord(); word != "" {
		w := b.overlineWidth(word) + 16
		b.frame(coverLine-24-w, 98, w, 18, ink2)
		b.overline(coverLine-24-w+8, 109.6, ink, word)
	}
	firm := style{semibold, 11, 14, accent}
	if picture := logo(b.engagement.Logo); picture != nil {
		options := gofpdf.ImageOptions{ImageType: "PNG"}
		info := b.pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(picture))
		scale := min(brandWidth/info.Width(), brandHeight/info.Height())
		b.image(coverValue, brandTop, info.Width()*scale, info.Height()*scale)
		return
	}
	if b.engagement.Firm != "" {
		b.text(coverValue, brandTop+26, firm, b.typeface.fit(firm, width, oneLine(b.engagement.Firm)))
	}
}

// classify puts the classification line on a page.
func (b *book) classify(p page) {
	s := styleFolio.with(semibold).in(ink)
	if b.pages[0] == p { // the cover is divided
		p.left = coverValue
	}
	text := b.typeface.fit(s, p.measure(), oneLine(b.engagement.Classification))
	if text != "" {
		b.textCentre((p.left+p.right)/2, p.height-16, s, text)
	}
}
