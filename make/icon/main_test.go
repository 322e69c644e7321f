package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"testing"
)

// TestEveryPictureIsWhereItsEntrySays reads the file as Windows does.
func TestEveryPictureIsWhereItsEntrySays(t *testing.T) {
	icon, err := encode(image.NewNRGBA(image.Rect(0, 0, 512, 512)))
	if err != nil {
		t.Fatal(err)
	}
	if n := int(binary.LittleEndian.Uint16(icon[4:])); n != len(sides) {
		t.Fatalf("%d pictures", n)
	}
	for i, side := range sides {
		entry := icon[6+16*i:]
		length, at := binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		picture, err := png.Decode(bytes.NewReader(icon[at : at+length]))
		if err != nil || picture.Bounds().Dx() != side || entry[0] != uint8(side) {
			t.Errorf("picture %d: %v, %v, width byte %d", side, picture, err, entry[0])
		}
	}
}
