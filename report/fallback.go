package report

import (
	"encoding/binary"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font/sfnt"

	"demarc/words"
)

// CheckFallback tells why a font file cannot be among the fallbacks: it has to
// be a single TrueType font with outlines of its own kind, and its maker must
// allow it to be embedded (OpenType specification, OS/2, fsType).
func CheckFallback(data []byte) error {
	switch {
	case len(data) < 12:
		return words.Errorf("it is no font")
	case string(data[:4]) == "ttcf":
		return words.Errorf("it is a collection of fonts: take one of them out")
	case string(data[:4]) == "OTTO":
		return words.Errorf("its outlines are PostScript's (CFF), which the report cannot hold: take a TrueType font")
	}
	if _, err := sfnt.Parse(data); err != nil {
		return words.Errorf("it is no TrueType font, or a damaged one")
	}
	if fontTable(data, "glyf") == nil {
		return words.Errorf("it has no TrueType outlines")
	}
	if os2 := fontTable(data, "OS/2"); len(os2) >= 10 {
		const restricted, bitmapsOnly = 0x0002, 0x0200
		if usage := binary.BigEndian.Uint16(os2[8:]); usage&0x000F == restricted || usage&bitmapsOnly != 0 {
			return words.Errorf("its maker does not allow it to be embedded")
		}
	}
	return trySetting(data)
}

// trySetting has the PDF library read the font, which panics on what it does
// not expect.
func trySetting(data []byte) (err error) {
	defer func() {
		if recover() != nil {
			err = words.Errorf("it is no TrueType font that can be embedded")
		}
	}()
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("fallback", "", data)
	return pdf.Error()
}

// fontTable finds a table in a font file (OpenType specification, table
// directory), nil where it is missing or beyond the end.
func fontTable(data []byte, tag string) []byte {
	tables := int(binary.BigEndian.Uint16(data[4:]))
	for at := 12; tables > 0 && at+16 <= len(data); tables, at = tables-1, at+16 {
		if string(data[at:at+4]) != tag {
			continue
		}
		start, length := binary.BigEndian.Uint32(data[at+8:]), binary.BigEndian.Uint32(data[at+12:])
		if uint64(start)+uint64(length) > uint64(len(data)) {
			return nil
		}
		return data[start : start+length]
	}
	return nil
}
