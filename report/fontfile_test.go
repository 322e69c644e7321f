package report

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// fontFile is a TrueType font with a box of one width for each of some
// characters, and the embedding permissions of OS/2.
func fontFile(advance, fsType uint16, runes ...rune) []byte {
	slices.Sort(runes)
	var glyf, loca, hmtx []byte
	for range len(runes) + 1 { // the first stands for what is missing
		loca = word32(loca, len(glyf))
		glyf = append(glyf, boxGlyph(advance)...)
		hmtx = word16(hmtx, int(advance), 0)
	}
	loca = word32(loca, len(glyf))
	glyphs := len(runes) + 1
	head := word16(word32(word32(word32(word32(nil, 0x00010000), 0x00010000), 0), 0x5F0F3CF5), 3, 1000)
	head = word16(append(head, make([]byte, 16)...), 0, 0, int(advance), 700, 0, 8, 2, 1, 0)
	hhea := word16(append(word32(nil, 0x00010000), word16(nil, 800, -200, 0, int(advance), 0, 0, int(advance), 1, 0, 0)...), 0, 0, 0, 0, 0, glyphs)
	maxp := word16(word32(nil, 0x00010000), glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	post := append(word32(nil, 0x00030000), make([]byte, 28)...)
	os2 := word16(nil, 4, int(advance), 400, 5, int(fsType))
	os2 = append(os2, make([]byte, 86)...)
	binary.BigEndian.PutUint16(os2[68:], 800)
	binary.BigEndian.PutUint16(os2[88:], 700)
	return tables(map[string][]byte{
		"OS/2": os2, "cmap": cmapOf(runes), "glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx,
		"loca": loca, "maxp": maxp, "name": nameTable("Boxes"), "post": post,
	})
}

func word16(to []byte, values ...int) []byte {
	for _, v := range values {
		to = binary.BigEndian.AppendUint16(to, uint16(v))
	}
	return to
}

func word32(to []byte, v int) []byte { return binary.BigEndian.AppendUint32(to, uint32(v)) }

func boxGlyph(advance uint16) []byte {
	w := int(advance) - 100
	g := word16(nil, 1, 50, 0, 50+w, 700, 3, 0)
	g = append(g, 1, 1, 1, 1)
	g = word16(g, 50, w, 0, -w, 0, 0, 700, 0)
	return append(g, make([]byte, (4-len(g)%4)%4)...)
}

// cmapOf is a character map of format 4 with a segment for each character.
func cmapOf(runes []rune) []byte {
	segments := len(runes) + 1
	var ends, starts, deltas, offsets []byte
	for i, r := range runes {
		ends, starts = word16(ends, int(r)), word16(starts, int(r))
		deltas, offsets = word16(deltas, i+1-int(r)), word16(offsets, 0)
	}
	ends, starts, deltas, offsets = word16(ends, 0xFFFF), word16(starts, 0xFFFF), word16(deltas, 1), word16(offsets, 0)
	body := slices.Concat(ends, word16(nil, 0), starts, deltas, offsets)
	sub := append(word16(nil, 4, 14+len(body), 0, 2*segments, 0, 0, 0), body...)
	return append(word32(word16(nil, 0, 1, 3, 1), 12), sub...)
}

func nameTable(name string) []byte {
	var text []byte
	for _, unit := range utf16.Encode([]rune(name)) {
		text = word16(text, int(unit))
	}
	ids := []int{1, 4, 6}
	table := word16(nil, 0, len(ids), 6+12*len(ids))
	for _, id := range ids {
		table = word16(table, 3, 1, 0x409, id, len(text), 0)
	}
	return append(table, text...)
}

func tables(content map[string][]byte) []byte {
	var tags []string
	for tag := range content {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	file := word16(word32(nil, 0x00010000), len(tags), 128, 3, 32)
	at := 12 + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		file = append(file, tag...)
		file = word32(word32(word32(file, 0), at+len(body)), len(content[tag]))
		body = append(body, content[tag]...)
		body = append(body, make([]byte, (4-len(body)%4)%4)...)
	}
	return append(file, body...)
}
