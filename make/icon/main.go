// Icon writes the program's icon as Windows wants it: icon PNG ICO.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"

	"golang.org/x/image/draw"
)

// sides are the sizes in the file, the largest first; a side of 256 is written
// as 0.
var sides = []int{256, 64, 48, 32, 16}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: icon PNG ICO")
		os.Exit(2)
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func convert(from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		return err
	}
	icon, err := encode(picture)
	if err != nil {
		return err
	}
	return os.WriteFile(to, icon, 0o644)
}

// encode writes an ICO file whose pictures are PNGs, as Windows reads since
// Vista: a header of 6 bytes, an entry of 16 bytes a picture, the pictures.
func encode(picture image.Image) ([]byte, error) {
	var head, body bytes.Buffer
	put := func(values ...any) {
		for _, value := range values {
			binary.Write(&head, binary.LittleEndian, value) // into memory: it cannot fail
		}
	}
	put(uint16(0), uint16(1), uint16(len(sides)))
	for _, side := range sides {
		scaled := image.NewNRGBA(image.Rect(0, 0, side, side))
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), picture, picture.Bounds(), draw.Src, nil)
		var one bytes.Buffer
		if err := png.Encode(&one, scaled); err != nil {
			return nil, err
		}
		put(uint8(side), uint8(side), uint8(0), uint8(0), uint16(1), uint16(32), uint32(one.Len()), uint32(6+16*len(sides)+body.Len()))
		body.Write(one.Bytes())
	}
	return append(head.Bytes(), body.Bytes()...), nil
}
